// macvlan networks: containers as machines of the LAN. Verdicts and texts come from recordings of Docker Engine 28.5.2
// (macvlan-*.json); VLANs, which the recording machine has not, from moby v28.5.2 integration/network/macvlan.
import { describe, expect, test } from 'vitest'
import { macvlan } from '../../../src/drivers/macvlan/driver.js'
import { createLab, type Lab } from '../../../src/shell/lab/lab.js'
import { device, ip, prefix } from '../../cnm/lab.js'
import { driverContract } from '../contract.js'
import { dual, endpointInfo, hostInfo, networkInfo, poolInfo } from '../info.js'

const parent = (name: string) => [['parent', name]] as const
driverContract(macvlan, {
  network: dual({ options: parent('eth0') }),
  endpoints: [
    endpointInfo({ address6: prefix('fdf8:b88e:bb5c:3483::2/64') }),
    endpointInfo({ id: 'e2', name: 'db', address4: prefix('172.19.0.3/16'), joined: null }),
  ],
  other: networkInfo({
    id: 'fedcba987654'.padEnd(64, '1'),
    name: 'other-network',
    pools4: [poolInfo('10.99.0.0/24', null)],
    createdAt: 9,
  }),
  host: hostInfo({ interfaces: [device('eth0', ['192.0.2.11/24'], 'lan0')] }),
})

const LAN = '--subnet 192.0.2.0/24 --gateway 192.0.2.1'
/** A host's part of the LAN's addresses: .128, .144, ... */
const part = (first: number) => `${LAN} --ip-range 192.0.2.${first}/28 -o parent=eth0`

const done = (lab: Lab, host: string, ...lines: string[]) => {
  for (const line of lines) {
    const { exit, stderr } = lab.docker(host, line)
    if (exit !== 0) throw new Error(`${line}: ${stderr}`)
  }
}
const run = (name: string, network: string, more = '') =>
  `run -d --name ${name} --network ${network} ${more} alpine httpd -f -p 80 -h /etc`
const ok = (lab: Lab, from: string, to: string) => lab.ping(from, to).verdict === 'reachable'
const ending = (lab: Lab, from: string, to: string) => lab.ping(from, to).conversation?.ending

describe('on the LAN', () => {
  const lab = createLab({ hosts: 2 })
  done(lab, 'h1', `network create -d macvlan ${part(128)} mv1`, run('aa', 'mv1'), run('bb', 'mv1'))
  done(lab, 'h2', `network create -d macvlan ${part(144)} mv1`, run('cc', 'mv1'))

  test('containers meet each other, those of other hosts, the router, other machines and the internet', () => {
    for (const to of ['192.0.2.129', '192.0.2.144', '192.0.2.1', '192.0.2.50', '192.0.2.12', '198.51.100.7'])
      expect([to, ok(lab, 'h1/aa', to)]).toEqual([to, true])
    expect(ok(lab, 'peer', '192.0.2.128')).toBe(true)
  })

  test('but not their own host, nor it them, and the trace says why', () => {
    expect(ending(lab, 'h1/aa', '192.0.2.11')).toEqual({
      kind: 'not-carried',
      at: expect.any(String),
      device: 'eth0',
      address: '192.0.2.11',
      owner: 'h1',
      barrier: 'parent',
    })
    expect(ending(lab, 'h1', '192.0.2.128')).toMatchObject({ kind: 'not-carried', owner: 'h1/aa' })
    expect(lab.explain(lab.ping('h1/aa', '192.0.2.11'))).toContain('h1 has 192.0.2.11, but no frame')
  })

  test('names are known on one host only', () => {
    expect(lab.ping('h1/aa', 'bb').verdict).toBe('reachable')
    expect(lab.ping('h1/aa', 'cc').why).toBe('no-such-name')
  })

  test('published ports are none', () => {
    done(lab, 'h1', run('pp', 'mv1', '-p 8080:80'))
    expect(lab.docker('h1', 'port pp').stdout).toBe('')
    expect(lab.http('peer', '192.0.2.11', 8080).why).toBe('refused')
    expect(lab.http('peer', '192.0.2.130', 80).verdict).toBe('reachable')
  })

  test('a pulled cable ends everything, also between neighbours of one parent', () => {
    const fork = lab.fork()
    fork.link('h1', false)
    expect(ending(fork, 'h1/aa', '192.0.2.129')).toMatchObject({ kind: 'link-down', device: 'eth0' })
    expect(ok(fork, 'peer', '192.0.2.128')).toBe(false)
    fork.link('h1', true)
    expect(ok(fork, 'h1/aa', '192.0.2.129')).toBe(true)
  })
})

describe('an address that was given twice', () => {
  const lab = createLab({ hosts: 2 })
  for (const host of ['h1', 'h2'])
    done(lab, host, `network create -d macvlan --subnet 192.0.2.0/24 -o parent=eth0 mv1`, run('aa', 'mv1'))

  test('IPAM does not mind: each engine knows its own containers alone', () => {
    expect(lab.state('h1/aa').interfaces).toEqual(lab.state('h2/aa').interfaces)
  })

  test('the trace names all owners', () => {
    const report = lab.ping('peer', '192.0.2.2')
    const steps = report.conversation?.request.hops.flatMap((hop) => hop.steps)
    expect(steps?.find((step) => step.kind === 'neighbour')).toMatchObject({ rivals: ['h1/aa', 'h2/aa'] })
    expect(lab.explain(report)).toContain('2 owners')
  })

  test('an answer goes to the one who asked', () => {
    expect(ok(lab, 'h1/aa', '192.0.2.50')).toBe(true)
    expect(ok(lab, 'h2/aa', '192.0.2.50')).toBe(true)
  })
})

describe('modes', () => {
  const lab = createLab()
  for (const [n, mode] of ['bridge', 'bridge', 'vepa', 'private'].entries())
    done(
      lab,
      'h1',
      // networks share a subnet if their ranges and gateways differ
      `network create -d macvlan --subnet 192.0.2.0/24 --ip-range 192.0.2.${128 + 16 * n}/28 --gateway 192.0.2.${n + 1} -o parent=eth0 -o macvlan_mode=${mode} m${n}`,
      run(`c${n}`, `m${n}`),
    )
  done(lab, 'h1', run('d2', 'm2'), run('d3', 'm3'))

  test.each([
    ['c0', '192.0.2.144', 'accepted'],
    ['c0', '192.0.2.160', 'not-carried'],
    ['c0', '192.0.2.176', 'not-carried'],
    ['c2', '192.0.2.161', 'not-carried'],
    ['c3', '192.0.2.177', 'not-carried'],
    ['c2', '192.0.2.50', 'accepted'],
    ['c3', '192.0.2.50', 'accepted'],
  ])('%s to %s: %s', (from, to, kind) => {
    expect(ending(lab, `h1/${from}`, to)?.kind).toBe(kind)
  })
})

describe('passthru', () => {
  const lab = createLab()
  done(lab, 'h1', `network create -d macvlan ${part(128)} -o macvlan_mode=passthru mv1`)
  const id = lab.docker('h1', 'network inspect -f "{{.Id}}" mv1').stdout.trim()

  test('no other network gets the parent', () => {
    const other = 'network create -d macvlan --subnet 10.60.0.0/24 -o parent=eth0'
    expect(lab.docker('h1', `${other} mv2`).stderr).toContain(
      `macvlan network ${id} is already using parent interface eth0 in mode passthru`,
    )
    expect(lab.docker('h1', `${other} -o macvlan_mode=passthru mv2`).stderr).toContain(
      `cannot use mode passthru, macvlan network ${id} is already using parent interface eth0`,
    )
  })

  test('one container takes the parent, and the host hears nothing more', () => {
    expect(ok(lab, 'h1', '192.0.2.50')).toBe(true)
    done(lab, 'h1', run('aa', 'mv1'))
    expect(ok(lab, 'h1/aa', '192.0.2.50')).toBe(true)
    expect(ending(lab, 'h1', '192.0.2.50')).toMatchObject({ kind: 'not-forwarding' })
    expect(lab.docker('h1', run('bb', 'mv1')).stderr).toContain(
      'failed to create the macvlan port: invalid argument',
    )
    done(lab, 'h1', 'rm -f aa')
    expect(ok(lab, 'h1', '192.0.2.50')).toBe(true)
  })
})

describe('parents', () => {
  test('none: a dummy, no gateway, nobody but the neighbours', () => {
    const lab = createLab()
    done(lab, 'h1', 'network create -d macvlan solo', run('aa', 'solo'), run('bb', 'solo'))
    const id = lab.docker('h1', 'network ls -q -f name=solo').stdout.trim()
    expect(lab.state('h1/aa').routes).toHaveLength(1)
    expect(ok(lab, 'h1/aa', 'bb')).toBe(true)
    expect(lab.ping('h1/aa', '192.0.2.50').why).toBe('network-unreachable')
    expect(JSON.stringify(lab.ping('h1/aa', 'bb').conversation)).toContain(`dm-${id}`)
  })

  test('a VLAN joins the same VLAN of other hosts, and nobody else', () => {
    const lab = createLab({ hosts: 3 })
    const vlan = (id: number, first: number) =>
      `network create -d macvlan --subnet 10.70.0.0/24 --ip-range 10.70.0.${first}/28 -o parent=eth0.${id} v`
    done(lab, 'h1', vlan(10, 16), run('aa', 'v'))
    done(lab, 'h2', vlan(10, 32), run('bb', 'v'))
    done(lab, 'h3', vlan(20, 48), run('cc', 'v'))
    expect(ok(lab, 'h1/aa', '10.70.0.33')).toBe(true)
    expect(ending(lab, 'h1/aa', '10.70.0.49')).toMatchObject({ kind: 'neighbour-unreachable' })
  })

  test('its device is there until the last network has gone', () => {
    const lab = createLab()
    const create = (n: number) => `network create -d macvlan --subnet 10.7${n}.0.0/24 -o parent=eth0.10 v${n}`
    const devices = () => lab.docker('h1', 'exec hh ip -o link').stdout
    done(lab, 'h1', 'run -d --name hh --network host alpine sleep 99')
    done(lab, 'h1', create(1), create(2))
    expect(devices().match(/eth0\.10/g)).toHaveLength(1)
    done(lab, 'h1', 'network rm v1')
    expect(devices()).toContain('eth0.10')
    done(lab, 'h1', 'network rm v2')
    expect(devices()).not.toContain('eth0.10')
  })

  test('another name for the same VLAN is refused by the kernel', () => {
    const lab = createLab()
    done(lab, 'h1', 'network create -d macvlan --subnet 10.71.0.0/24 -o parent=eth0.10 v1')
    expect(
      lab.docker('h1', 'network create -d macvlan --subnet 10.72.0.0/24 -o parent=eth0.010 v2').stderr,
    ).toContain('failed to create eth0.010 vlan link: file exists')
  })

  test('a bridge may be one', () => {
    const lab = createLab()
    done(lab, 'h1', 'network create -d macvlan --subnet 10.65.0.0/24 -o parent=docker0 ond', run('aa', 'ond'))
    done(lab, 'h1', run('bb', 'ond'))
    expect(ok(lab, 'h1/aa', '10.65.0.3')).toBe(true)
  })
})

test('a MAC address belongs to one device of a parent', () => {
  const lab = createLab()
  const mac = '--mac-address 02:00:00:00:00:01'
  done(lab, 'h1', `network create -d macvlan ${part(128)} mv1`, run('aa', 'mv1', mac))
  expect(lab.docker('h1', run('bb', 'mv1', mac)).stderr).toMatch(
    /failed to add interface (veth[0-9a-f]{7}) to sandbox: error setting interface "\1" MAC to "02:00:00:00:00:01": address already in use/,
  )
  done(lab, 'h1', 'stop -t 0 aa', 'start bb')
})

test('options and internal networks take no gateway', () => {
  const skip = (internal: boolean, options: readonly (readonly [string, string])[]) =>
    macvlan.skipGateway?.({ internal, options })
  expect(skip(false, parent('eth0'))).toMatchObject({ value: { ipv4: false, ipv6: false } })
  expect(skip(true, parent('eth0'))).toMatchObject({ value: { ipv4: true, ipv6: true } })
  expect(skip(false, [])).toMatchObject({ value: { ipv4: true } })
  expect(skip(false, [['macvlan_mode', 'l2']])).toMatchObject({ ok: false, error: { code: 'invalid-mode' } })
})

test('the gateway is that of the pool that the address came from', () => {
  const network = networkInfo({
    options: parent('eth0'),
    pools4: [poolInfo('192.0.2.0/24', '192.0.2.1'), poolInfo('10.60.0.0/24', '10.60.0.1')],
  })
  const joined = macvlan.join(network, endpointInfo({ address4: prefix('10.60.0.9/24') }), hostInfo)
  expect(joined).toMatchObject({ value: { gateway4: ip('10.60.0.1'), gateway6: null, prefix: 'eth' } })
})

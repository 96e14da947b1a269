// ipvlan networks: one MAC address for all. Verdicts and texts come from recordings of Docker Engine 28.5.2 (ipvlan-*.json);
// what no recording has, from moby v28.5.2 integration/network/ipvlan and Linux drivers/net/ipvlan.
import { describe, expect, test } from 'vitest'
import { ipvlan } from '../../../src/drivers/ipvlan/driver.js'
import { createLab, type Lab } from '../../../src/shell/lab/lab.js'
import { device, prefix } from '../../cnm/lab.js'
import { driverContract } from '../contract.js'
import { dual, endpointInfo, hostInfo, networkInfo, poolInfo } from '../info.js'

driverContract(ipvlan, {
  network: dual({ options: [['parent', 'eth0']] }),
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
const LAN = '--subnet 192.0.2.0/24 --gateway 192.0.2.1 --ip-range 192.0.2.128/26 -o parent=eth0'

describe('l2', () => {
  const lab = createLab()
  done(lab, 'h1', `network create -d ipvlan ${LAN} lan1`, run('aa', 'lan1'), run('bb', 'lan1'))

  test('neighbours on the LAN, but not of their own host', () => {
    for (const to of ['192.0.2.129', '192.0.2.1', '192.0.2.50', '198.51.100.7'])
      expect([to, ok(lab, 'h1/aa', to)]).toEqual([to, true])
    expect(ok(lab, 'peer', '192.0.2.128')).toBe(true)
    expect(ending(lab, 'h1/aa', '192.0.2.11')).toMatchObject({ kind: 'not-carried', barrier: 'parent' })
    expect(ending(lab, 'h1', '192.0.2.128')).toMatchObject({ kind: 'not-carried', barrier: 'parent' })
  })

  test("all have the parent's MAC address, and inspect shows none", () => {
    const mac = (name: string) => lab.docker('h1', `exec ${name} cat /sys/class/net/eth0/address`).stdout
    expect(mac('aa')).toBe('02:00:c0:00:02:0b\n')
    expect(mac('bb')).toBe(mac('aa'))
    const shown = lab.docker('h1', 'inspect -f "{{.NetworkSettings.Networks.lan1.MacAddress}}" aa')
    expect(shown.stdout).toBe('\n')
  })

  test('no MAC address of the own', () => {
    expect(lab.docker('h1', run('mm', 'lan1', '--mac-address 02:00:00:00:00:01')).stderr).toContain(
      'failed to create endpoint mm on network lan1: ipvlan interfaces do not support custom mac address assignment',
    )
  })

  test.each(['private', 'vepa'])('the flag %s keeps containers apart, the LAN is reached', (flag) => {
    const own = createLab()
    done(
      own,
      'h1',
      `network create -d ipvlan ${LAN} -o ipvlan_flag=${flag} n`,
      run('aa', 'n'),
      run('bb', 'n'),
    )
    expect(ending(own, 'h1/aa', '192.0.2.129')).toMatchObject({ kind: 'not-carried' })
    expect(ok(own, 'h1/aa', '192.0.2.50')).toBe(true)
    expect(ok(own, 'peer', '192.0.2.128')).toBe(true)
  })
})

describe.each(['l3', 'l3s'])('%s', (mode) => {
  const lab = createLab({ hosts: 2 })
  done(
    lab,
    'h1',
    `network create -d ipvlan -o parent=eth0 -o ipvlan_mode=${mode} --subnet 10.60.1.0/24 --subnet 10.60.2.0/24 r`,
    run('aa', 'r', '--ip 10.60.1.10'),
    run('bb', 'r', '--ip 10.60.2.10'),
  )

  test('the default route is the device', () => {
    expect(lab.state('h1/aa').routes).toContain('default dev eth0 scope link')
  })

  test('the subnets of one parent meet', () => {
    expect(ok(lab, 'h1/aa', 'bb')).toBe(true)
    expect(lab.http('h1/bb', '10.60.1.10', 80).verdict).toBe('reachable')
  })

  test('outside has no way back until a machine gets a route', () => {
    const report = lab.ping('h1/aa', '192.0.2.50')
    expect(report.verdict).toBe('unreachable')
    expect(report.conversation?.request.ending).toMatchObject({ kind: 'accepted', at: 'peer' })
    const routed = lab.fork()
    routed.route('peer', '10.60.1.0/24', '192.0.2.11')
    expect(routed.ping('peer', '10.60.1.10')).toMatchObject({ verdict: 'reachable', ttl: 64 })
    expect(ok(routed, 'h1/aa', '192.0.2.50')).toBe(true)
    expect(ok(routed, 'h1/bb', '192.0.2.50')).toBe(false)
  })

  test("with a route at the LAN's router all of the LAN, the internet and other hosts are reached", () => {
    const routed = lab.fork()
    routed.route('lan', '10.60.1.0/24', '192.0.2.11')
    for (const to of ['192.0.2.50', '198.51.100.7', '192.0.2.12'])
      expect([to, ok(routed, 'h1/aa', to)]).toEqual([to, true])
  })

  test('nobody on the LAN hears who has an address: there is no ARP', () => {
    const own = createLab()
    done(own, 'h1', `network create -d ipvlan -o ipvlan_mode=${mode} ${LAN} n`, run('aa', 'n'))
    const name = own.docker('h1', 'inspect -f "{{.NetworkSettings.Networks.n.IPAddress}}" aa').stdout.trim()
    expect(ending(own, 'peer', name)).toMatchObject({ kind: 'neighbour-unreachable' })
  })

  test('internal: the own subnet alone, without any route beyond', () => {
    const own = createLab()
    done(
      own,
      'h1',
      `network create -d ipvlan --internal -o parent=eth0 -o ipvlan_mode=${mode} --subnet 10.60.1.0/24 --subnet 10.60.2.0/24 r`,
      run('aa', 'r', '--ip 10.60.1.10'),
      run('bb', 'r', '--ip 10.60.2.10'),
      run('cc', 'r', '--ip 10.60.1.11'),
    )
    expect(own.state('h1/aa').routes).toHaveLength(1)
    expect(ok(own, 'h1/aa', '10.60.1.11')).toBe(true)
    expect(own.ping('h1/aa', '10.60.2.10').why).toBe('network-unreachable')
  })
})

test('beside a bridge that is the gateway, l3 has no default route', () => {
  const lab = createLab()
  done(
    lab,
    'h1',
    'network create aa',
    'network create -d ipvlan -o parent=eth0 -o ipvlan_mode=l3 --subnet 10.60.1.0/24 zz',
    run('aa', 'aa'),
    'network connect zz aa',
  )
  const defaults = lab.state('h1/aa').routes.filter((line) => line.startsWith('default'))
  expect(defaults).toEqual(['default via 172.18.0.1 dev eth0'])
})

describe('one parent', () => {
  const lab = createLab()
  const create = (driver: string, n: number) =>
    `network create -d ${driver} -o parent=eth0 --subnet 10.62.${n}.0/24 n${n}`
  done(lab, 'h1', create('ipvlan', 1))
  const id = lab.docker('h1', 'network ls -q -f name=n1').stdout.trim()

  test('has one ipvlan network', () => {
    expect(lab.docker('h1', create('ipvlan', 2)).stderr).toContain(
      `network di-${id} is already using parent interface eth0`,
    )
  })

  test('and children of one kind', () => {
    done(lab, 'h1', create('macvlan', 3), run('aa', 'n1'))
    expect(lab.docker('h1', run('cc', 'n3')).stderr).toContain(
      'failed to create the macvlan port: device or resource busy',
    )
    done(lab, 'h1', 'rm -f aa', 'start cc')
    expect(lab.docker('h1', run('bb', 'n1')).stderr).toContain(
      'failed to create the ipvlan port: device or resource busy',
    )
  })
})

test('point to point: a /31 has room for two where no gateway is taken', () => {
  const lab = createLab()
  done(
    lab,
    'h1',
    'network create -d ipvlan --internal --subnet 10.64.0.0/31 p2p',
    run('aa', 'p2p'),
    run('bb', 'p2p'),
  )
  expect(ok(lab, 'h1/aa', 'bb')).toBe(true)
})

// Overlay networks over hosts. Verdicts and texts come from recordings of Docker Engine 28.5.2 (overlay-*.json); what no
// recording has, from moby v28.5.2 libnetwork/drivers/overlay.
import { describe, expect, test } from 'vitest'
import { mustParseIp } from '../../../src/addr/ip.js'
import { overlay } from '../../../src/drivers/overlay/driver.js'
import { createLab, type Lab } from '../../../src/shell/lab/lab.js'
import { prefix } from '../../cnm/lab.js'
import { driverContract } from '../contract.js'
import { endpointInfo, hostInfo, networkInfo, poolInfo } from '../info.js'

const VNIS = 'com.docker.network.driver.overlay.vxlanid_list'
const agent = {
  cluster: 'c',
  manager: true,
  node: '0123456789ab',
  advertise: mustParseIp('192.0.2.11'),
  dataPath: mustParseIp('192.0.2.11'),
  dataPathPort: 4789,
  esp: true,
}

driverContract(overlay, {
  network: networkInfo({ options: [[VNIS, '4097']], cluster: { peers: [] } }),
  endpoints: [
    endpointInfo(),
    endpointInfo({ id: 'e2', name: 'db', address4: prefix('172.19.0.3/16'), joined: null }),
  ],
  other: networkInfo({
    id: 'fedcba987654'.padEnd(64, '1'),
    publicId: 'fedcba987654'.padEnd(64, '1'),
    name: 'other-network',
    options: [[VNIS, '4098']],
    pools4: [poolInfo('10.99.0.0/24', '10.99.0.1')],
    createdAt: 9,
  }),
  host: hostInfo({ agent }),
})

const run = (lab: Lab, host: string, ...lines: string[]): string =>
  lines
    .map((line) => {
      const { exit, stdout, stderr } = lab.docker(host, line)
      if (exit !== 0) throw new Error(`${line}: ${stderr}`)
      return stdout
    })
    .at(-1) ?? ''

/** Two hosts, one swarm, and a container of each on each network. */
function cluster(...networks: string[]): Lab {
  const lab = createLab({ hosts: 2 })
  run(lab, 'h1', 'swarm init')
  run(lab, 'h2', `swarm join --token ${run(lab, 'h1', 'swarm join-token -q worker').trim()} 192.0.2.11`)
  networks.forEach((network, i) => {
    run(lab, 'h1', `network create -d overlay --attachable ${network}`)
    const name = network.split(' ').at(-1) ?? ''
    for (const host of ['h1', 'h2'])
      run(lab, host, `run -dit --name c${i}${host} --network ${name} alpine ash`)
  })
  return lab
}

describe('the tunnel', () => {
  test('carries a ping in packets that an observer can read', () => {
    const lab = cluster('ov1')
    const report = lab.ping('h1/c0h1', 'c0h2')
    expect(report.verdict).toBe('reachable')
    expect(lab.capture(report)).toEqual([
      '192.0.2.11 -> 192.0.2.12 UDP port 4789, VXLAN 4097: icmp 10.0.1.2 -> 10.0.1.4 ttl 64',
      '192.0.2.12 -> 192.0.2.11 UDP port 4789, VXLAN 4097: icmp reply 10.0.1.4 -> 10.0.1.2 ttl 64',
    ])
    expect(lab.explain(report)).toContain('in VXLAN 4097, in clear over UDP port 4789')
  })

  test('hides it where the network is encrypted, and leaves less room', () => {
    const lab = cluster('--opt encrypted secret')
    const report = lab.ping('h1/c0h1', 'c0h2')
    expect(lab.capture(report)).toEqual([
      '192.0.2.11 -> 192.0.2.12 ESP, encrypted',
      '192.0.2.12 -> 192.0.2.11 ESP, encrypted',
    ])
    expect(run(lab, 'h1', 'exec c0h1 ip addr show eth0')).toContain('mtu 1424')
    expect(lab.rules('h1').filter((rule) => rule.includes('bpf'))).toEqual([
      '-A OUTPUT -p udp -m udp --dport 4789 -m bpf --bytecode "7,32 0 0 4294963252,7 0 0 0,64 0 0 4,116 0 0 8,21 1 0 4097,6 0 0 0,6 0 0 4294967295" -j MARK --set-xmark 0xd0c4e3/0xffffffff',
      '-A INPUT -p udp -m policy --dir in --pol none -m udp --dport 4789 -m bpf --bytecode "7,32 0 0 4294963252,7 0 0 0,64 0 0 4,116 0 0 8,21 1 0 4097,6 0 0 0,6 0 0 4294967295" -j DROP',
    ])
  })

  test.each([
    ['UDP port 4789', { protocol: 'udp', port: 4789 }, 'open', 'secret'],
    ['ESP', { protocol: 'esp', port: null }, 'secret', null],
    ['TCP port 7946', { protocol: 'tcp', port: 7946 }, null, null],
  ] as const)('needs %s', (_, blocked, lost, alsoLost) => {
    const lab = cluster('open', '--opt encrypted secret')
    expect(lab.firewall('h2', [blocked])).toBeNull()
    for (const [i, name] of ['open', 'secret'].entries()) {
      const report = lab.ping(`h1/c${i}h1`, `c${i}h2`)
      const stays = name !== lost && name !== alsoLost
      expect([name, report.verdict]).toEqual([name, stays ? 'reachable' : 'unreachable'])
      if (!stays) expect(report.conversation?.ending.kind).toBe('tunnel-lost')
    }
  })
})

test('hosts that talk to each other by IPv6 have the rules of encryption, and their table, in that family', () => {
  const network = networkInfo({
    options: [
      [VNIS, '4097'],
      ['encrypted', ''],
    ],
  })
  const host = hostInfo({ agent: { ...agent, dataPath: mustParseIp('2001:db8:1::11') } })
  const { rules, chains } = overlay.wire(network, [endpointInfo()], host)
  expect(rules.map(({ family }) => family)).toEqual([6, 6])
  expect(new Set(chains.map(({ family }) => family))).toEqual(new Set([6]))
})

describe('what it refuses', () => {
  test.each([
    [[], 'no VNI provided'],
    [[[VNIS, 'x']], 'invalid vxlan id value "x" passed'],
    [
      [
        [VNIS, '4097'],
        ['com.docker.network.driver.mtu', '-1'],
      ],
      'invalid MTU value: -1',
    ],
  ] as const)('options %j', (options, message) => {
    expect(overlay.createNetwork(networkInfo({ options }), hostInfo())).toMatchObject({ message })
  })
})

test('a partition keeps what was known, and its healing brings what was new', () => {
  const lab = cluster('ov1')
  lab.link('h2', false)
  run(lab, 'h1', 'run -dit --name late --network ov1 alpine ash')
  expect(lab.ping('h1/c0h1', 'c0h2').why).toBe('timeout')
  expect(lab.ping('h2/c0h2', 'late').why).toBe('no-such-name')
  lab.link('h2', true)
  expect(lab.ping('h2/c0h2', 'late').verdict).toBe('reachable')
})

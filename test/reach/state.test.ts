// Expectations: `state` probes of Docker Engine 28.5.2, with short ids put in the place of recorded ones: seed-default-bridge,
// seed-user-bridge, multi-hosts-file, ipam-ipv6-subnet, ipam-ipv6-only, mode-host, mode-none, multi-disconnect-gateway.
import { describe, expect, it } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import type { World } from '../../src/cnm/world.js'
import { stateOf } from '../../src/reach/state.js'
import { connected, env, idOf, lab, subnets, withContainer, withNetwork } from './lab.js'

const HEADER = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::\tip6-localnet',
  'ff00::\tip6-mcastprefix',
  'ff02::1\tip6-allnodes',
  'ff02::2\tip6-allrouters',
]
const EMBEDDED = ['nameserver 127.0.0.11', 'options ndots:0']
const of = (world: World, name: string) => stateOf(env, world, idOf(world, name))
const net1 = withNetwork(lab(), 'net1')

it('on the default bridge', () => {
  expect(of(withContainer(lab(), 'ctr1'), 'ctr1')).toEqual({
    interfaces: [{ name: 'eth0', address: '172.17.0.2/16' }],
    routes: ['default via 172.17.0.1 dev eth0', '172.17.0.0/16 dev eth0 scope link  src 172.17.0.2'],
    routes6: [],
    hosts: [...HEADER, '172.17.0.2\tctr1id'],
    resolv: ['nameserver 192.0.2.1'],
  })
})

it('on the default bridge and then on another network', () => {
  expect(of(connected(withContainer(net1, 'ctr1'), 'ctr1', 'net1'), 'ctr1')).toEqual({
    interfaces: [
      { name: 'eth0', address: '172.17.0.2/16' },
      { name: 'eth1', address: '172.18.0.2/16' },
    ],
    routes: [
      'default via 172.17.0.1 dev eth0',
      '172.17.0.0/16 dev eth0 scope link  src 172.17.0.2',
      '172.18.0.0/16 dev eth1 scope link  src 172.18.0.2',
    ],
    routes6: [],
    hosts: [...HEADER, '172.17.0.2\tctr1id', '172.18.0.2\tctr1id'],
    resolv: EMBEDDED,
  })
})

it('with extra hosts, a host name and a domain', () => {
  const extraHosts = [{ address: mustParseIp('10.0.0.9'), names: ['other'] }]
  const names = { hostname: 'boxy', domainname: 'example.org', extraHosts }
  expect(of(withContainer(net1, 'web1', { on: ['net1'], ...names }), 'web1').hosts).toEqual([
    ...HEADER,
    '10.0.0.9\tother',
    '172.18.0.2\tboxy.example.org boxy',
  ])
})

describe('with IPv6', () => {
  it('beside IPv4', () => {
    const six = withNetwork(lab(), 'net1', subnets('172.18.0.0/16', 'fd00:abcd::/64'))
    const { interfaces, routes6, hosts } = of(withContainer(six, 'web1', { on: ['net1'] }), 'web1')
    expect(interfaces).toEqual([
      { name: 'eth0', address: '172.18.0.2/16' },
      { name: 'eth0', address: 'fd00:abcd::2/64' },
    ])
    expect(routes6).toEqual([
      'fd00:abcd::/64 dev eth0  metric 256',
      'default via fd00:abcd::1 dev eth0  metric 1024',
    ])
    expect(hosts.slice(HEADER.length)).toEqual(['172.18.0.2\tweb1id', 'fd00:abcd::2\tweb1id'])
  })

  it('alone', () => {
    const six = withNetwork(lab(), 'net1', { ...subnets('fd00:6::/64'), ipv4: false })
    const { interfaces, routes, routes6 } = of(withContainer(six, 'web1', { on: ['net1'] }), 'web1')
    expect(interfaces).toEqual([{ name: 'eth0', address: 'fd00:6::2/64' }])
    expect(routes).toEqual([])
    expect(routes6).toEqual([
      'fd00:6::/64 dev eth0  metric 256',
      'default via fd00:6::1 dev eth0  metric 1024',
    ])
  })
})

it('on network none', () => {
  expect(of(withContainer(lab(), 'web1', { on: ['none'] }), 'web1')).toEqual({
    interfaces: [],
    routes: [],
    routes6: [],
    hosts: HEADER,
    resolv: ['nameserver 192.0.2.1'],
  })
})

it('on network host', () => {
  expect(of(withContainer(lab(), 'hostweb', { on: ['host'] }), 'hostweb')).toEqual({
    interfaces: [
      { name: 'eth0', address: '192.0.2.11/24' },
      { name: 'eth0', address: '2001:db8:1::11/64' },
      { name: 'docker0', address: '172.17.0.1/16' },
    ],
    routes: [
      'default via 192.0.2.1 dev eth0',
      '172.17.0.0/16 dev docker0 scope link  src 172.17.0.1',
      '192.0.2.0/24 dev eth0 scope link  src 192.0.2.11',
    ],
    routes6: ['2001:db8:1::/64 dev eth0  metric 256', 'default via 2001:db8:1::1 dev eth0  metric 1024'],
    hosts: [
      '127.0.0.1\tlocalhost',
      '::1\t\tlocalhost ip6-localhost ip6-loopback',
      'ff02::1\t\tip6-allnodes',
      'ff02::2\t\tip6-allrouters',
    ],
    resolv: ['nameserver 192.0.2.1'],
  })
})

it('a container with extra hosts does not get the host’s file', () => {
  const extraHosts = [{ address: mustParseIp('10.0.0.9'), names: ['other'] }]
  const world = withContainer(lab(), 'hostweb', { on: ['host'], extraHosts })
  expect(of(world, 'hostweb').hosts).toEqual([...HEADER, '10.0.0.9\tother'])
})

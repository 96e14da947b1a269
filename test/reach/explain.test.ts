// What explain says about recorded situations (seed-*, bridge-*, ports-basic): the deciding facts must be named.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import type { World } from '../../src/cnm/world.js'
import { connect } from '../../src/reach/connect.js'
import { explain, explainTrace } from '../../src/reach/explain.js'
import { ping } from '../../src/reach/ping.js'
import { resolve } from '../../src/reach/resolve.js'
import { env, idOf, lab, subnets, withContainer, withNetwork } from './lab.js'

const noIcc = { options: [['com.docker.network.bridge.enable_icc', 'false']] } as const
const nets = [
  ['net1', {}],
  ['net2', {}],
  ['inner', { internal: true }],
  ['quiet', noIcc],
  ['six', { ...subnets('fd00:6::/64'), ipv4: false }],
] as const
const people = [
  ['ctr1', ['bridge']],
  ['ctr2', ['bridge']],
  ['web1', ['net1']],
  ['web2', ['net1']],
  ['web3', ['net2']],
  ['both', ['net1', 'net2']],
  ['in1', ['inner']],
  ['quiet1', ['quiet']],
  ['quiet2', ['quiet']],
  ['six1', ['six']],
  ['alone', ['none']],
] as const
const ports: Readonly<Record<string, readonly string[]>> = {
  web1: ['8080:80', '127.0.0.1:8081:80', '8082:81'],
}
const world = people.reduce<World>(
  (w, [name, on]) => withContainer(w, name, { on: [...on], listens: [80], ports: ports[name] ?? [] }),
  nets.reduce((w, [name, spec]) => withNetwork(w, name, spec), lab()),
)
const pinged = (from: string, target: string) => explain(ping(env, world, idOf(world, from), target))
const http = (from: string, target: string, port: number) =>
  explain(connect(env, world, idOf(world, from), target, port))

describe('names', () => {
  it('found on a network', () => {
    expect(pinged('web1', 'web2')).toBe(
      'web2 is 172.18.0.3: the embedded resolver knows it as web2 on network net1. h1/web2 answers over network net1.',
    )
  })
  it('on the same network without name resolution', () => {
    expect(pinged('ctr1', 'ctr2')).toBe(
      'h1/ctr1 finds no address for ctr2: its server 192.0.2.1 says NXDOMAIN. ctr2 is on the same network bridge, but that network has no name resolution.',
    )
  })
  it('on another network', () => {
    expect(pinged('web1', 'web3')).toContain('web3 is known on network net2 of h1 only')
    expect(pinged('web1', 'ctr1')).toContain('ctr1 is on network bridge of h1, which has no name resolution')
  })
  it('in the other family', () => {
    const report = ping(env, world, idOf(world, 'web1'), 'web2', 6)
    expect(explain(report)).toContain('network net1 knows it in the other address family only')
  })
  it('that nobody may be asked about, or that nobody can be asked about', () => {
    expect(pinged('in1', 'google.com')).toContain('nobody outside is asked')
    expect(pinged('alone', 'google.com')).toContain('h1/alone has no route to 192.0.2.1')
  })
  it('of a look-up alone', () => {
    expect(explain(resolve(env, world, idOf(world, 'web1'), 'localhost'))).toBe(
      'localhost is 127.0.0.1: /etc/hosts says so.',
    )
  })
})

describe('packets', () => {
  it('dropped by a rule: its text, its table, whose it is', () => {
    const said = pinged('web1', '172.19.0.2')
    expect(said).toMatch(/the gateway 172\.18\.0\.1 of network net1, and h1 drops the packet by/)
    expect(said).toMatch(/`-A PREROUTING -d 172\.19\.0\.2\/32 ! -i br-\w{12} -j DROP` in table raw/)
    expect(said).toContain('endpoint web3 may be addressed only from within its own network net2')
    expect(pinged('quiet1', 'quiet2')).toContain('network quiet was created with enable_icc=false')
  })
  it('without a route: what the networks lack', () => {
    expect(pinged('in1', '192.0.2.50')).toBe(
      'h1/in1 has no route to 192.0.2.50: its network inner is internal, so it has no default route.',
    )
    expect(pinged('six1', '192.0.2.50')).toContain('its network six gives it no IPv4 default route')
  })
  it('to an address that nobody has', () => {
    expect(pinged('ctr1', '192.0.2.99')).toContain('nobody answers for 192.0.2.99 on eth0 of h1')
    expect(pinged('ctr1', '203.0.113.9')).toContain('lan has no route to 203.0.113.9')
  })
  it('translated on the way out', () => {
    expect(pinged('ctr1', '198.51.100.7')).toContain('h1 changed the source address 172.17.0.2 to 192.0.2.11')
  })
  it('to a published port: by the rule from outside, by docker-proxy from inside', () => {
    expect(http('peer', '192.0.2.11', 8080)).toMatch(
      /^web1id at h1\/web1 answers by way of h1\. h1 sent it on to 172\.18\.0\.2 port 80 by `-A DOCKER /,
    )
    expect(http('web2', '192.0.2.11', 8080)).toContain(
      'docker-proxy at h1 relayed the connection to 172.18.0.2 port 80',
    )
  })
  it('to a port where nothing listens', () => {
    expect(http('web2', 'web1', 8080)).toContain('nothing listens on tcp port 8080 there')
    expect(http('peer', '192.0.2.11', 8082)).toContain('nothing listens on tcp port 81 there')
    expect(http('web2', '192.0.2.11', 8082)).toContain(
      'docker-proxy at h1 took the connection, but cannot reach 172.18.0.2 port 81',
    )
  })
  it('to itself', () => {
    expect(pinged('web1', 'web1')).toContain("172.18.0.2 is h1/web1's own address")
  })
})

it('the trace has a line for each step, with what signed the fact', () => {
  const { conversation } = ping(env, world, idOf(world, 'ctr1'), '172.18.0.2')
  if (!conversation) throw new Error('nothing was sent')
  const lines = explainTrace(conversation).map((line) => line.replaceAll(/br-\w{12}/g, 'br-net1'))
  expect(lines.slice(0, -1)).toEqual([
    'request: icmp 172.17.0.2 -> 172.18.0.2 ttl 64',
    '  h1/ctr1  out eth0  icmp 172.17.0.2 -> 172.18.0.2 ttl 64',
    '    route default via 172.17.0.1 dev eth0 [default-route, network bridge, endpoint ctr1]',
    '    neighbour 172.17.0.1 on docker0',
    '  h1  in docker0  icmp 172.17.0.2 -> 172.18.0.2 ttl 64',
    '    raw PREROUTING drop: -A PREROUTING -d 172.18.0.2/32 ! -i br-net1 -j DROP [direct-access, network net1, endpoint web1]',
  ])
  expect(lines.at(-1)).toMatch(/^ {2}end dropped: h1 drops the packet by /)
})

describe('always', () => {
  const places = [...people.map(([name]) => name), 'h1', 'peer', 'lan']
  const own = places.flatMap(
    (name) =>
      dataPlane(env, world)
        .namespace(idOf(world, name))
        ?.interfaces.flatMap((i) => i.addresses) ?? [],
  )
  const targets = [
    ...own.map((address) => address.replace(/\/\d+$/, '')),
    ...people.map(([name]) => name),
    ...['127.0.0.1', '::1', '127.0.0.11', '172.18.0.99', '2001:db8:9::9', 'google.com', 'a..b', '__proto__'],
  ]
  const question = fc.record({
    from: fc.constantFrom(...places),
    target: fc.constantFrom(...targets),
    port: fc.constantFrom(0, 80, 81, 53, 8080, 8081, 8082),
  })

  it('an answer has one to three sentences and calls everything by its name', () => {
    fc.assert(
      fc.property(question, ({ from, target, port }) => {
        const id = idOf(world, from)
        const report = port === 0 ? ping(env, world, id, target) : connect(env, world, id, target, port)
        const said = explain(report)
        expect(said).toMatch(/\.$/)
        expect(said).not.toMatch(/[0-9a-f]{64}|undefined|null/)
        if (report.conversation) {
          expect(explainTrace(report.conversation).join('\n')).not.toMatch(/[0-9a-f]{64}|undefined/)
          if (report.verdict === 'reachable') expect(report.conversation.ending.kind).toBe('accepted')
          else expect(report.conversation.ending.kind).not.toBe('accepted')
        }
      }),
      { numRuns: 1000 },
    )
  })
})

// Law: what is exposed is what the host, a machine on the LAN and the internet reach when they ask one by one.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf } from '../../src/addr/cidr.js'
import { isLoopback, type Ip } from '../../src/addr/ip.js'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import { endpointOf, sandboxesOn } from '../../src/cnm/lookup.js'
import type { World } from '../../src/cnm/world.js'
import { converse, type Conversation } from '../../src/dataplane/conversation.js'
import type { Protocol } from '../../src/dataplane/packet.js'
import { exposure, exposureOf } from '../../src/reach/exposure.js'
import { containerSandboxes } from '../../src/reach/place.js'
import { standardEnv } from '../../src/standard.js'
import { ip } from '../cnm/lab.js'
import { life } from './arbitraries.js'
import { built, broken, cases } from './clusterCases.js'
import { play } from './play.js'
import { manyBridges, twoHosts, worldOf } from './twoHosts.js'

const env = standardEnv()
const OBSERVERS = [
  { from: 'h1', source: {} },
  { from: 'peer', source: {} },
  { from: 'lan', source: { source: ip('198.51.100.7') } },
]
const WELL_KNOWN = [ip('192.0.2.11'), ip('2001:db8:1::11'), ip('127.0.0.1'), ip('::1')]

/** All that is asked: the addresses of everybody with the ports 80 and 81, and the host with all its ports. */
function everything(world: World): readonly (readonly [Ip, Protocol, number])[] {
  const sandboxes = sandboxesOn(world, 'h1')
  const endpoints = sandboxes.flatMap((s) => s.endpoints.map((id) => endpointOf(world, id)))
  const own = endpoints.flatMap((e) => [e.address4, e.address6].flatMap((a) => (a ? addressOf(a) : [])))
  const ports = new Set([80, ...endpoints.flatMap((e) => e.bindings.map((b) => b.hostPort))])
  return [...own, ...WELL_KNOWN].flatMap((to) => [
    [to, 'icmp', 0] as const,
    ...[...ports].flatMap((port) => [[to, 'tcp', port] as const, [to, 'udp', port] as const]),
  ])
}

const endOf = (c: Conversation): string => (c.relayed ? endOf(c.relayed) : c.request.ending.at)

/** `observer > sandbox: what` of every question that the very sandbox answers. */
function askedOneByOne(world: World): readonly string[] {
  const plane = dataPlane(env, world)
  return OBSERVERS.flatMap(({ from, source }) =>
    everything(world).flatMap(([to, protocol, port]) => {
      const ipv6 = to.includes(':')
      if ((ipv6 && from === 'lan') || (isLoopback(to) && from !== 'h1')) return []
      const conversation = converse(plane, { from, to, protocol, port, ...source })
      const { outcome } = conversation
      if (outcome.kind !== 'answered') return []
      return sandboxesOn(world, 'h1')
        .filter((s) =>
          outcome.by === null
            ? // every sandbox that shares the host's stack answers its pings
              endOf(conversation) === (s.useHost ? s.host : s.id)
            : s.listeners.includes(outcome.by),
        )
        .map((s) => `${from} > ${s.id}: ${protocol} ${to} ${port}`)
    }),
  )
}

test('exposure equals asking from the host, the LAN and the internet one by one', () => {
  fc.assert(
    fc.property(life, (intents) => {
      const { world } = play(env, intents)
      const sandboxes = sandboxesOn(world, 'h1')
      const told = exposure(env, world).flatMap(({ seenFrom }, at) =>
        seenFrom.flatMap(({ label, openings }) =>
          openings.map(
            ({ address, protocol, port }) =>
              `${label} > ${sandboxes[at]?.id ?? ''}: ${protocol} ${address} ${port}`,
          ),
        ),
      )
      // a loopback address is the host's own, where only a published port or a shared stack says anything of a sandbox
      const expected = askedOneByOne(world).filter((line) => !/(127\.0\.0\.1|::1) /.test(line))
      expect(new Set(told.filter((line) => !/(127\.0\.0\.1|::1) /.test(line)))).toEqual(new Set(expected))
    }),
    { numRuns: 60 },
  )
})

test('who reaches out is who gets an answer', () => {
  fc.assert(
    fc.property(life, (intents) => {
      const { world } = play(env, intents)
      const plane = dataPlane(env, world)
      const answered = (from: string, ...to: readonly string[]) =>
        to.some(
          (each) =>
            converse(plane, { from, to: ip(each), protocol: 'icmp', port: 0 }).outcome.kind === 'answered',
        )
      const expected = sandboxesOn(world, 'h1').map(({ id, useHost }) => {
        const from = useHost ? 'h1' : id
        return [
          ...(answered(from, '192.0.2.11', '2001:db8:1::11') ? ['host'] : []),
          ...(answered(from, '198.51.100.7') ? ['internet'] : []),
          ...(answered(from, '192.0.2.50', '2001:db8:1::50') ? ['lan'] : []),
        ]
      })
      expect(exposure(env, world).map(({ reaches }) => reaches.map(({ kind }) => kind))).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

test('what is said of a class is what is seen of each member', () => {
  let members = 0
  const alone = (world: World): void => {
    const all = exposure(env, world)
    expect(all).toEqual(containerSandboxes(world).map((sandbox) => exposureOf(env, world, sandbox)))
    members += all.length
  }
  fc.assert(
    fc.property(fc.oneof(manyBridges, twoHosts), (given) => {
      alone(worldOf(env, given))
    }),
    { numRuns: Number(process.env['RUNS'] ?? 30) },
  )
  fc.assert(
    fc.property(cases, (given) => {
      const { lab } = built(env, given)
      broken(given, lab)
      alone(lab.world.cnm)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 5) },
  )
  expect(members).toBeGreaterThan(100)
})

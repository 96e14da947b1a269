// One packet, and every way in which its walk can end.
import { describe, expect, test } from 'vitest'
import { accept, drop, is, jump, masquerade } from '../../src/dataplane/rule.js'
import { Recorder } from '../../src/dataplane/trace.js'
import { walk } from '../../src/dataplane/walk.js'
import { listener } from '../cnm/lab.js'
import { ask, packet, plane, rule } from './plane.js'

/** Two LANs with a router between them: a and b on the left, c on the right. */
const lans = plane({
  a: { interfaces: ['eth0@left 10.1.0.2/24'], routes: ['default via 10.1.0.1 dev eth0'] },
  b: { interfaces: ['eth0@left 10.1.0.3/24'], listeners: [listener('b', 80)] },
  c: { interfaces: ['eth0@right 10.2.0.2/24'], routes: ['default via 10.2.0.1 dev eth0'] },
  down: { interfaces: ['eth0!@left 10.1.0.4/24'] },
  router: { interfaces: ['eth0@left 10.1.0.1/24', 'eth1@right 10.2.0.1/24'], forwarding: true },
})

const from = (source: string, to: ReturnType<typeof packet>, on = lans) => walk(on, source, to)
const tcp = (port: number) => ({ protocol: 'tcp', srcPort: 40_000, dstPort: port }) as const

describe('delivery', () => {
  test('to itself, by the loopback device', () => {
    expect(from('a', packet('10.1.0.2', '10.1.0.2')).ending).toEqual({
      kind: 'accepted',
      at: 'a',
      listener: null,
    })
    expect(from('a', packet('127.0.0.1', '127.0.0.1')).ending.kind).toBe('accepted')
  })

  test('on-link: the neighbour gets it with its hop limit untouched', () => {
    const { ending, packet: arrived } = from('a', packet('10.1.0.2', '10.1.0.3'))
    expect(ending).toMatchObject({ kind: 'accepted', at: 'b' })
    expect(arrived.ttl).toBe(64)
  })

  test('by a router, which takes one off the hop limit', () => {
    const { ending, packet: arrived } = from('a', packet('10.1.0.2', '10.2.0.2'))
    expect(ending).toMatchObject({ kind: 'accepted', at: 'c' })
    expect(arrived.ttl).toBe(63)
  })

  test('to a process; refused where nobody listens', () => {
    expect(from('a', packet('10.1.0.2', '10.1.0.3', tcp(80))).ending).toMatchObject({
      kind: 'accepted',
      listener: { owner: 'b' },
    })
    expect(from('a', packet('10.1.0.2', '10.1.0.3', tcp(81))).ending).toEqual({ kind: 'refused', at: 'b' })
  })

  test('the process that is bound to the very address comes first, a frozen one never answers', () => {
    const frozen = { ...listener('frozen', 80), address: packet('10.1.0.2', '10.1.0.3').dst, frozen: true }
    const on = plane({
      a: { interfaces: ['eth0@left 10.1.0.2/24'] },
      b: { interfaces: ['eth0@left 10.1.0.3/24 10.1.0.4/24'], listeners: [listener('any', 80), frozen] },
    })
    expect(from('a', packet('10.1.0.2', '10.1.0.3', tcp(80)), on).ending.kind).toBe('frozen')
    expect(from('a', packet('10.1.0.2', '10.1.0.4', tcp(80)), on).ending).toMatchObject({
      kind: 'accepted',
      listener: { owner: 'any' },
    })
  })
})

describe('failure', () => {
  test('no route', () => {
    expect(from('b', packet('10.1.0.3', '10.2.0.2')).ending).toEqual({
      kind: 'no-route',
      at: 'b',
      destination: '10.2.0.2',
    })
  })

  test('no neighbour answers for the address; one whose link is down does not either', () => {
    const missing = { kind: 'neighbour-unreachable', at: 'a', device: 'eth0' }
    expect(from('a', packet('10.1.0.2', '10.1.0.9')).ending).toEqual({ ...missing, address: '10.1.0.9' })
    expect(from('a', packet('10.1.0.2', '10.1.0.4')).ending).toEqual({ ...missing, address: '10.1.0.4' })
  })

  test('the own link is down', () => {
    expect(from('down', packet('10.1.0.4', '10.1.0.3')).ending).toEqual({
      kind: 'link-down',
      at: 'down',
      device: 'eth0',
    })
  })

  test('somebody who forwards nothing got it', () => {
    const on = plane({
      a: { interfaces: ['eth0@left 10.1.0.2/24'], routes: ['default via 10.1.0.3 dev eth0'] },
      b: { interfaces: ['eth0@left 10.1.0.3/24'] },
    })
    expect(from('a', packet('10.1.0.2', '10.2.0.2'), on).ending).toMatchObject({
      kind: 'not-forwarding',
      at: 'b',
    })
  })

  test('the hop limit ran out: two routers that send to each other', () => {
    const on = plane({
      r1: {
        interfaces: ['eth0@left 10.1.0.1/24'],
        routes: ['default via 10.1.0.2 dev eth0'],
        forwarding: true,
      },
      r2: {
        interfaces: ['eth0@left 10.1.0.2/24'],
        routes: ['default via 10.1.0.1 dev eth0'],
        forwarding: true,
      },
    })
    expect(from('r1', packet('10.1.0.1', '10.9.0.1'), on).ending.kind).toBe('ttl-exceeded')
  })

  test('a martian: a packet from outside that is translated to a loopback address', () => {
    const to = packet('0.0.0.0', '127.0.0.1').dst
    const on = plane({
      a: { interfaces: ['eth0@left 10.1.0.2/24'] },
      b: {
        interfaces: ['eth0@left 10.1.0.3/24'],
        rules: [rule('nat', 'PREROUTING', {}, { kind: 'dnat', to, port: 0 })],
      },
    })
    expect(from('a', packet('10.1.0.2', '10.1.0.3'), on).ending).toEqual({
      kind: 'martian',
      at: 'b',
      address: '127.0.0.1',
    })
  })

  test('dropped: the ending names the rule, the trace the way to it', () => {
    const toUser = rule('filter', 'FORWARD', {}, jump('USER'))
    const deciding = rule('filter', 'USER', { in: is('eth0') }, drop)
    const on = plane({
      a: { interfaces: ['eth0@left 10.1.0.2/24'], routes: ['default via 10.1.0.1 dev eth0'] },
      c: { interfaces: ['eth0@right 10.2.0.2/24'] },
      router: {
        interfaces: ['eth0@left 10.1.0.1/24', 'eth1@right 10.2.0.1/24'],
        forwarding: true,
        rules: [toUser, deciding],
      },
    })
    const notes = new Recorder()
    const { ending } = walk(on, 'a', packet('10.1.0.2', '10.2.0.2'), [], notes)
    expect(ending).toEqual({
      kind: 'dropped',
      at: 'router',
      table: 'filter',
      hook: 'FORWARD',
      rule: deciding,
    })
    expect(notes.hops.map((hop) => hop.namespace)).toEqual(['a', 'router'])
    expect(notes.hops[1]?.steps.at(-1)).toMatchObject({
      kind: 'filter',
      evaluation: { verdict: 'drop', path: [toUser, deciding] },
    })
  })
})

test('an answer whose source nobody has asked for is refused: it came past the one that translates', () => {
  const stray = packet('10.1.0.2', '10.1.0.3', { ...tcp(80), role: 'reply' })
  expect(from('a', stray).ending).toEqual({ kind: 'refused', at: 'b' })
})

test('an answer between two ports of a filtered bridge gets the source back that its request was sent to', () => {
  // as a container asks for a port that its own host sends on to a neighbour of it on the same bridge
  const to = packet('10.1.0.2', '10.1.0.3').dst
  const on = plane(
    {
      a: { interfaces: ['eth0@br 10.1.0.2/24'], routes: ['default via 10.1.0.1 dev eth0'] },
      b: { interfaces: ['eth0@br 10.1.0.3/24'], listeners: [listener('b', 80)] },
      host: {
        interfaces: ['br0@br 10.1.0.1/24', 'eth0@lan 10.9.0.1/24'],
        forwarding: true,
        rules: [rule('nat', 'PREROUTING', { protocol: 'tcp', dstPort: 80 }, { kind: 'dnat', to, port: 80 })],
      },
    },
    { br: { namespace: 'host', device: 'br0' } },
  )
  expect(ask(on, 'a', '10.9.0.1', 'tcp', 80).outcome).toMatchObject({ kind: 'answered', by: { owner: 'b' } })
})

test('what POSTROUTING accepts keeps its source: only a translating target gives it another', () => {
  const on = (target: Parameters<typeof rule>[3]) =>
    plane({
      a: { interfaces: ['eth0@left 10.1.0.2/24'], routes: ['default via 10.1.0.1 dev eth0'] },
      c: { interfaces: ['eth0@right 10.2.0.2/24'] },
      router: {
        interfaces: ['eth0@left 10.1.0.1/24', 'eth1@right 10.2.0.1/24'],
        forwarding: true,
        rules: [rule('nat', 'POSTROUTING', {}, target)],
      },
    })
  const source = (target: Parameters<typeof rule>[3]) =>
    from('a', packet('10.1.0.2', '10.2.0.2'), on(target)).packet.src
  expect(source(accept)).toBe('10.1.0.2')
  expect(source(masquerade)).toBe('10.2.0.1')
})

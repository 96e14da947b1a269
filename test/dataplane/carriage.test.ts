// Frames below a parent interface: who hears a question, who gets a frame, and that barriers know no direction.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { answerers, barrier, sibling, taker } from '../../src/dataplane/carriage.js'
import type { Below, Port, Segment } from '../../src/dataplane/segment.js'

const parentPort = (namespace: string, address: string): Port => ({
  namespace,
  interface: 'eth0',
  addresses: [mustParseIp(address)],
  up: true,
})
const child = (namespace: string, address: string, below: Partial<Below> = {}): Port => ({
  ...parentPort(namespace, address),
  below: { namespace: 'h1', interface: 'eth0', mode: 'bridge', sharesMac: false, routed: false, ...below },
})
const h1 = parentPort('h1', '192.0.2.11')
const peer = parentPort('peer', '192.0.2.50')
const lan = (...ports: Port[]): Segment => ({ id: 'lan', label: 'lan', filteredAs: null, ports })
const heard = (from: Port, address: string, ...ports: Port[]) => {
  const found = answerers(lan(from, ...ports), from.namespace, from, mustParseIp(address))
  return found.heard.map((port) => port.namespace)
}

describe('what keeps two ports apart', () => {
  const a = (mode: Below['mode']) => child('a', '192.0.2.128', { mode })
  const b = (mode: Below['mode']) => child('b', '192.0.2.129', { mode })

  test('nothing, between strangers, and between a child and another machine', () => {
    expect(barrier(h1, peer)).toBeNull()
    expect(barrier(a('private'), peer)).toBeNull()
    expect(barrier(peer, a('vepa'))).toBeNull()
  })

  test('a child and its parent, in every mode', () => {
    expect(barrier(a('bridge'), h1)).toBe('parent')
    expect(barrier(h1, a('passthru'))).toBe('parent')
  })

  test.each([
    ['bridge', 'bridge', null],
    ['bridge', 'private', 'private'],
    ['private', 'private', 'private'],
    ['vepa', 'vepa', 'not-reflected'],
    ['bridge', 'vepa', 'not-reflected'],
    ['vepa', 'private', 'private'],
  ] as const)('children of one parent: %s and %s', (one, two, why) => {
    expect(barrier(a(one), b(two))).toBe(why)
  })

  test('children of two parents are strangers', () => {
    expect(barrier(a('private'), child('b', '192.0.2.129', { namespace: 'h2', mode: 'private' }))).toBeNull()
  })

  test('always alike in both directions', () => {
    const port = fc
      .record({
        namespace: fc.constantFrom('h1', 'h2', 'a', 'b'),
        below: fc.option(
          fc.record({
            namespace: fc.constantFrom('h1', 'h2'),
            interface: fc.constant('eth0'),
            mode: fc.constantFrom<Below['mode']>('bridge', 'private', 'vepa', 'passthru'),
            sharesMac: fc.boolean(),
            routed: fc.boolean(),
          }),
        ),
      })
      .map(({ namespace, below }): Port => ({
        ...parentPort(namespace, '10.0.0.1'),
        ...(below && { below }),
      }))
    fc.assert(fc.property(port, port, (x, y) => barrier(x, y) === barrier(y, x)))
  })
})

describe('who answers for an address', () => {
  test('those who hear the question; one who does not is known', () => {
    const a = child('a', '192.0.2.128')
    const found = answerers(lan(h1, a), 'a', a, mustParseIp('192.0.2.11'))
    expect(found).toEqual({ heard: [], kept: { port: h1, barrier: 'parent' } })
    expect(heard(peer, '192.0.2.128', a)).toEqual(['a'])
  })

  test('several, when the address was given twice', () => {
    expect(heard(peer, '192.0.2.11', h1, child('a', '192.0.2.11'))).toEqual(['h1', 'a'])
  })

  test('of two owners the one that is heard: below h1, its address is free for a container', () => {
    expect(heard(child('b', '192.0.2.129'), '192.0.2.11', h1, child('a', '192.0.2.11'))).toEqual(['a'])
  })

  test('never one that the parent routes for (ipvlan l3)', () => {
    expect(heard(peer, '192.0.2.128', child('a', '192.0.2.128', { sharesMac: true, routed: true }))).toEqual(
      [],
    )
  })
})

describe('who gets a frame to a MAC address', () => {
  const to = (destination: string, ...ports: Port[]) =>
    taker(lan(h1, ...ports), h1, mustParseIp(destination)).namespace

  test('whoever has it', () => {
    expect(to('192.0.2.11', child('a', '192.0.2.128'))).toBe('h1')
  })

  test('where children share it, the one with the destination of the packet, else the parent', () => {
    const a = child('a', '10.60.1.10', { sharesMac: true, routed: true })
    expect(to('10.60.1.10', a)).toBe('a')
    expect(to('10.60.1.11', a)).toBe('h1')
    expect(taker(lan(h1, a), a, mustParseIp('10.99.0.1')).namespace).toBe('h1')
  })

  test('a passthru child takes all frames of its parent', () => {
    expect(to('192.0.2.11', child('a', '192.0.2.128', { mode: 'passthru' }))).toBe('a')
  })
})

test('a sibling is found by its address, never one below another parent', () => {
  const a = child('a', '10.60.1.10')
  const far = child('far', '10.60.1.11', { namespace: 'h2' })
  const find = (address: string) => sibling(lan(a, far), a.below!, mustParseIp(address))?.namespace
  expect(find('10.60.1.10')).toBe('a')
  expect(find('10.60.1.11')).toBeUndefined()
})

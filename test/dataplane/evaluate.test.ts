// How a packet runs through the chains of a packet filter.
import { describe, expect, test } from 'vitest'
import { mustParseCidr } from '../../src/addr/cidr.js'
import { mustParseIp } from '../../src/addr/ip.js'
import { evaluate, matches, type Circumstances } from '../../src/dataplane/evaluate.js'
import { accept, drop, goBack, is, isNot, jump, type Match } from '../../src/dataplane/rule.js'
import { packet, rule, ruleset } from './plane.js'

const seen: Circumstances = {
  packet: packet('10.0.0.2', '10.0.0.3', { protocol: 'tcp', srcPort: 40_000, dstPort: 80 }),
  in: 'br0',
  out: 'eth0',
  established: false,
  balanced: false,
  stack: { isLocal: (address) => address === mustParseIp('10.0.0.2') },
}

const filter = (...rules: readonly (readonly [chain: string, match: Match, target: typeof accept])[]) =>
  ruleset(rules.map(([chain, match, target]) => rule('filter', chain, match, target)))

const verdict = (rules: ReturnType<typeof ruleset> | null) =>
  evaluate(rules, 'filter', 'FORWARD', seen).verdict

describe('a chain', () => {
  test('without a filter, without the chain, or empty: accepted by its policy', () => {
    expect(evaluate(null, 'filter', 'FORWARD', seen)).toEqual({ verdict: 'accept', rule: null, path: [] })
    expect(verdict(filter())).toBe('accept')
    expect(verdict(ruleset([], 'drop'))).toBe('drop')
  })

  test('the first rule that matches decides', () => {
    expect(verdict(filter(['FORWARD', {}, drop], ['FORWARD', {}, accept]))).toBe('drop')
    expect(verdict(filter(['FORWARD', { in: is('eth9') }, drop], ['FORWARD', {}, accept]))).toBe('accept')
  })

  test('a jump comes back when the other chain decides nothing; return comes back at once', () => {
    expect(
      verdict(filter(['FORWARD', {}, jump('A')], ['FORWARD', {}, drop], ['A', { in: is('eth9') }, accept])),
    ).toBe('drop')
    expect(verdict(filter(['FORWARD', {}, jump('A')], ['A', {}, goBack], ['A', {}, drop]))).toBe('accept')
  })

  test('the path holds the jumps that led to the decision, and no others', () => {
    const rules = filter(
      ['FORWARD', {}, jump('A')],
      ['FORWARD', {}, jump('B')],
      ['A', { in: is('eth9') }, drop],
      ['B', {}, jump('C')],
      ['C', {}, drop],
    )
    const { rule: deciding, path } = evaluate(rules, 'filter', 'FORWARD', seen)
    expect(path.map((r) => r.chain)).toEqual(['FORWARD', 'B', 'C'])
    expect(deciding).toBe(path[2])
  })

  test('a jump to a chain that is not there decides nothing', () => {
    expect(verdict(filter(['FORWARD', {}, jump('GONE')], ['FORWARD', {}, drop]))).toBe('drop')
  })
})

describe('a match holds when all its conditions do', () => {
  const subnet = mustParseCidr('10.0.0.0/24')
  const elsewhere = mustParseCidr('10.9.0.0/24')
  test.each<[boolean, Match]>([
    [true, {}],
    [true, { in: is('br0'), out: is('eth0') }],
    [false, { in: is('br0'), out: is('br0') }],
    [false, { in: isNot('br0') }],
    [true, { src: is(subnet), dst: isNot(elsewhere) }],
    [false, { src: is(elsewhere) }],
    [true, { protocol: 'tcp', dstPort: 80 }],
    [false, { protocol: 'udp', dstPort: 80 }],
    [false, { protocol: 'tcp', dstPort: 81 }],
    [true, { srcPort: 40_000 }],
    [false, { established: true }],
    [true, { srcLocal: true }],
    [false, { dstLocal: true }],
  ])('%s: %o', (expected, match) => expect(matches(match, seen)).toBe(expected))
})

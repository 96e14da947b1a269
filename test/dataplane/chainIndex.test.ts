// Law: what the index leaves out could not have matched, so that looking at each rule in turn says the same.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mustParseCidr } from '../../src/addr/cidr.js'
import { candidates, composeChain, type Addition } from '../../src/dataplane/chainIndex.js'
import { evaluate, matches, type Circumstances } from '../../src/dataplane/evaluate.js'
import type { Chain, Match, Rule, Target } from '../../src/dataplane/rule.js'
import { packet, rule, ruleset } from './plane.js'

const DEVICES = ['', 'eth0', 'br0', 'br1']
const ADDRESSES = ['10.0.0.2', '10.0.0.3', '10.0.1.2', 'fd00::2', 'fd00::3']
const RANGES = [
  '10.0.0.2/32',
  '10.0.0.3/32',
  '10.0.0.0/24',
  '10.0.0.0/23',
  '0.0.0.0/0',
  'fd00::2/128',
  'fd00::/64',
]
const USER = ['A', 'B']

const condition = <T>(values: readonly T[]) =>
  fc.record({ not: fc.constantFrom(false, false, true), value: fc.constantFrom(...values) })
const range = condition(RANGES.map(mustParseCidr))
const match: fc.Arbitrary<Match> = fc.record(
  {
    src: range,
    dst: range,
    in: condition(DEVICES),
    out: condition(DEVICES),
    protocol: fc.constantFrom('tcp', 'udp', 'icmp'),
    dstPort: fc.constantFrom(80, 81),
    established: fc.boolean(),
    dstLocal: fc.boolean(),
  },
  { requiredKeys: [] },
)
const target: fc.Arbitrary<Target> = fc.constantFrom<Target[]>(
  { kind: 'accept' },
  { kind: 'drop' },
  { kind: 'return' },
  { kind: 'mark', mark: 1 },
  { kind: 'jump', chain: 'A' },
  { kind: 'jump', chain: 'B' },
)
/** B jumps nowhere, and A to B alone: the kernel refuses chains that call themselves. */
const rules = fc
  .array(fc.tuple(fc.constantFrom('FORWARD', 'FORWARD', ...USER), match, target), {
    maxLength: 80,
    size: 'max',
  })
  .map((all) =>
    all.flatMap(([chain, m, t]): Rule[] =>
      t.kind === 'jump' && (chain === 'B' || chain === t.chain) ? [] : [rule('filter', chain, m, t)],
    ),
  )
const seen: fc.Arbitrary<Circumstances> = fc
  .record({
    src: fc.constantFrom(...ADDRESSES),
    dst: fc.constantFrom(...ADDRESSES),
    protocol: fc.constantFrom('tcp', 'udp', 'icmp'),
    dstPort: fc.constantFrom(80, 81, 82),
    in: fc.constantFrom(...DEVICES),
    out: fc.constantFrom(...DEVICES),
    established: fc.boolean(),
    local: fc.constantFrom(...ADDRESSES),
  })
  .map(({ src, dst, protocol, dstPort, local, ...rest }) => ({
    packet: packet(src, dst, { protocol, dstPort }),
    balanced: false,
    stack: { isLocal: (address) => address === local },
    ...rest,
  }))

test('all that match are among the candidates, in the order of the chain', () => {
  let leftOut = 0
  fc.assert(
    fc.property(rules, seen, (all, at) => {
      const chain: Chain = { name: 'FORWARD', policy: 'accept', rules: all }
      const few = candidates(chain, at)
      leftOut += all.length - few.length
      expect(few.filter((r) => matches(r.match, at))).toEqual(all.filter((r) => matches(r.match, at)))
      expect(few).toEqual(all.filter((r) => few.includes(r)))
    }),
    { numRuns: 300 },
  )
  expect(leftOut).toBeGreaterThan(1000)
})

const addition: fc.Arbitrary<Addition> = fc.record({
  rule: fc
    .tuple(match, fc.constantFrom<Target[]>({ kind: 'accept' }, { kind: 'drop' }))
    .map(([m, t]) => rule('filter', 'FORWARD', m, t)),
  at: fc.nat({ max: 5 }),
  insert: fc.boolean(),
})

test('a chain composed of lists has the rules of one list in the order of time, and misses none that matches', () => {
  fc.assert(
    fc.property(fc.array(fc.array(addition, { maxLength: 12 }), { maxLength: 4 }), seen, (lists, at) => {
      const whole = composeChain('FORWARD', 'accept', [lists.flat()]).rules
      const chain = composeChain('FORWARD', 'accept', lists)
      expect(chain.rules).toEqual(whole)
      const found = candidates(composeChain('FORWARD', 'accept', lists), at)
      expect(found.filter((r) => matches(r.match, at))).toEqual(whole.filter((r) => matches(r.match, at)))
    }),
    { numRuns: 300 },
  )
})

/** As the kernel does it: rule by rule. */
function linear(chains: ReadonlyMap<string, Chain>, name: string, at: Circumstances): Rule | null {
  for (const each of chains.get(name)?.rules ?? []) {
    if (!matches(each.match, at)) continue
    if (each.target.kind === 'return') return null
    if (each.target.kind === 'mark') continue
    if (each.target.kind !== 'jump') return each
    const ended = linear(chains, each.target.chain, at)
    if (ended) return ended
  }
  return null
}

test('evaluation by the index ends at the rule where going through all of them ends', () => {
  fc.assert(
    fc.property(rules, seen, (all, at) => {
      const filter = ruleset(all)
      const chains = new Map(filter.filter.map((c) => [c.name, c]))
      expect(evaluate(filter, 'filter', 'FORWARD', at).rule).toBe(linear(chains, 'FORWARD', at))
    }),
    { numRuns: 300 },
  )
})

// Rules put into their chains in the order in which an engine would have added them. Recorded results: test/drivers/bridge.
import { expect, test } from 'vitest'
import { filtersOf } from '../../src/cnm/ruleset.js'
import { drop, is } from '../../src/dataplane/rule.js'
import { nothingWired, type RuleFact, type Wiring } from '../../src/drivers/api.js'

const fact = (device: string, at: number, insert = false): RuleFact => ({
  family: 4,
  at,
  insert,
  rule: {
    table: 'filter',
    chain: 'INPUT',
    match: { in: is(device) },
    target: drop,
    cause: { purpose: device },
  },
})
const wiring = (...rules: readonly RuleFact[]): Wiring => ({
  ...nothingWired,
  chains: [{ family: 4, table: 'filter', name: 'INPUT', policy: 'accept' }],
  rules,
})
const devices = (wirings: readonly Wiring[]) =>
  filtersOf(wirings).rules4?.filter[0]?.rules.map((rule) => rule.match.in?.value)

test('appended in the order of time, inserted on top with the latest first', () => {
  expect(devices([wiring(fact('b', 2), fact('a', 1), fact('c', 3, true), fact('d', 4, true))])).toEqual([
    'd',
    'c',
    'a',
    'b',
  ])
})

test('a rule that is there already is not added again', () => {
  expect(devices([wiring(fact('a', 2), fact('b', 1)), { ...wiring(fact('a', 3)), chains: [] }])).toEqual([
    'b',
    'a',
  ])
})

test('no chain in a family: no packet filter', () => {
  expect(filtersOf([wiring()]).rules6).toBeNull()
  expect(filtersOf([]).rules4).toBeNull()
})

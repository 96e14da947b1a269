import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNatural } from '../../src/engine/naturalOrder.js'

/** Two lists of a real `docker network ls`: odd names that the daemon accepts. */
const RECORDED = [
  [
    '.net',
    'Net1',
    '_net',
    'bridge',
    'container:net8',
    'host',
    'my net',
    'my/net',
    'net1',
    'net ',
    'net:1',
    'none',
  ],
  [
    '1',
    '1.2.3.4',
    'NET',
    'a',
    'aaaa',
    'bridge',
    'docker_gwbridge',
    'host',
    'my.net_1-x',
    'net',
    'none',
    'réseau',
    'swarm',
  ],
]

test.each(RECORDED)('the order of a recording', (...names) => {
  expect(names.toReversed().toSorted(compareNatural)).toEqual(names)
})

// fvbommel/sortorder natsort_test.go
test.each([
  ['0', '00'],
  ['00', '1'],
  ['ab', 'abc'],
  ['a1', 'a2'],
  ['a2', 'a10'],
  ['a01', 'a2'],
  ['a1', 'a01'],
  ['a01b', 'a01c'],
  ['a1b', 'a01a'],
  ['x99999999999999999999', 'x100000000000000000000'],
])('%s is before %s', (a, b) => {
  expect(compareNatural(a, b)).toBeLessThan(0)
  expect(compareNatural(b, a)).toBeGreaterThan(0)
})

test('an order: equal only to itself, and whoever comes first stays first', () => {
  const name = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'Z', '-', 'é'), maxLength: 8 })
  fc.assert(
    fc.property(name, name, name, (a, b, c) => {
      expect(compareNatural(a, b) === 0).toBe(a === b)
      expect(Math.sign(compareNatural(a, b))).toBe(0 - Math.sign(compareNatural(b, a)))
      if (compareNatural(a, b) < 0 && compareNatural(b, c) < 0) expect(compareNatural(a, c)).toBeLessThan(0)
    }),
  )
})

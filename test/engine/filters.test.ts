import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Filters } from '../../src/engine/filters.js'
import {
  filterValues,
  matchesExactly,
  matchesLabels,
  matchesPattern,
  unknownFilter,
} from '../../src/engine/filters.js'

test('values of a key are a set', () => {
  const filters: Filters = [
    ['name', 'a'],
    ['id', 'x'],
    ['name', 'b'],
    ['name', 'a'],
  ]
  expect(filterValues(filters, 'name')).toEqual(['a', 'b'])
  expect(unknownFilter(filters, new Set(['name']))).toBe('id')
  expect(unknownFilter(filters, new Set(['name', 'id']))).toBeUndefined()
})

test('values of one key are alternatives', () => {
  const filters: Filters = [
    ['name', 'web'],
    ['name', '^db$'],
  ]
  expect(matchesPattern(filters, 'name', 'web1')).toBe(true)
  expect(matchesPattern(filters, 'name', 'db')).toBe(true)
  expect(matchesPattern(filters, 'name', 'db1')).toBe(false)
  expect(matchesExactly(filters, 'name', 'web1')).toBe(false)
})

test('a pattern that Go refuses still matches itself', () => {
  expect(matchesPattern([['name', '[']], 'name', '[')).toBe(true)
  expect(matchesPattern([['name', '[']], 'name', 'a')).toBe(false)
})

test('labels: by name, by value, and all of them', () => {
  const labels = [
    ['env', 'test'],
    ['x', 'y=z'],
  ] as const
  expect(matchesLabels(labels, [['label', 'env']])).toBe(true)
  expect(matchesLabels(labels, [['label', 'env=test']])).toBe(true)
  expect(matchesLabels(labels, [['label', 'env=']])).toBe(false)
  expect(matchesLabels(labels, [['label', 'x=y=z']])).toBe(true)
  expect(
    matchesLabels(labels, [
      ['label', 'env'],
      ['label', 'tier'],
    ]),
  ).toBe(false)
  expect(matchesLabels([['__proto__', 'a']], [['label', '__proto__=a']])).toBe(true)
  expect(matchesLabels([], [['label', 'constructor']])).toBe(false)
})

test('label! takes out what has all of them', () => {
  expect(matchesLabels([['keep', '']], [['label!', 'keep']])).toBe(false)
  expect(matchesLabels([['other', '']], [['label!', 'keep']])).toBe(true)
  expect(
    matchesLabels(
      [['keep', '']],
      [
        ['label!', 'keep'],
        ['label!', 'more'],
      ],
    ),
  ).toBe(true)
})

test('without a value nothing is left out', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.tuple(fc.string(), fc.string())), (text, labels) => {
      expect(matchesExactly([], 'name', text)).toBe(true)
      expect(matchesPattern([], 'name', text)).toBe(true)
      expect(matchesLabels(labels, [])).toBe(true)
    }),
  )
})

test('every text matches itself, whatever pattern it would be', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(matchesPattern([['name', text]], 'name', text)).toBe(true)
    }),
  )
})

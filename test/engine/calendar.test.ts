import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOf, dayOf } from '../../src/engine/calendar.js'

test('known days', () => {
  expect(dayOf(1970, 1, 1)).toBe(0)
  expect(dayOf(2000, 2, 29)).toBe(11_016)
  expect(dateOf(-1)).toEqual([1969, 12, 31])
})

test('the same calendar as Date', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
      const date = new Date(day * 86_400_000)
      expect(dateOf(day)).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()])
      expect(dayOf(...dateOf(day))).toBe(day)
    }),
  )
})

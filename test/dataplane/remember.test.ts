// Derived values are computed once for each immutable value that they were derived from.
import { expect, test } from 'vitest'
import { remembered } from '../../src/dataplane/remember.js'

test('once for each object, not for each equal one', () => {
  let calls = 0
  const size = remembered((list: readonly number[]) => ({ size: list.length, call: ++calls }))
  const list = [1, 2]
  expect(size(list)).toBe(size(list))
  expect(size([1, 2])).not.toBe(size(list))
  expect(calls).toBe(2)
})

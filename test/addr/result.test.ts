import { expect, test } from 'vitest'
import { err, mapError, ok, type Result } from '../../src/addr/result.js'

test('mapError translates errors and leaves values alone', () => {
  const half = (n: number): Result<number, string> => (n % 2 === 0 ? ok(n / 2) : err(`${n} is odd`))
  expect(mapError(half(4), (text) => ({ text }))).toEqual({ ok: true, value: 2 })
  expect(mapError(half(3), (text) => ({ text }))).toEqual({ ok: false, error: { text: '3 is odd' } })
})

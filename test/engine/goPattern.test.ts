import { expect, test } from 'vitest'
import { goPattern } from '../../src/engine/goPattern.js'

test('a pattern is found anywhere', () => {
  expect(goPattern('net1')?.test('mynet1')).toBe(true)
  expect(goPattern('^net1')?.test('mynet1')).toBe(false)
  expect(goPattern('net$')?.test('net1')).toBe(false)
})

test("Go's ways of writing things", () => {
  expect(goPattern('(?i)NET')?.test('mynet1')).toBe(true)
  expect(goPattern('\\Anet\\z')?.test('net')).toBe(true)
  expect(goPattern('(?P<kind>net|web)1')?.test('web1')).toBe(true)
})

test.each(['[', '(', '*', '(?=net)', '(?<!my)net', '(a)\\1'])('%s is refused, as RE2 does', (text) => {
  expect(goPattern(text)).toBeUndefined()
})

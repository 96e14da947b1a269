// The spellings that a libc tries (resolv.conf(5)).
import { expect, test } from 'vitest'
import { optionNumber, searchAttempts } from '../../src/dns/searchList.js'

const tried = (name: string, search: readonly string[], ...options: string[]) =>
  searchAttempts({ search, options }, name).map((attempt) => attempt.name)

test('ndots decides whether the name as it stands comes first', () => {
  expect(tried('web', ['com', 'lan'])).toEqual(['web.com', 'web.lan', 'web'])
  expect(tried('web', ['com'], 'ndots:0')).toEqual(['web', 'web.com'])
  expect(tried('a.b', ['com'])).toEqual(['a.b', 'a.b.com'])
  expect(tried('a.b', ['com'], 'ndots:2')).toEqual(['a.b.com', 'a.b'])
})

test('a trailing dot stops the search', () => {
  expect(tried('web.', ['com'])).toEqual(['web.'])
})

test('of several options the last counts; no number is 0; there is a bound', () => {
  expect(optionNumber(['ndots:5', 'ndots:1'], 'ndots', 1, 15)).toBe(1)
  expect(optionNumber(['ndots:x'], 'ndots', 1, 15)).toBe(0)
  expect(optionNumber(['ndots:99'], 'ndots', 1, 15)).toBe(15)
  expect(optionNumber(['rotate'], 'ndots', 1, 15)).toBe(1)
})

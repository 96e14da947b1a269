// Which names fit a DNS message, and which types exist.
import { expect, test } from 'vitest'
import { fitsMessage, isRecordType, withoutTrailingDot } from '../../src/dns/query.js'

test('a label has 1 to 63 characters, a name at most 253 (RFC 1035)', () => {
  expect(fitsMessage('web1.net1.')).toBe(true)
  expect(fitsMessage('x'.repeat(63))).toBe(true)
  expect(fitsMessage('x'.repeat(64))).toBe(false)
  expect(fitsMessage('a..b')).toBe(false)
  expect(fitsMessage('')).toBe(false)
  expect(fitsMessage(`${'a.'.repeat(126)}a`)).toBe(true)
  expect(fitsMessage(`${'a.'.repeat(127)}a`)).toBe(false)
})

test('only types in capitals are types', () => {
  expect(isRecordType('AAAA')).toBe(true)
  expect(isRecordType('aaaa')).toBe(false)
  expect(isRecordType('constructor')).toBe(false)
})

test('one trailing dot is taken off', () => {
  expect(withoutTrailingDot('a..')).toBe('a.')
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRecord } from '../../../../src/shell/args/go/csv.js'
import { goDuration } from '../../../../src/shell/args/go/duration.js'
import { goIp } from '../../../../src/shell/args/go/ip.js'
import { goInteger } from '../../../../src/shell/args/go/number.js'
import { nanoCpus, ramInBytes } from '../../../../src/shell/args/go/units.js'

// Cases from Go's own tests: strconv/atoi_test.go, time/time_test.go, encoding/csv/reader_test.go, go-units size_test.go.
describe('numbers as Go reads them', () => {
  it.each([
    ['0', 0n],
    ['-9223372036854775808', -9223372036854775808n],
    ['0x_ff', 255n],
    ['0b101', 5n],
    ['0o17', 15n],
    ['-012345', -5349n],
    ['1_2_3_4_5', 12345n],
  ])('%s', (text, value) => {
    expect(goInteger(text, { signed: true, bits: 64, base: 0 })).toEqual({ ok: true, value })
  })

  it.each([
    ['', 'invalid syntax'],
    ['_12345', 'invalid syntax'],
    ['1__2345', 'invalid syntax'],
    ['09', 'invalid syntax'],
    ['0x', 'invalid syntax'],
    ['9223372036854775808', 'value out of range'],
  ])('refuses %j', (text, error) => {
    expect(goInteger(text, { signed: true, bits: 64, base: 0 })).toEqual({ ok: false, error })
  })

  it('reads back every decimal number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(goInteger(String(value), { signed: true, bits: 64, base: 0 })).toEqual({ ok: true, value })
      }),
    )
  })
})

it.each([
  ['5s', 5e9],
  ['-5s', -5e9],
  ['1h15m30.918s', 4_530_918_000_000],
  ['.5s', 5e8],
  ['5.s', 5e9],
  ['39h9m14.425s', 140_954_425_000_000],
  ['0', 0],
])('the duration %s in nanoseconds', (text, value) => {
  expect(goDuration(text)).toEqual({ ok: true, value })
})

it.each([
  ['a,b,c', ['a', 'b', 'c']],
  ['a,,', ['a', '', '']],
  ['"a,b",c', ['a,b', 'c']],
  ['"a""b"', ['a"b']],
])('the record %s', (line, fields) => {
  expect(csvRecord(line)).toEqual({ ok: true, value: fields })
})

it.each([
  ['32', 32],
  ['32b', 32],
  ['32k', 32 * 1024],
  ['32KiB', 32 * 1024],
  ['32.5kB', 32.5 * 1024],
  ['32 G', 32 * 1024 ** 3],
])('the memory %s in bytes', (text, value) => {
  expect(ramInBytes(text)).toEqual({ ok: true, value })
})

it('processors are exact to a billionth', () => {
  expect(nanoCpus('1.5')).toEqual({ ok: true, value: 1_500_000_000n })
  expect(nanoCpus('1/4')).toEqual({ ok: true, value: 250_000_000n })
  expect(nanoCpus('1/3')).toEqual({ ok: false, error: 'value is too precise' })
})

it('a v4-mapped address is an IPv4 address', () => {
  expect(goIp('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(goIp('2001:DB8::1')).toBe('2001:db8::1')
  expect(goIp('192.0.2.01')).toBeUndefined()
})

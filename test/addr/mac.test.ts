import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { isMac, linkLocalOf, macFromBytes, macToBytes, parseMac } from '../../src/addr/mac.js'

describe('parseMac', () => {
  test.each(['02:42:ac:12:00:02', '02-42-AC-12-00-02', '0242.ac12.0002', '02:42:AC:12:00:02'])(
    '%s',
    (text) => {
      expect(parseMac(text)).toBe('02:42:ac:12:00:02')
    },
  )

  test.each([
    ...[
      '',
      '02:42:ac:12:00',
      '02:42:ac:12:00:02:03',
      '02:42-ac:12:00:02',
      '0242ac120002',
      'zz:42:ac:12:00:02',
    ],
    ...['02:42:ac:12:00:02\n', ' 02:42:ac:12:00:02', '2:42:ac:12:0:2', '02:42:ac:12:00:02:00:01'],
  ])('refuses %j', (text) => {
    expect(parseMac(text)).toBeUndefined()
  })
})

test('bytes there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
      const mac = macFromBytes([...bytes])
      expect(isMac(mac)).toBe(true)
      expect(macToBytes(mac)).toEqual([...bytes])
      expect(parseMac(mac.toUpperCase())).toBe(mac)
    }),
  )
})

test.each([
  [[1, 2, 3]],
  [[1, 2, 3, 4, 5, 256]],
  [[1, 2, 3, 4, 5, -1]],
  [[1, 2, 3, 4, 5, 0.5]],
  [[1, 2, 3, 4, 5, 6, 7]],
])('bytes %j are no address', (bytes) => {
  expect(() => macFromBytes(bytes)).toThrow(RangeError)
})

it('makes the link-local address of RFC 4291 appendix A: universal bit flipped, ff:fe in the middle', () => {
  // RFC 2464 section 4: interface identifier of 34-56-78-9A-BC-DE is 36-56-78-FF-FE-9A-BC-DE.
  expect(linkLocalOf(macFromBytes([0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde]))).toBe('fe80::3656:78ff:fe9a:bcde')
  expect(linkLocalOf(macFromBytes([0x02, 0x42, 0xac, 0x12, 0, 2]))).toBe(mustParseIp('fe80::42:acff:fe12:2'))
})

import fc from 'fast-check'
import { IPv4, IPv6, Validator } from 'ip-num'
import { describe, expect, it, test } from 'vitest'
import {
  bigIntToIp,
  compareIp,
  familyOf,
  ipNumberOf,
  ipOfNumber,
  ipToBigInt,
  ipToNumber,
  isIp,
  isLinkLocal,
  isLoopback,
  isMulticast,
  isUnspecified,
  mustParseIp,
  numberToIp,
  parseIp,
} from '../../src/addr/ip.js'
import { anyIp, anyV4, anyV6 } from './arbitraries.js'

describe('parseIp', () => {
  test.each([
    ['172.18.0.2', '172.18.0.2'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    // RFC 4291 section 2.2 and RFC 5952 section 4
    ['2001:DB8:0:0:8:800:200C:417A', '2001:db8::8:800:200c:417a'],
    ['FF01:0:0:0:0:0:0:101', 'ff01::101'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:13.1.68.3', '::d01:4403'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::FFFF:129.144.52.38', '::ffff:129.144.52.38'],
    ['::ffff:102:304', '::ffff:1.2.3.4'],
  ])('%s is %s', (text, canonical) => {
    expect(parseIp(text)).toBe(canonical)
    expect(isIp(text)).toBe(text === canonical)
  })

  // The first six are what Docker Engine 28.5.2 refuses in its recordings.
  test.each([
    ...['nonsense', '10.10.0.300', '300.0.0.0', '10.10.0', '010.010.0.0', ' 10.10.0.0'],
    ...['', '.', ':', '1.2.3.4.', '.1.2.3.4', '1..2.3', '1.2.3.4.5', '1.2.3.4/24', '1.2.3.-4', '1e1.2.3.4'],
    ...[
      '١.2.3.4',
      ':::',
      '1::2::3',
      '12345::',
      '::g',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '::1 ',
      '::1/64',
    ],
    ...['fe80::1%eth0', '::1.2.3', '::01.2.3.4', '0:0:0:0:0:0:0:1.2.3.4', `::${'0'.repeat(5000)}`],
  ])('refuses %j', (text) => {
    expect(parseIp(text)).toBeUndefined()
    expect(isIp(text)).toBe(false)
    expect(() => mustParseIp(text)).toThrow(RangeError)
  })

  it('never throws, and what it returns is canonical', () => {
    const almost = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789abcdefF:.%/ ')),
      maxLength: 50,
    })
    fc.assert(
      fc.property(fc.oneof(almost, fc.string()), (text) => {
        const ip = parseIp(text)
        expect(ip === undefined || isIp(ip)).toBe(true)
        expect(isIp(text)).toBe(ip === text)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('our arithmetic equals ip-num’s', () => {
  it('accepts the same IPv4 texts', () => {
    const octet = fc.oneof(
      fc.nat({ max: 300 }).map(String),
      fc.constantFrom('', '00', '01', '256', '-1', 'a'),
    )
    fc.assert(
      fc.property(fc.array(octet, { minLength: 3, maxLength: 5 }), (octets) => {
        const text = octets.join('.')
        expect(parseIp(text) !== undefined).toBe(Validator.isValidIPv4String(text)[0])
      }),
    )
  })

  it('reads and prints IPv4 alike', () => {
    fc.assert(
      fc.property(anyV4, (ip) => {
        const theirs = IPv4.fromString(ip)
        expect(BigInt(ipToNumber(ip))).toBe(theirs.getValue())
        expect(ip).toBe(theirs.toString())
      }),
    )
  })

  it('reads IPv6 alike, and prints what ip-num reads back', () => {
    fc.assert(
      fc.property(anyV6, (ip) => {
        const theirs = IPv6.fromString(ip)
        expect(ipToBigInt(ip)).toBe(theirs.getValue())
        expect(parseIp(theirs.toString())).toBe(ip)
      }),
    )
  })
})

describe('numbers', () => {
  it('go there and back', () => {
    fc.assert(
      fc.property(anyIp, (ip) => {
        expect(bigIntToIp(familyOf(ip), ipToBigInt(ip))).toBe(ip)
        expect(ipOfNumber(ipNumberOf(ip))).toBe(ip)
        expect(isIp(ip)).toBe(true)
      }),
    )
  })

  it('outside the family throw', () => {
    expect(() => bigIntToIp(4, 1n << 32n)).toThrow(RangeError)
    expect(() => bigIntToIp(6, 1n << 128n)).toThrow(RangeError)
    expect(() => bigIntToIp(4, -1n)).toThrow(RangeError)
    expect(() => numberToIp(2 ** 32)).toThrow(RangeError)
    expect(() => numberToIp(0.5)).toThrow(RangeError)
    expect(() => ipToNumber(mustParseIp('fd00::1'))).toThrow(RangeError)
    expect(() => ipToNumber(mustParseIp('::'))).toThrow(RangeError)
  })
})

describe('compareIp', () => {
  it('sorts IPv4 before IPv6, each by number, not by text', () => {
    const sorted = ['9.0.0.0', '10.0.0.0', '10.0.0.9', '10.0.0.10', '200.0.0.0', '::1', '2::', '10::'].map(
      mustParseIp,
    )
    expect(sorted.toReversed().sort(compareIp)).toEqual(sorted)
    expect(compareIp(mustParseIp('::1'), mustParseIp('::1'))).toBe(0)
  })
})

test('address classes', () => {
  const in_ = (check: (ip: ReturnType<typeof mustParseIp>) => boolean, ...texts: string[]) =>
    texts.filter((text) => check(mustParseIp(text)))
  const loopbacks = ['127.0.0.1', '127.255.255.255', '::1']
  const multicasts = ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff00::']
  const linkLocals = ['169.254.0.1', 'fe80::1', 'febf::']
  const others = [
    '0.0.0.0',
    '::',
    '12.7.0.0',
    '223.255.255.255',
    '240.0.0.0',
    'ff::',
    'fec0::',
    'fe8::',
    '169.253.0.0',
  ]
  const all = [...loopbacks, ...multicasts, ...linkLocals, ...others]
  expect(in_(isLoopback, ...all)).toEqual(loopbacks)
  expect(in_(isMulticast, ...all)).toEqual(multicasts)
  expect(in_(isLinkLocal, ...all)).toEqual(linkLocals)
  expect(in_(isUnspecified, ...all)).toEqual(['0.0.0.0', '::'])
})

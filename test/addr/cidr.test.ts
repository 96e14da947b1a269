import fc from 'fast-check'
import { IPv4, IPv4CidrRange, IPv4Prefix, IPv6, IPv6CidrRange, IPv6Prefix } from 'ip-num'
import { describe, expect, it, test } from 'vitest'
import {
  addressOf,
  boundsOf,
  type Cidr,
  cidrOf,
  commonLength,
  compareCidr,
  contains,
  covers,
  firstOf,
  hostCidr,
  isCidr,
  isIpPrefix,
  lastOf,
  lengthOf,
  mustParseCidr,
  networkOf,
  overlaps,
  parseCidr,
  parsePrefix,
  prefixOf,
  sizeOf,
} from '../../src/addr/cidr.js'
import { familyOf, ipToBigInt, mustParseIp } from '../../src/addr/ip.js'
import { anyCidr, anyIp, anyV4, anyV6, closeCidr, closeV6Cidr } from './arbitraries.js'

describe('parseCidr', () => {
  it('masks host bits, parsePrefix keeps them', () => {
    expect(parseCidr('172.18.0.2/16')).toBe('172.18.0.0/16')
    expect(parsePrefix('172.18.0.2/16')).toBe('172.18.0.2/16')
    expect(parseCidr('FD00:5:0::7/64')).toBe('fd00:5::/64')
    expect(parsePrefix('FD00:5:0::7/64')).toBe('fd00:5::7/64')
    expect(parseCidr('255.255.255.255/0')).toBe('0.0.0.0/0')
    expect(parseCidr('1003:1:2:3:4:5:6::/112')).toBe('1003:1:2:3:4:5:6:0/112')
  })

  // The first ones are what Docker Engine 28.5.2 refuses with "invalid CIDR block notation" in its recordings.
  test.each([
    ...['10.10.0.0', '10.10.0.0/33', '10.10.0/24', '300.0.0.0/8', 'nonsense', '10.10.0.0/-1'],
    ...[' 10.10.0.0/24', '010.010.0.0/16', '10.30.0.5', 'bogus', ''],
    ...[
      '10.0.0.0/',
      '10.0.0.0/08',
      '10.0.0.0/+8',
      '10.0.0.0/8 ',
      '10.0.0.0/8/8',
      '10.0.0.0/255.0.0.0',
      '::/129',
      '/8',
    ],
  ])('refuses %j', (text) => {
    expect(parseCidr(text)).toBeUndefined()
    expect(parsePrefix(text)).toBeUndefined()
    expect(isCidr(text)).toBe(false)
    expect(isIpPrefix(text)).toBe(false)
    expect(() => mustParseCidr(text)).toThrow(RangeError)
  })

  it('is the identity exactly on canonical networks', () => {
    fc.assert(
      fc.property(anyCidr, (cidr) => {
        expect(parseCidr(cidr)).toBe(cidr)
      }),
    )
    expect(isCidr('10.0.0.5/24')).toBe(false)
    expect(isIpPrefix('10.0.0.5/24')).toBe(true)
  })
})

test('the parts of a prefix', () => {
  const prefix = prefixOf(mustParseIp('172.18.0.2'), 16)
  expect(prefix).toBe('172.18.0.2/16')
  expect([networkOf(prefix), addressOf(prefix), lengthOf(prefix), familyOf(prefix)]).toEqual([
    '172.18.0.0/16',
    '172.18.0.2',
    16,
    4,
  ])
  expect(hostCidr(mustParseIp('fd00::2'))).toBe('fd00::2/128')
  expect(() => prefixOf(mustParseIp('10.0.0.1'), 33)).toThrow(RangeError)
  expect(() => cidrOf(mustParseIp('10.0.0.1'), -1)).toThrow(RangeError)
  expect(() => cidrOf(mustParseIp('10.0.0.1'), 1.5)).toThrow(RangeError)
})

/** Built from parts: ip-num's fromCidr refuses the dotted tail of '::ffff:1.2.3.0/120'. */
const theirs = (cidr: Cidr) => {
  const length = BigInt(lengthOf(cidr))
  return familyOf(cidr) === 4
    ? new IPv4CidrRange(IPv4.fromString(firstOf(cidr)), IPv4Prefix.fromNumber(length))
    : new IPv6CidrRange(IPv6.fromString(firstOf(cidr)), IPv6Prefix.fromNumber(length))
}

describe('our arithmetic equals ip-num’s', () => {
  it('first, last, size', () => {
    fc.assert(
      fc.property(anyCidr, (cidr) => {
        const range = theirs(cidr)
        expect(ipToBigInt(firstOf(cidr))).toBe(range.getFirst().getValue())
        expect(ipToBigInt(lastOf(cidr))).toBe(range.getLast().getValue())
        expect(sizeOf(cidr)).toBe(range.getSize())
        expect(boundsOf(cidr)).toEqual({
          first: range.getFirst().getValue(),
          last: range.getLast().getValue(),
        })
      }),
    )
  })

  it('contains', () => {
    // A random address is rarely inside, so half of the cases take the network around the address.
    const length = (max: number) => fc.integer({ min: 0, max })
    const near4 = fc.tuple(anyV4, length(32)).map(([ip, bits]) => ({ ip, cidr: cidrOf(ip, bits) }))
    const near6 = fc.tuple(anyV6, length(128)).map(([ip, bits]) => ({ ip, cidr: cidrOf(ip, bits) }))
    const far = fc.record({ ip: anyIp, cidr: anyCidr })
    fc.assert(
      fc.property(fc.oneof(near4, near6, far), ({ ip, cidr }) => {
        const sameFamily = familyOf(ip) === familyOf(cidr)
        const address = familyOf(ip) === 4 ? IPv4.fromString(ip) : IPv6.fromString(ip)
        expect(contains(cidr, ip)).toBe(sameFamily && theirs(cidr).contains(address))
      }),
    )
  })

  it('overlaps and covers', () => {
    const pairs = fc.oneof(
      fc.tuple(closeCidr, closeCidr),
      fc.tuple(closeV6Cidr, closeV6Cidr),
      fc.tuple(anyCidr, anyCidr).filter(([a, b]) => familyOf(a) === familyOf(b)),
    )
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(overlaps(a, b)).toBe(theirs(a).toRangeSet().isOverlapping(theirs(b).toRangeSet()))
        expect(covers(a, b)).toBe(theirs(a).toRangeSet().contains(theirs(b).toRangeSet()))
      }),
      { numRuns: 300 },
    )
  })
})

describe('relations', () => {
  it('two families never meet', () => {
    const four = mustParseCidr('0.0.0.0/0')
    const six = mustParseCidr('::/0')
    expect([overlaps(four, six), covers(four, six), covers(six, four)]).toEqual([false, false, false])
    expect(contains(four, mustParseIp('::'))).toBe(false)
    expect(contains(six, mustParseIp('0.0.0.0'))).toBe(false)
    expect(commonLength(four, six)).toBe(0)
    expect(compareCidr(four, six)).toBeLessThan(0)
  })

  it('networks overlap when they share an address, and then one covers the other', () => {
    const pairs = fc.oneof(fc.tuple(closeCidr, closeCidr), fc.tuple(closeV6Cidr, closeV6Cidr))
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const shares = boundsOf(a).first <= boundsOf(b).last && boundsOf(b).first <= boundsOf(a).last
        expect(overlaps(a, b)).toBe(shares)
        expect(overlaps(a, b)).toBe(covers(a, b) || covers(b, a))
      }),
    )
  })

  it('the common length is the length of the smallest network around both', () => {
    const pairs = fc.oneof(fc.tuple(closeCidr, closeCidr), fc.tuple(closeV6Cidr, closeV6Cidr))
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const length = commonLength(a, b)
        expect(covers(cidrOf(firstOf(a), length), b)).toBe(true)
        if (length < Math.min(lengthOf(a), lengthOf(b))) {
          expect(covers(cidrOf(firstOf(a), length + 1), b)).toBe(false)
        }
      }),
    )
  })

  it('compareCidr sorts by start, then the larger first (moby defaultipam TestStaticAllocation)', () => {
    const sorted = [
      ...['10.0.0.0/8', '10.0.0.0/24', '10.0.0.0/31', '10.0.1.0/24', '10.1.0.0/16'],
      ...['192.168.0.0/16', '192.168.3.0/24'],
    ].map(mustParseCidr)
    expect(sorted.toReversed().sort(compareCidr)).toEqual(sorted)
  })
})

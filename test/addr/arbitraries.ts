/** Random addresses and subnets for the laws of addr and ipam; small universes, so that things meet. */

import fc from 'fast-check'
import { type Cidr, cidrOf } from '../../src/addr/cidr.js'
import { type Ip, bigIntToIp, numberToIp } from '../../src/addr/ip.js'

export const anyV4: fc.Arbitrary<Ip> = fc.nat({ max: 0xffff_ffff }).map(numberToIp)

/** Half of them with gaps of zeros, because '::' is where printers err. */
export const anyV6: fc.Arbitrary<Ip> = fc
  .oneof(
    fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
    fc
      .array(fc.oneof(fc.constant(0), fc.nat({ max: 0xffff })), { minLength: 8, maxLength: 8 })
      .map((groups) => groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n)),
    fc.nat({ max: 0xffff_ffff }).map((tail) => (0xffffn << 32n) | BigInt(tail)),
  )
  .map((value) => bigIntToIp(6, value))

export const anyIp: fc.Arbitrary<Ip> = fc.oneof(anyV4, anyV6)

export const anyV4Cidr: fc.Arbitrary<Cidr> = fc
  .tuple(anyV4, fc.integer({ min: 0, max: 32 }))
  .map(([ip, length]) => cidrOf(ip, length))

export const anyV6Cidr: fc.Arbitrary<Cidr> = fc
  .tuple(anyV6, fc.integer({ min: 0, max: 128 }))
  .map(([ip, length]) => cidrOf(ip, length))

export const anyCidr: fc.Arbitrary<Cidr> = fc.oneof(anyV4Cidr, anyV6Cidr)

/** Subnets of 10.0.0.0/24 (lengths 24 to 32): any two of them have a good chance to overlap. */
export const closeCidr: fc.Arbitrary<Cidr> = fc
  .tuple(fc.nat({ max: 255 }), fc.integer({ min: 24, max: 32 }))
  .map(([host, length]) => cidrOf(numberToIp(0x0a00_0000 + host), length))

/** The same in fd00::/120. */
export const closeV6Cidr: fc.Arbitrary<Cidr> = fc
  .tuple(fc.bigInt({ min: 0n, max: 255n }), fc.integer({ min: 120, max: 128 }))
  .map(([host, length]) => cidrOf(bigIntToIp(6, (0xfd00n << 112n) + host), length))

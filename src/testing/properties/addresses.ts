/** Random addresses and subnets, canonical as the model wants them. */
import fc from 'fast-check'
import { addressOf, cidrOf, lengthOf, type Cidr } from '../../addr/cidr.js'
import { bigIntToIp, familyOf, ipToBigInt, numberToIp, widthOf, type Family, type Ip } from '../../addr/ip.js'

/** Every address there is, special ones among them. */
export const ipv4 = (): fc.Arbitrary<Ip> => fc.nat({ max: 0xffff_ffff }).map(numberToIp)

/** Half of them with gaps of zeros, because '::' is where printers err. */
export const ipv6 = (): fc.Arbitrary<Ip> =>
  fc
    .oneof(
      fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
      fc
        .array(fc.oneof(fc.constant(0), fc.nat({ max: 0xffff })), { minLength: 8, maxLength: 8 })
        .map((groups) => groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n)),
      fc.nat({ max: 0xffff_ffff }).map((tail) => (0xffffn << 32n) | BigInt(tail)),
    )
    .map((value) => bigIntToIp(6, value))

export const ip = (): fc.Arbitrary<Ip> => fc.oneof(ipv4(), ipv6())

export interface SubnetOptions {
  /** Default: both. Of no meaning with `within`. */
  readonly family?: Family
  /** Only parts of this one (or itself): any two of them have a good chance to overlap. */
  readonly within?: Cidr
}

/** Of every length that there can be. */
export function subnet({ family, within }: SubnetOptions = {}): fc.Arbitrary<Cidr> {
  if (within !== undefined) return part(within)
  const of = (addresses: fc.Arbitrary<Ip>, width: number): fc.Arbitrary<Cidr> =>
    fc.tuple(addresses, fc.nat({ max: width })).map(([address, length]) => cidrOf(address, length))
  if (family === 4) return of(ipv4(), 32)
  if (family === 6) return of(ipv6(), 128)
  return fc.oneof(of(ipv4(), 32), of(ipv6(), 128))
}

/** A subnet within another one, of any length that fits. */
function part(whole: Cidr): fc.Arbitrary<Cidr> {
  const family = familyOf(whole)
  const [start, length, width] = [ipToBigInt(addressOf(whole)), lengthOf(whole), widthOf(family)]
  const size = 1n << BigInt(width - length)
  return fc
    .tuple(fc.bigInt({ min: 0n, max: size - 1n }), fc.integer({ min: length, max: width }))
    .map(([offset, bits]) => cidrOf(bigIntToIp(family, start + offset), bits))
}

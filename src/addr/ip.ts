/** IP addresses as canonical branded text, the only form that state holds; numbers exist only inside a calculation. */

import type { Cidr, Ip, IpPrefix } from './brand.js'
import { parseV4, printV4, readV4 } from './v4.js'
import { parseV6, printV6, readV6 } from './v6.js'

/** Address family, by its version number. */
export type Family = 4 | 6

export type { Ip } from './brand.js'

/** Address as an integer: uint32 for IPv4, 128-bit for IPv6. Only compare numbers of one family. */
export type IpNumber = number | bigint

/** Family of any address, subnet or prefix: only IPv6 text has a colon. */
export const familyOf = (address: Ip | Cidr | IpPrefix): Family => (address.includes(':') ? 6 : 4)

/** Bits in an address: 32 or 128. */
export const widthOf = (family: Family): 32 | 128 => (family === 4 ? 32 : 128)

/** True only for canonical text; '010.0.0.1', 'FD00::1' and 'fd00:0::1' are false. */
export const isIp = (text: string): text is Ip =>
  text.includes(':')
    ? text.length <= 45 && readable(text) && printV6(readV6(text)) === text
    : parseV4(text) >= 0

/** Keeps '/' (a prefix) and stray characters away from the lenient reader of canonical text. */
const readable = (text: string): boolean => /^[0-9a-f:]+(\d+\.\d+\.\d+\.\d+)?$/.test(text)

/** Our printers write canonical text only (a property test holds them to it), so what they print needs no second look. */
const printed = (text: string): text is Ip => text !== ''

const brandPrinted = (text: string): Ip => {
  if (printed(text)) return text
  throw new RangeError('a printer returned nothing')
}

/**
 * Any legal spelling to canonical text; undefined when it is none. IPv4 is strict (four octets, no leading zeros),
 * IPv6 takes every form of RFC 4291 but no zone. A v4-mapped address stays IPv6. Costs 10 us for uncanonical IPv6.
 */
export const parseIp = (text: string): Ip | undefined => {
  if (isIp(text)) return text
  const value = text.includes(':') ? parseV6(text) : undefined
  return value === undefined ? undefined : brandPrinted(printV6(value))
}

/** For constants and tests: throws RangeError when the text is no address. */
export const mustParseIp = (text: string): Ip => {
  const ip = parseIp(text)
  if (ip === undefined) throw new RangeError(`not an IP address: ${text}`)
  return ip
}

/** The address as uint32. IPv4 only: throws RangeError on IPv6. */
export const ipToNumber = (ip: Ip): number => readV4(ip)

/** uint32 to an IPv4 address; throws RangeError outside 0..2^32-1. */
export const numberToIp = (value: number): Ip => {
  if (value < 0 || value > 0xffff_ffff || !Number.isInteger(value)) {
    throw new RangeError(`outside IPv4: ${String(value)}`)
  }
  return brandPrinted(printV4(value))
}

/** The address as an integer of either family. */
export const ipToBigInt = (ip: Ip): bigint => (familyOf(ip) === 4 ? BigInt(readV4(ip)) : readV6(ip))

/** Integer to address; throws RangeError outside the family. */
export const bigIntToIp = (family: Family, value: bigint): Ip => {
  if (value < 0n || value >> BigInt(widthOf(family)) !== 0n) {
    throw new RangeError(`outside IPv${String(family)}: ${String(value)}`)
  }
  return brandPrinted(family === 4 ? printV4(Number(value)) : printV6(value))
}

/** The cheapest integer of the family: number for IPv4, bigint for IPv6. */
export const ipNumberOf = (ip: Ip): IpNumber => (familyOf(ip) === 4 ? readV4(ip) : readV6(ip))

/** Inverse of ipNumberOf. */
export const ipOfNumber = (value: IpNumber): Ip =>
  typeof value === 'number' ? numberToIp(value) : bigIntToIp(6, value)

/** Sort order: IPv4 before IPv6, then numeric, as Go's netip.Addr.Compare. */
export const compareIp = (a: Ip, b: Ip): number => {
  if (a === b) return 0
  const family = familyOf(a)
  if (family !== familyOf(b)) return family - familyOf(b)
  return ipNumberOf(a) < ipNumberOf(b) ? -1 : 1
}

/** 127.0.0.0/8 or ::1. Text is enough, because the text is canonical. */
export const isLoopback = (ip: Ip): boolean => ip.startsWith('127.') || ip === '::1'

/** 224.0.0.0/4 or ff00::/8. */
export const isMulticast = (ip: Ip): boolean => /^(22[4-9]|23\d)\.|^ff[0-9a-f]{2}:/.test(ip)

/** 169.254.0.0/16 or fe80::/10. */
export const isLinkLocal = (ip: Ip): boolean => ip.startsWith('169.254.') || /^fe[89ab][0-9a-f]:/.test(ip)

/** 0.0.0.0 or '::'. */
export const isUnspecified = (ip: Ip): boolean => ip === '0.0.0.0' || ip === '::'

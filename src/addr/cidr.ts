/** Subnets and addresses with a prefix length, as canonical branded text. Host bits in user input are the caller's business. */

import type { Cidr, IpPrefix } from './brand.js'
import {
  type Family,
  type Ip,
  type IpNumber,
  bigIntToIp,
  familyOf,
  ipToBigInt,
  isIp,
  numberToIp,
  parseIp,
  widthOf,
} from './ip.js'
import { maskV4, readV4 } from './v4.js'
import { readV6, sameBitsV6 } from './v6.js'

export type { Cidr, IpPrefix } from './brand.js'

/** Address and length of well-formed text, or undefined. A length has no sign and no leading zero (ip-num takes '/08'). */
const split = (text: string): { ip: Ip; length: number } | undefined => {
  const slash = text.indexOf('/')
  if (slash < 0) return undefined
  const ip = parseIp(text.slice(0, slash))
  const digits = text.slice(slash + 1)
  if (ip === undefined || !/^(0|[1-9]\d{0,2})$/.test(digits)) return undefined
  const length = Number(digits)
  return length > widthOf(familyOf(ip)) ? undefined : { ip, length }
}

const parts = (text: string): { ip: Ip; length: number } => {
  const found = split(text)
  if (found === undefined) throw new RangeError(`not an address with a prefix length: ${text}`)
  return found
}

/** Joining an Ip and a checked length is canonical by construction; these two guards are where that is said. */
const isJoinedCidr = (text: string): text is Cidr => text.includes('/')
const isJoinedPrefix = (text: string): text is IpPrefix => text.includes('/')

const checkLength = (ip: Ip, length: number): void => {
  if (!Number.isInteger(length) || length < 0 || length > widthOf(familyOf(ip))) {
    throw new RangeError(`no prefix length of ${ip}: ${String(length)}`)
  }
}

/** The network of that length around an address; throws RangeError for a length outside the family. */
export const cidrOf = (ip: Ip, length: number): Cidr => {
  checkLength(ip, length)
  const text = `${maskIp(ip, length)}/${String(length)}`
  if (isJoinedCidr(text)) return text
  throw new RangeError(text)
}

const maskIp = (ip: Ip, length: number): Ip => {
  if (familyOf(ip) === 4) return numberToIp((readV4(ip) & maskV4(length)) >>> 0)
  const host = BigInt(128 - length)
  return bigIntToIp(6, (readV6(ip) >> host) << host)
}

/** The address with a length, host bits kept; throws RangeError for a length outside the family. */
export const prefixOf = (ip: Ip, length: number): IpPrefix => {
  checkLength(ip, length)
  const text = `${ip}/${String(length)}`
  if (isJoinedPrefix(text)) return text
  throw new RangeError(text)
}

/** 'address/length' to its network: host bits are masked, unparsable text is undefined. */
export const parseCidr = (text: string): Cidr | undefined => {
  const found = split(text)
  return found && cidrOf(found.ip, found.length)
}

/** 'address/length' with host bits kept; unparsable text is undefined. */
export const parsePrefix = (text: string): IpPrefix | undefined => {
  const found = split(text)
  return found && prefixOf(found.ip, found.length)
}

/** True only for a canonical network; '10.0.0.5/24' is false. */
export const isCidr = (text: string): text is Cidr => parseCidr(text) === text

/** True only for canonical text; host bits are free. */
export const isIpPrefix = (text: string): text is IpPrefix => parsePrefix(text) === text

/** For constants and tests: throws RangeError when the text is no subnet. */
export const mustParseCidr = (text: string): Cidr => {
  const { ip, length } = parts(text)
  return cidrOf(ip, length)
}

/** The network a prefix lies in: '172.18.0.2/16' gives '172.18.0.0/16'. */
export const networkOf = (prefix: IpPrefix): Cidr => cidrOf(addressOf(prefix), lengthOf(prefix))

/** The text before the slash. */
export const addressOf = (prefix: Cidr | IpPrefix): Ip => {
  const text = prefix.slice(0, prefix.indexOf('/'))
  if (isIp(text)) return text
  throw new RangeError(`not canonical: ${prefix}`)
}

/** Prefix length in bits. */
export const lengthOf = (prefix: Cidr | IpPrefix): number => {
  let length = 0
  for (let i = prefix.lastIndexOf('/') + 1; i < prefix.length; i++)
    length = length * 10 + prefix.charCodeAt(i) - 48
  return length
}

/** Lowest address, the network address. */
export const firstOf = (cidr: Cidr): Ip => addressOf(cidr)

/** Highest address, the broadcast address of an IPv4 network. */
export const lastOf = (cidr: Cidr): Ip => {
  const length = lengthOf(cidr)
  if (familyOf(cidr) === 4) return numberToIp((readV4(cidr) | ~maskV4(length)) >>> 0)
  return bigIntToIp(6, readV6(cidr) + (1n << BigInt(128 - length)) - 1n)
}

/** First and last address as the cheapest integers of the family. 0.05 us for IPv4. */
export const edgesOf = (cidr: Cidr): { first: IpNumber; last: IpNumber } => {
  const length = lengthOf(cidr)
  if (familyOf(cidr) === 4) {
    const first = readV4(cidr)
    return { first, last: (first | ~maskV4(length)) >>> 0 }
  }
  const first = readV6(cidr)
  return { first, last: first + (1n << BigInt(128 - length)) - 1n }
}

/** How many addresses, the network and broadcast addresses among them. */
export const sizeOf = (cidr: Cidr): bigint => 1n << BigInt(widthOf(familyOf(cidr)) - lengthOf(cidr))

/** The one-address network: /32 or /128. */
export const hostCidr = (ip: Ip): Cidr => cidrOf(ip, widthOf(familyOf(ip)))

/** True when the first `length` bits are equal. Both texts of one family; reads up to their end or slash. */
const sameBits = (
  family: Family,
  a: Ip | Cidr | IpPrefix,
  b: Ip | Cidr | IpPrefix,
  length: number,
): boolean => (family === 4 ? ((readV4(a) ^ readV4(b)) & maskV4(length)) === 0 : sameBitsV6(a, b, length))

/** Is the address in the network; false when the families differ. About 0.1 us for IPv4, 0.4 us for IPv6. */
export const contains = (cidr: Cidr, ip: Ip): boolean => {
  const family = familyOf(cidr)
  return family === familyOf(ip) && sameBits(family, cidr, ip, lengthOf(cidr))
}

/** Does every address of inner lie in outer; a network covers itself. */
export const covers = (outer: Cidr, inner: Cidr): boolean => {
  const family = familyOf(outer)
  const length = lengthOf(outer)
  return family === familyOf(inner) && length <= lengthOf(inner) && sameBits(family, outer, inner, length)
}

/** Have the two networks, or those that prefixes lie in, an address in common; then one covers the other. */
export const overlaps = (a: Cidr | IpPrefix, b: Cidr | IpPrefix): boolean => {
  const family = familyOf(a)
  return family === familyOf(b) && sameBits(family, a, b, Math.min(lengthOf(a), lengthOf(b)))
}

/** Sort order: IPv4 first, then by first address, then the larger network first (moby netiputil PrefixCompare). */
export const compareCidr = (a: Cidr, b: Cidr): number => {
  const family = familyOf(a)
  if (family !== familyOf(b)) return family - familyOf(b)
  const x = family === 4 ? readV4(a) : readV6(a)
  const y = family === 4 ? readV4(b) : readV6(b)
  return x < y ? -1 : x > y ? 1 : lengthOf(a) - lengthOf(b)
}

const leadingZeros128 = (value: bigint): number => (value === 0n ? 128 : 128 - value.toString(2).length)

/** How many leading bits the two networks share, at most the shorter length; 0 when the families differ. */
export const commonLength = (a: Cidr, b: Cidr): number => {
  const family = familyOf(a)
  if (family !== familyOf(b)) return 0
  const shared = family === 4 ? Math.clz32(readV4(a) ^ readV4(b)) : leadingZeros128(readV6(a) ^ readV6(b))
  return Math.min(shared, lengthOf(a), lengthOf(b))
}

/** First and last address as integers, for a calculation over many networks. */
export const boundsOf = (cidr: Cidr): { first: bigint; last: bigint } => {
  const first = ipToBigInt(firstOf(cidr))
  return { first, last: first + sizeOf(cidr) - 1n }
}

/** One allocated subnet: what of it is never given out. Does not know about other pools (addressSpace.ts does). */

import { type Cidr, firstOf, lastOf, lengthOf } from '../addr/cidr.js'
import { type Ip, familyOf } from '../addr/ip.js'
import { frozen } from '../store/frozen.js'
import type { Pool } from './addressSpace.js'

/**
 * Addresses of a subnet that no one is given: the first (IPv4 network address, IPv6 subnet-router anycast, RFC 4291) and,
 * IPv4 only, the last (broadcast). A /31 or /32 has neither (RFC 3021). defaultipam/allocator.go newPoolData.
 */
export const reservedIn = (subnet: Cidr): readonly Ip[] => {
  if (familyOf(subnet) === 6) return [firstOf(subnet)]
  return lengthOf(subnet) >= 31 ? [] : [firstOf(subnet), lastOf(subnet)]
}

/** A fresh pool held by one request. */
export const newPool = (subnet: Cidr, range: Cidr | null): Pool => ({
  subnet,
  requests: [range],
  used: frozen(reservedIn(subnet).map((ip) => [ip, ip] as const)), // a subnet in which they are neighbours has none
})

/** Taking and giving back addresses: moby v28.5.2 defaultipam/address_space.go requestAddress, releaseAddress. */

import {
  type Cidr,
  cidrOf,
  contains,
  covers,
  firstOf,
  lastOf,
  lengthOf,
  mustParseCidr,
} from '../addr/cidr.js'
import { type Ip, familyOf } from '../addr/ip.js'
import { addIp, firstFree, hasIp, type IpRanges, removeIp, type Taken, takeFirstIn } from '../addr/ranges.js'
import { type Result, err, ok } from '../addr/result.js'
import { type AddressSpace, type Pool, poolIndex } from './addressSpace.js'
import type { IpamError, PoolLookup } from './errors.js'
import { reservedIn } from './pool.js'
import type { PoolRef } from './requestPool.js'

/** Which address is wanted. */
export interface AddressRequest {
  /** This one: anywhere in the subnet, also outside the ip-range. */
  readonly preferred?: Ip | undefined
  /** Continue after `after` instead of starting at the lowest; what swarm's allocator asks for (com.docker.network.ipam.serial=true). */
  readonly serial?: boolean | undefined
  /** The address given last on this pool to a request without `preferred`: the cursor is the caller's to keep. */
  readonly after?: Ip | undefined
}

/** The next state and the address. */
export interface AddressGrant {
  readonly space: AddressSpace
  readonly address: Ip
}

/**
 * Subnets of IPv4 addresses written as IPv6 (::ffff:10.0.0.0/112) are allocated and never found again: net.IP forgets in which
 * of the two ways an address was written (libnetwork/internal/netiputil).
 */
const isMapped = (subnet: Cidr): boolean => familyOf(subnet) === 6 && covers(MAPPED, subnet)
const MAPPED = mustParseCidr('::ffff:0:0/96')

/** A pool with its place in the space. */
interface Placed {
  readonly pool: Pool
  readonly index: number
}

/** Where the pool of a reference was last time: looked at first, and believed only when it is still there. */
const lastPlaces = new WeakMap<PoolRef, number>()

const placeOf = ({ pools }: AddressSpace, ref: PoolRef): Placed | undefined => {
  const { subnet } = ref
  const last = lastPlaces.get(ref) ?? -1
  const index = pools[last]?.subnet === subnet ? last : poolIndex(pools, subnet)
  const pool = pools[index]
  if (pool?.subnet !== subnet) return undefined
  if (index !== last) lastPlaces.set(ref, index)
  return { pool, index }
}

/** The pool, if one of its requests has that range; a ref without range only needs the subnet. */
const poolOf = (space: AddressSpace, ref: PoolRef, lookup: PoolLookup): Result<Placed, IpamError> => {
  const { subnet, range } = ref
  const found = isMapped(subnet) ? undefined : placeOf(space, ref)
  return found !== undefined && (range === null || found.pool.requests.includes(range))
    ? ok(found)
    : err({ code: 'unknown-pool', subnet, range, lookup })
}

/** Frozen like all state: a host has this made anew with every endpoint, and must not look through it each time. */
const withUsed = (space: AddressSpace, { pool, index }: Placed, used: IpRanges): AddressSpace => {
  if (used === pool.used) return space
  // spread: `with` of a frozen array takes fifty times as long
  const pools = [...space.pools]
  pools[index] = Object.freeze({ subnet: pool.subnet, requests: pool.requests, used })
  return Object.freeze({ predefined: space.predefined, pools: Object.freeze(pools) })
}

/** Docker's bitmaps hold 2^63 addresses and it looks in the first only (internal/addrset AddAny). */
const searchable = (range: Cidr): Cidr =>
  familyOf(range) === 6 && lengthOf(range) < 65 ? cidrOf(firstOf(range), 65) : range

/** The first free address after the cursor, else the lowest: at the end the search wraps around (libnetwork/bitmap). */
const pick = (used: IpRanges, within: Cidr, { serial, after }: AddressRequest): Taken | undefined => {
  // The cursor counts as taken, even if it was released since: the search begins behind it.
  const resume = serial === true && after !== undefined && contains(within, after)
  const later = resume ? firstFree(addIp(used, after), after, lastOf(within)) : undefined
  return later === undefined ? takeFirstIn(used, within) : taken(used, later)
}
const taken = (used: IpRanges, ip: Ip): Taken => ({ ip, ranges: addIp(used, ip) })

/**
 * Gives out an address: the preferred one, or the lowest free one of the range (of the subnet when there is none). The
 * network-address rule is about the subnet, so x.x.5.0 of a range is given out. O(log used ranges) to find, O(used ranges +
 * pools) to copy. Errors: unknown-pool, address-out-of-range, address-in-use (also for the network and broadcast address),
 * no-available-addresses.
 */
export const requestAddress = (
  space: AddressSpace,
  ref: PoolRef,
  request: AddressRequest = {},
): Result<AddressGrant, IpamError> => {
  const { subnet, range } = ref
  const { preferred } = request
  const found = poolOf(space, ref, 'request-address')
  if (!found.ok) return found
  const { pool } = found.value
  if (preferred !== undefined) {
    if (!contains(subnet, preferred)) return err({ code: 'address-out-of-range', address: preferred, subnet })
    if (hasIp(pool.used, preferred)) return err({ code: 'address-in-use', address: preferred })
  }
  const given =
    preferred === undefined
      ? pick(pool.used, searchable(range ?? subnet), request)
      : taken(pool.used, preferred)
  if (given === undefined) return err({ code: 'no-available-addresses', subnet, range })
  return ok({ space: withUsed(space, found.value, given.ranges), address: given.ip })
}

/**
 * Takes an address back; the next request may get it at once. One that was free is no error (Docker's neither), and the
 * network and broadcast addresses stay taken. Errors: unknown-pool, address-out-of-range. O(used ranges + pools) to copy.
 */
export const releaseAddress = (
  space: AddressSpace,
  ref: PoolRef,
  address: Ip,
): Result<AddressSpace, IpamError> => {
  const found = poolOf(space, ref, 'release-address')
  if (!found.ok) return found
  const { subnet, used } = found.value.pool
  if (!contains(subnet, address)) return err({ code: 'address-out-of-range', address, subnet })
  if (reservedIn(subnet).includes(address)) return ok(space)
  return ok(withUsed(space, found.value, removeIp(used, address)))
}

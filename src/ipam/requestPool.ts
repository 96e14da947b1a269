/** Taking and giving back subnets: moby v28.5.2 defaultipam/allocator.go RequestPool, ReleasePool. */

import { type Cidr, covers, lengthOf } from '../addr/cidr.js'
import { type Family, familyOf } from '../addr/ip.js'
import { type Result, err, ok } from '../addr/result.js'
import { type AddressSpace, type Pool, findOverlap, findPool, poolIndex } from './addressSpace.js'
import { choosePredefined } from './dynamicPool.js'
import type { IpamError } from './errors.js'
import { newPool } from './pool.js'

/** Names an allocation: the subnet, and the ip-range it was requested with. Docker's pool id. */
export interface PoolRef {
  readonly subnet: Cidr
  readonly range: Cidr | null
}

/** What a network asks for. Without a subnet one of `family` is chosen; with one, its own family counts. */
export interface PoolRequest {
  readonly subnet?: Cidr | undefined
  readonly range?: Cidr | undefined
  readonly family: Family
  /** On-link networks of the host and its name servers: never chosen, though a user may ask for them by name. */
  readonly reserved: readonly Cidr[]
}

/** The next state and the name of what was allocated. */
export interface PoolGrant {
  readonly space: AddressSpace
  readonly pool: PoolRef
}

/** With the pool, which becomes state: frozen with its parts, as `requestAddress` takes for granted. */
const withPool = (space: AddressSpace, pool: Pool): AddressSpace => {
  Object.freeze(pool.requests)
  Object.freeze(pool)
  const index = poolIndex(space.pools, pool.subnet)
  const replaced = Number(space.pools[index]?.subnet === pool.subnet)
  // spread: toSpliced of a frozen array takes twenty times as long
  const pools = [...space.pools]
  pools.splice(index, replaced, pool)
  return { predefined: space.predefined, pools }
}

/**
 * Allocates a subnet. A chosen one is O(pools); a given one O(pools) to copy the array and O(log pools) to check.
 * Errors: pools-exhausted, pool-overlap, incompatible-families, invalid-subpool (a range without a subnet, or outside it;
 * Docker's allocator leaves the latter to the daemon, which refuses it before).
 */
export const requestPool = (space: AddressSpace, request: PoolRequest): Result<PoolGrant, IpamError> => {
  const { subnet, range, family, reserved } = request
  if (subnet !== undefined) return requestSubnet(space, subnet, range ?? null)
  if (range !== undefined) return err({ code: 'invalid-subpool', subnet: null, range, driver: 'default' })
  const chosen = choosePredefined(space, family, reserved)
  if (chosen === undefined) return err({ code: 'pools-exhausted', family })
  return ok({ space: withPool(space, newPool(chosen, null)), pool: { subnet: chosen, range: null } })
}

/**
 * The overlap rules for a given subnet. Without a range it must be clear of every pool. With one, other pools do not
 * matter, only the same pair is refused: networks may so share a subnet, and then never get the same address twice
 * (docker docs for macvlan rely on it; allocateSubnetL calls it weird).
 */
const requestSubnet = (
  space: AddressSpace,
  subnet: Cidr,
  asked: Cidr | null,
): Result<PoolGrant, IpamError> => {
  if (asked !== null && familyOf(asked) !== familyOf(subnet)) {
    return err({ code: 'incompatible-families', subnet, range: asked })
  }
  // A range larger than the subnet means the whole subnet: accepted before Docker 24, so still accepted.
  const range = asked !== null && lengthOf(asked) < lengthOf(subnet) ? subnet : asked
  if (range !== null && !covers(subnet, range)) {
    return err({ code: 'invalid-subpool', subnet, range, driver: 'default' })
  }
  const pool = findPool(space, subnet)
  const refused =
    range === null ? findOverlap(space.pools, subnet) !== undefined : pool?.requests.includes(range)
  if (refused === true) return err({ code: 'pool-overlap', subnet, range })
  const next = pool === undefined ? newPool(subnet, range) : { ...pool, requests: [...pool.requests, range] }
  return ok({ space: withPool(space, next), pool: { subnet, range } })
}

/**
 * Gives a subnet back; it is free, with all its addresses, when the last request is gone. Error: unknown-pool, also for a
 * second release. O(pools) to copy.
 */
export const releasePool = (
  space: AddressSpace,
  { subnet, range }: PoolRef,
): Result<AddressSpace, IpamError> => {
  const pool = findPool(space, subnet)
  // A pool that was only ever requested with ranges may be released without one; Docker says nothing then.
  if (pool === undefined || (range !== null && !pool.requests.includes(range))) {
    return err({ code: 'unknown-pool', subnet, range, lookup: 'release-pool' })
  }
  const requests = pool.requests.filter((request) => request !== range)
  if (requests.length === pool.requests.length) return ok(space)
  if (requests.length > 0) return ok(withPool(space, { ...pool, requests }))
  return ok({ ...space, pools: space.pools.toSpliced(poolIndex(space.pools, subnet), 1) })
}

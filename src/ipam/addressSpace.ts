/**
 * The state of the default IPAM driver: which pools are taken and which addresses in them, as plain JSON
 * (moby v28.5.2 libnetwork/ipams/defaultipam/address_space.go). Docker keeps two spaces, LocalDefault and GlobalDefault,
 * and one of them per family; here a space holds both families and the caller holds one value per space.
 */

import {
  type Cidr,
  commonLength,
  compareCidr,
  covers,
  cidrOf,
  firstOf,
  lengthOf,
  mustParseCidr,
  overlaps,
} from '../addr/cidr.js'
import { familyOf, widthOf } from '../addr/ip.js'
import type { IpRanges } from '../addr/ranges.js'

/** A block that networks without --subnet are cut from: every network gets a prefix of `size` bits of `base`. */
export interface PredefinedPool {
  readonly base: Cidr
  readonly size: number
}

/** One allocated subnet. Several requests with different ranges may share it, and then share its addresses. */
export interface Pool {
  readonly subnet: Cidr
  /** The ip-range of each request that still holds the pool, null for a request without one. Never empty. */
  readonly requests: readonly (Cidr | null)[]
  /** Addresses given out, and those never given out (network and broadcast address). */
  readonly used: IpRanges
}

/** All of IPAM's state for one scope. `pools` is sorted by compareCidr, `predefined` sorted and free of overlaps. */
export interface AddressSpace {
  readonly predefined: readonly PredefinedPool[]
  readonly pools: readonly Pool[]
}

const predefinedPool = (base: string, size: number): PredefinedPool => ({ base: mustParseCidr(base), size })

/**
 * Docker's own pools for local networks: 31 networks, the first of which docker0 takes
 * (moby v28.5.2 libnetwork/ipamutils/utils.go GetLocalScopeDefaultNetworks).
 */
export const localDefaultPools: readonly PredefinedPool[] = [
  predefinedPool('172.17.0.0/16', 16),
  predefinedPool('172.18.0.0/16', 16),
  predefinedPool('172.19.0.0/16', 16),
  predefinedPool('172.20.0.0/14', 16),
  predefinedPool('172.24.0.0/14', 16),
  predefinedPool('172.28.0.0/14', 16),
  predefinedPool('192.168.0.0/16', 20),
]

/** Docker's own pools for swarm networks: 10.0.0.0/24 (ingress), 10.0.1.0/24, ... (same file, GetGlobalScope...). */
export const globalDefaultPools: readonly PredefinedPool[] = [predefinedPool('10.0.0.0/8', 24)]

/** Can networks of the pool's size be cut from its base. Check user input (default-address-pools) with this first. */
export const isSplittable = ({ base, size }: PredefinedPool): boolean =>
  Number.isInteger(size) && size > 0 && size >= lengthOf(base) && size <= widthOf(familyOf(base))

/**
 * A space with nothing allocated. Pools are sorted, and a pool inside an earlier, larger one is dropped (newAddrSpace):
 * otherwise networks would be cut from the same block twice. Throws RangeError for a pool that is not splittable.
 */
export const emptyAddressSpace = (predefined: readonly PredefinedPool[]): AddressSpace => {
  const kept: PredefinedPool[] = []
  for (const pool of predefined.toSorted((a, b) => compareCidr(a.base, b.base))) {
    if (!isSplittable(pool))
      throw new RangeError(`cannot cut /${String(pool.size)} networks from ${pool.base}`)
    const last = kept.at(-1)
    if (last === undefined || !overlaps(last.base, pool.base)) kept.push(pool)
  }
  return { predefined: kept, pools: [] }
}

/** Where the subnet is in `pools`, or where it belongs. O(log pools). */
export const poolIndex = (pools: readonly Pool[], subnet: Cidr): number => {
  let low = 0
  let high = pools.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const pool = pools[middle]
    if (pool !== undefined && compareCidr(pool.subnet, subnet) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The pool of exactly this subnet. O(log pools). */
export const findPool = (space: AddressSpace, subnet: Cidr): Pool | undefined => {
  const pool = space.pools[poolIndex(space.pools, subnet)]
  return pool?.subnet === subnet ? pool : undefined
}

/**
 * Some allocated pool that has an address in common with the subnet, larger, smaller or equal. O(log pools) steps of a
 * binary search, repeated only while pools are nested: sorted subnets are a tree in preorder, so what contains the subnet
 * contains its left neighbour too, and every failed look shortens the prefix to what the two share.
 */
export const findOverlap = (pools: readonly Pool[], subnet: Cidr): Pool | undefined => {
  const index = poolIndex(pools, subnet)
  const right = pools[index]
  if (right !== undefined && covers(subnet, right.subnet)) return right
  let left = pools[index - 1]
  while (left !== undefined && !covers(left.subnet, subnet)) {
    if (familyOf(left.subnet) !== familyOf(subnet)) return undefined
    // An ancestor of both is at most as long as what they share. Equal to it, or before it: look there next.
    const shared = cidrOf(firstOf(subnet), commonLength(left.subnet, subnet))
    const at = poolIndex(pools, shared)
    left = pools[at]?.subnet === shared ? pools[at] : pools[at - 1]
  }
  return left
}

/**
 * Which subnet a network without --subnet gets: moby v28.5.2 defaultipam/address_space.go allocatePredefinedPool.
 * Not modelled: a preferred size (subnet 0.0.0.0/24), which Docker has from version 29.
 */

import { type Cidr, boundsOf, cidrOf, compareCidr } from '../addr/cidr.js'
import { type Family, bigIntToIp, familyOf, widthOf } from '../addr/ip.js'
import type { AddressSpace, Pool, PredefinedPool } from './addressSpace.js'

/** A taken or predefined block as integers. */
interface Block {
  readonly first: bigint
  readonly last: bigint
}

/** Pools outlive many requests, so their integers are remembered; derived data only, forgotten with the pool. */
const blocks = new WeakMap<Pool | PredefinedPool, Block>()

function blockOf(pool: Pool | PredefinedPool): Block {
  const known = blocks.get(pool)
  if (known !== undefined) return known
  const block = boundsOf('subnet' in pool ? pool.subnet : pool.base)
  blocks.set(pool, block)
  return block
}

/** Order of compareCidr: by start, the larger first. */
const before = (a: Block, b: Block): boolean => a.first < b.first || (a.first === b.first && a.last >= b.last)

/** Allocated pools and reserved networks of one family in one sorted list. Both inputs are sorted. O(pools + reserved). */
const merge = (pools: readonly Block[], reserved: readonly Block[]): Block[] => {
  const merged: Block[] = []
  let i = 0
  for (const block of reserved) {
    for (let pool = pools[i]; pool !== undefined && before(pool, block); pool = pools[++i]) merged.push(pool)
    merged.push(block)
  }
  return merged.concat(pools.slice(i))
}

/**
 * The first subnet of the predefined pools that is free, or undefined when there is none: the lowest free aligned one,
 * because the walk looks before the first taken block, between each two, and after the last.
 *
 * Docker's quirk is kept: only the block just passed decides where a gap begins. When taken blocks are nested (two networks
 * that share addresses through --ip-range, or a reserved /32 inside a taken subnet), the small inner one is what was passed,
 * and the subnet after it may lie inside the outer one. O(pools + reserved + predefined).
 */
export const choosePredefined = (
  space: AddressSpace,
  family: Family,
  reserved: readonly Cidr[],
): Cidr | undefined => {
  const taken = merge(
    space.pools.filter(({ subnet }) => familyOf(subnet) === family).map(blockOf),
    reserved
      .filter((cidr) => familyOf(cidr) === family)
      .toSorted(compareCidr)
      .map(boundsOf),
  )
  const walk = { taken, next: 0 }
  for (const pool of space.predefined) {
    if (familyOf(pool.base) !== family) continue
    const first = firstFreeIn(pool, walk)
    if (first !== undefined) return cidrOf(bigIntToIp(family, first), pool.size)
  }
  return undefined
}

/** Position in the sorted taken blocks; it only moves forward, over all predefined pools together. */
interface Walk {
  readonly taken: readonly Block[]
  next: number
}

/** Start of the first free subnet of one predefined pool, undefined when it has none left. */
const firstFreeIn = (predefined: PredefinedPool, walk: Walk): bigint | undefined => {
  const { base, size } = predefined
  const pool = blockOf(predefined)
  const step = 1n << BigInt(widthOf(familyOf(base)) - size)
  const align = (address: bigint): bigint => address - (address % step)
  // Where the next gap may start: the beginning of the pool, then the aligned end of the block passed last.
  let gap = pool.first
  for (; walk.next < walk.taken.length; walk.next++) {
    const block = walk.taken[walk.next]
    if (block === undefined || block.first > pool.last) break
    if (block.last < pool.first) continue
    if (block.first <= pool.first && block.last >= pool.last) return undefined
    if (align(block.first) > gap) return gap
    const passed = block.last - block.first + 1n
    gap = align(block.first + (passed > step ? passed : step))
    // Nothing follows a block that ends with the pool, whatever is nested in it.
    if (block.last === pool.last) return undefined
  }
  return gap <= pool.last ? gap : undefined
}

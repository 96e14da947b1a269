import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { compareCidr, overlaps } from '../../src/addr/cidr.js'
import {
  emptyAddressSpace,
  findOverlap,
  findPool,
  isSplittable,
  localDefaultPools,
} from '../../src/ipam/addressSpace.js'
import { newPool } from '../../src/ipam/pool.js'
import { anyCidr, closeCidr, closeV6Cidr } from '../addr/arbitraries.js'
import { cidr, predefined } from './helpers.js'

test('pools inside a larger one are dropped, the rest is sorted (moby TestNewAddrSpaceDedup)', () => {
  const space = emptyAddressSpace(
    predefined('192.168.0.0/24 24, 10.0.0.0/8 16, 10.0.0.0/8 24, 10.10.0.0/8 24, 10.0.100.0/8 24'),
  )
  expect(space.predefined).toEqual(predefined('10.0.0.0/8 16, 192.168.0.0/24 24'))
  expect(space.pools).toEqual([])
})

test('a size must fit between the base and the family', () => {
  for (const [text, fits] of [
    ['10.0.0.0/8 24', true],
    ['10.0.0.0/8 8', true],
    ['10.0.0.0/8 7', false],
    ['10.0.0.0/8 33', false],
    ['10.0.0.0/8 150', false],
    ['0.0.0.0/0 0', false],
    ['fd00::/48 64', true],
    ['fd00::/48 129', false],
  ] as const) {
    const pools = predefined(text)
    expect(pools.every(isSplittable)).toBe(fits)
    if (!fits) expect(() => emptyAddressSpace(pools)).toThrow(RangeError)
  }
})

test('the default pools are canonical JSON', () => {
  expect(JSON.parse(JSON.stringify(localDefaultPools))).toEqual(localDefaultPools)
})

it('finds an overlapping pool exactly when a linear search does', () => {
  const near = fc.oneof(closeCidr, closeV6Cidr, anyCidr)
  fc.assert(
    fc.property(fc.uniqueArray(near, { maxLength: 30 }), near, (subnets, wanted) => {
      const pools = subnets.sort(compareCidr).map((subnet) => newPool(subnet, null))
      const found = findOverlap(pools, wanted)
      expect(found !== undefined).toBe(subnets.some((subnet) => overlaps(subnet, wanted)))
      if (found) expect(overlaps(found.subnet, wanted)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

it('finds the pool of exactly that subnet', () => {
  fc.assert(
    fc.property(fc.uniqueArray(closeCidr, { minLength: 1, maxLength: 20 }), closeCidr, (subnets, wanted) => {
      const pools = subnets.sort(compareCidr).map((subnet) => newPool(subnet, null))
      const space = { predefined: [], pools }
      expect(findPool(space, wanted)?.subnet).toBe(subnets.includes(wanted) ? wanted : undefined)
      expect(subnets.every((subnet) => findPool(space, subnet)?.subnet === subnet)).toBe(true)
    }),
  )
  expect(findPool({ predefined: [], pools: [] }, cidr('10.0.0.0/8'))).toBeUndefined()
})

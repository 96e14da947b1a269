import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { compareCidr, covers, overlaps } from '../../src/addr/cidr.js'
import { emptyAddressSpace } from '../../src/ipam/addressSpace.js'
import { releasePool, requestPool } from '../../src/ipam/requestPool.js'
import { requestAddress } from '../../src/ipam/requestAddress.js'
import { closeCidr } from '../addr/arbitraries.js'
import { cidr, codeOf, grant, local, tryGrant, valueOf } from './helpers.js'

const empty = emptyAddressSpace([])

/** moby v28.5.2 defaultipam/allocator_test.go TestOverlappingRequests: allocated before, wanted, accepted? */
test.each([
  // Apart.
  ['10.0.0.0/8', '11.0.0.0/8', true],
  ['74.0.0.0/7', '9.111.99.72/30', true],
  ['110.192.0.0/10', '16.0.0.0/10', true],
  // The allocated one contains the wanted one.
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['0.0.0.0/1', '16.182.0.0/15', false],
  ['16.0.0.0/4', '17.11.66.0/23', false],
  // It lies at the beginning of the wanted one.
  ['0.0.0.0/1', '0.0.0.0/0', false],
  ['64.0.0.0/6', '64.0.0.0/3', false],
  ['112.0.0.0/6', '112.0.0.0/4', false],
  // At its end.
  ['96.0.0.0/3', '0.0.0.0/1', false],
  ['192.0.0.0/2', '128.0.0.0/1', false],
  ['95.0.0.0/8', '92.0.0.0/6', false],
  // Inside.
  ['10.0.0.0/8', '10.0.0.0/6', false],
  ['10.0.0.0/8', '8.0.0.0/6', false],
  ['25.173.144.0/20', '0.0.0.0/0', false],
  // The same for IPv6.
  ['::/0', 'f656:3484:c878:a05:e540:a6ed:4d70:3740/123', false],
  ['8000::/1', '8fe8:e7c4:5779::/49', false],
  ['f000::/4', 'ffc7:6000::/19', false],
  ['::/2', '::/0', false],
  ['::/3', '::/1', false],
  ['::/6', '::/5', false],
  ['c000::/2', '8000::/1', false],
  ['7c00::/6', '::/1', false],
  ['cf80::/9', 'c000::/4', false],
  ['ff77:93f8::/29', '::/0', false],
  ['9287:2e20:5134:fab6:9061:a0c6:bfe3:9400/119', '8000::/1', false],
  ['3ea1:bfa9:8691:d1c6:8c46:519b:db6d:e700/120', '3000::/4', false],
])('with %s allocated, %s is accepted: %s', (allocated, wanted, accepted) => {
  expect(codeOf(tryGrant(grant(empty, allocated).space, wanted))).toBe(accepted ? 'ok' : 'pool-overlap')
})

test('equal, smaller or larger: refused until the first is gone (recorded: ipam-overlap)', () => {
  const { space, pool } = grant(grant(local, '172.17.0.0/16').space, '10.10.0.0/16')
  const wanted = ['10.10.0.0/16', '10.10.5.0/24', '10.0.0.0/8', '172.17.0.0/16', '172.17.128.0/17']
  for (const subnet of wanted) expect(codeOf(tryGrant(space, subnet))).toBe('pool-overlap')
  expect(codeOf(tryGrant(space, '10.11.0.0/16'))).toBe('ok')
  expect(codeOf(tryGrant(valueOf(releasePool(space, pool)), '10.10.5.0/24'))).toBe('ok')
})

describe('with an ip-range', () => {
  it('one subnet is shared by different ranges (moby TestRequestFromSamePool)', () => {
    const first = grant(empty, '10.0.0.0/8', '10.10.0.0/16')
    expect(codeOf(tryGrant(first.space, '10.0.0.0/8', '10.10.0.0/16'))).toBe('pool-overlap')
    const second = grant(first.space, '10.0.0.0/8', '10.10.0.0/17')
    const third = grant(second.space, '10.0.0.0/8', '10.11.0.0/16')
    expect(third.space.pools.map((pool) => pool.requests)).toEqual([
      ['10.10.0.0/16', '10.10.0.0/17', '10.11.0.0/16'],
    ])
  })

  it('a pool without range takes one with; the other way round is refused (moby TestAddSubnets)', () => {
    const plain = grant(empty, '10.0.0.0/8')
    expect(codeOf(tryGrant(plain.space, '10.0.0.0/8', '10.128.0.0/9'))).toBe('ok')
    expect(codeOf(tryGrant(grant(empty, '10.0.0.0/8', '10.128.0.0/9').space, '10.0.0.0/8'))).toBe(
      'pool-overlap',
    )
  })

  it('overlap with other subnets does not matter (moby allocateSubnetL)', () => {
    const { space } = grant(empty, '10.0.0.0/8')
    expect(codeOf(tryGrant(space, '10.0.0.0/16', '10.0.0.0/24'))).toBe('ok')
  })

  it('a range larger than the subnet means the whole subnet; one outside, or of the other family, is refused', () => {
    expect(grant(empty, '10.0.0.0/24', '10.0.0.0/8').pool).toEqual({
      subnet: '10.0.0.0/24',
      range: '10.0.0.0/24',
    })
    expect(codeOf(tryGrant(empty, '10.0.0.0/24', '10.0.1.0/25'))).toBe('invalid-subpool')
    expect(codeOf(tryGrant(empty, '10.0.0.0/24', 'fd00::/64'))).toBe('incompatible-families')
  })

  it('without a subnet it is refused (moby TestRequestSyntaxCheck)', () => {
    expect(codeOf(requestPool(local, { range: cidr('192.168.0.0/24'), family: 4, reserved: [] }))).toBe(
      'invalid-subpool',
    )
  })
})

describe('release', () => {
  it('twice is an error (moby TestDoublePoolRelease)', () => {
    const { space, pool } = grant(empty, '10.0.0.0/8')
    const released = valueOf(releasePool(space, pool))
    expect(released).toEqual(empty)
    expect(codeOf(releasePool(released, pool))).toBe('unknown-pool')
  })

  it('frees the subnet with the last of its requests, in any order (moby TestAddReleasePoolID)', () => {
    const plain = grant(empty, '10.0.0.0/8')
    const ranged = grant(plain.space, '10.0.0.0/8', '10.0.0.0/16')
    for (const [first, second] of [
      [plain.pool, ranged.pool],
      [ranged.pool, plain.pool],
    ] as const) {
      const once = valueOf(releasePool(ranged.space, first))
      expect(once.pools.map((pool) => pool.requests)).toEqual([[second.range]])
      expect(valueOf(releasePool(once, second))).toEqual(empty)
    }
  })

  it('of a range never requested is an error; without range Docker says nothing while others hold the pool', () => {
    const { space } = grant(empty, '10.0.0.0/8', '10.0.0.0/16')
    expect(codeOf(releasePool(space, { subnet: cidr('10.0.0.0/8'), range: cidr('10.1.0.0/16') }))).toBe(
      'unknown-pool',
    )
    expect(valueOf(releasePool(space, { subnet: cidr('10.0.0.0/8'), range: null }))).toBe(space)
  })

  it('forgets the addresses', () => {
    const { space, pool } = grant(empty, '10.0.0.0/24')
    const taken = valueOf(requestAddress(space, pool))
    const again = grant(valueOf(releasePool(taken.space, pool)), '10.0.0.0/24')
    expect(valueOf(requestAddress(again.space, again.pool)).address).toBe('10.0.0.1')
  })
})

describe('laws', () => {
  it('without ranges, a subnet is accepted exactly when it overlaps none, and pools stay disjoint and sorted', () => {
    fc.assert(
      fc.property(fc.array(closeCidr, { maxLength: 20 }), (wanted) => {
        let space = empty
        for (const subnet of wanted) {
          const before = space.pools.map((pool) => pool.subnet)
          const result = requestPool(space, { subnet, family: 4, reserved: [] })
          expect(result.ok).toBe(!before.some((other) => overlaps(other, subnet)))
          if (result.ok) space = result.value.space
        }
        const subnets = space.pools.map((pool) => pool.subnet)
        expect(subnets.toSorted(compareCidr)).toEqual(subnets)
      }),
    )
  })

  it('releasing everything in any order leaves the empty space, and the space survives JSON', () => {
    const request = fc.record({ subnet: closeCidr, range: fc.option(closeCidr) })
    fc.assert(
      fc.property(fc.array(request, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (requests, picks) => {
        let space = empty
        const held = []
        for (const { subnet, range } of requests) {
          const fits = range !== null && covers(subnet, range) ? range : undefined
          const result = requestPool(space, { subnet, range: fits, family: 4, reserved: [] })
          if (!result.ok) continue
          held.push(result.value.pool)
          space = result.value.space
          expect(JSON.parse(JSON.stringify(space))).toEqual(space)
        }
        for (const pick of picks) {
          const [pool] = held.splice(pick % Math.max(1, held.length), 1)
          if (!pool) break
          space = valueOf(releasePool(space, pool))
        }
        expect(space).toEqual(empty)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { boundsOf, type Cidr, cidrOf, compareCidr, contains, firstOf, overlaps } from '../../src/addr/cidr.js'
import { bigIntToIp } from '../../src/addr/ip.js'
import { type AddressSpace, emptyAddressSpace } from '../../src/ipam/addressSpace.js'
import { choosePredefined } from '../../src/ipam/dynamicPool.js'
import { newPool } from '../../src/ipam/pool.js'
import { releasePool, requestPool } from '../../src/ipam/requestPool.js'
import { closeCidr } from '../addr/arbitraries.js'
import { cidr, cidrs, codeOf, grant, local, predefined, valueOf } from './helpers.js'

const dynamic = (space: AddressSpace, reserved: readonly Cidr[] = []) =>
  requestPool(space, { family: 4, reserved })

/** Requests pools until one is refused, within reason. */
const drain = (start: AddressSpace): { subnets: string[]; last: string; space: AddressSpace } => {
  const subnets: string[] = []
  let space = start
  while (subnets.length < 100) {
    const result = dynamic(space)
    if (!result.ok) return { subnets, last: result.error.code, space }
    subnets.push(result.value.pool.subnet)
    space = result.value.space
  }
  throw new Error('more than a hundred default networks')
}

describe('the default pools (recorded: ipam-default-pools, ipam-default-pools-exhausted)', () => {
  const drained = drain(local)

  it('are 31 networks in this order', () => {
    expect(drained.subnets).toEqual([
      ...[17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31].map((octet) => `172.${octet}.0.0/16`),
      ...[0, 16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240].map(
        (o) => `192.168.${o}.0/20`,
      ),
    ])
    expect(drained.last).toBe('pools-exhausted')
  })

  it('a removed network’s pool is given out again', () => {
    const { space } = drained
    const released = valueOf(releasePool(space, { subnet: cidr('172.24.0.0/16'), range: null }))
    expect(valueOf(dynamic(released)).pool).toEqual({ subnet: '172.24.0.0/16', range: null })
  })

  it('a user’s subnet inside one makes the next network skip it (recorded: ipam-default-pools-skip)', () => {
    let space = grant(local, '172.17.0.0/16').space
    const next = (): string => {
      const granted = valueOf(dynamic(space))
      space = granted.space
      return granted.pool.subnet
    }
    space = grant(space, '172.18.5.0/24').space
    expect(next()).toBe('172.19.0.0/16')
    space = grant(space, '172.20.0.0/14').space
    expect(next()).toBe('172.24.0.0/16')
    space = grant(space, '172.25.0.0/16').space
    expect([next(), next()]).toEqual(['172.26.0.0/16', '172.27.0.0/16'])
    space = valueOf(releasePool(space, { subnet: cidr('172.18.5.0/24'), range: null }))
    expect(next()).toBe('172.18.0.0/16')
  })

  it('a host on 172.18.0.0/16 keeps Docker off it, but not a user', () => {
    const reserved = cidrs('172.18.0.0/16')
    const { space } = grant(local, '172.17.0.0/16')
    expect(valueOf(dynamic(space, reserved)).pool.subnet).toBe('172.19.0.0/16')
    expect(codeOf(requestPool(space, { subnet: cidr('172.18.0.0/16'), family: 4, reserved }))).toBe('ok')
  })

  it('without an IPv6 pool there is no IPv6 subnet; with a ULA /48 there are /64s of it', () => {
    const family = 6 as const
    expect(codeOf(requestPool(local, { family, reserved: [] }))).toBe('pools-exhausted')
    const both = emptyAddressSpace([...local.predefined, { base: cidr('fd19:f394:21b2::/48'), size: 64 }])
    const first = valueOf(requestPool(both, { family, reserved: [] }))
    const second = valueOf(requestPool(first.space, { family, reserved: [] }))
    expect([first.pool.subnet, second.pool.subnet]).toEqual(['fd19:f394:21b2::/64', 'fd19:f394:21b2:1::/64'])
    expect(valueOf(dynamic(second.space)).pool.subnet).toBe('172.17.0.0/16')
  })

  it('swarm: 10.0.0.0/24 is the ingress network, 10.0.1.0/24 the first overlay', () => {
    const global = emptyAddressSpace(predefined('10.0.0.0/8 24'))
    const ingress = valueOf(dynamic(global))
    expect([ingress.pool.subnet, valueOf(dynamic(ingress.space)).pool.subnet]).toEqual([
      '10.0.0.0/24',
      '10.0.1.0/24',
    ])
  })
})

/** moby v28.5.2 libnetwork/ipams/defaultipam/address_space_test.go TestDynamicPoolAllocation: inputs and answers. */
const vectors: readonly (readonly [
  name: string,
  pools: string,
  taken: string,
  reserved: string,
  answer: string,
])[] = [
  ['taken at the end', '192.168.0.0/16 24', '192.168.255.0/24', '', '192.168.0.0/24'],
  [
    'reserved larger than taken',
    '10.0.0.0/8 24, 192.168.0.0/16 24',
    '10.0.0.0/8',
    '10.0.0.0/7',
    '192.168.0.0/24',
  ],
  [
    'first pool taken, next taken in the middle',
    '10.20.0.0/16 24, 192.168.0.0/16 24',
    '10.0.0.0/8 192.168.128.0/24',
    '',
    '192.168.0.0/24',
  ],
  [
    'next taken at the beginning and in the middle',
    '10.20.0.0/16 24, 192.168.0.0/16 24',
    '10.0.0.0/8 192.168.0.0/24 192.168.128.0/24',
    '',
    '192.168.1.0/24',
  ],
  [
    'first pool taken piecewise',
    '10.20.0.0/22 24, 192.168.0.0/16 24',
    '10.20.0.0/24 10.20.1.0/24 10.20.2.0/24 192.168.128.0/24',
    '10.20.3.0/24',
    '192.168.0.0/24',
  ],
  [
    'next pool before the reserved network',
    '10.20.0.0/16 24, 192.168.0.0/16 24',
    '10.20.0.0/17 10.20.128.0/17',
    '200.1.2.0/24',
    '192.168.0.0/24',
  ],
  [
    'reserved is the last taken',
    '10.10.0.0/22 24, 192.168.0.0/16 24',
    '10.10.0.0/24 10.10.1.0/24 10.10.2.0/24 10.10.3.0/24',
    '10.10.3.0/24',
    '192.168.0.0/24',
  ],
  [
    'taken in different sizes',
    '192.168.0.0/16 24',
    '192.168.0.0/24 192.168.1.0/24 192.168.2.0/23 192.168.4.3/30',
    '',
    '192.168.5.0/24',
  ],
  [
    'not enough space left',
    '10.0.0.0/31 31, 192.168.0.0/16 24',
    '10.0.0.0/32 100.0.0.0/32 200.0.0.0/32',
    '',
    '192.168.0.0/24',
  ],
  [
    'taken and reserved in different sizes',
    '192.168.0.0/16 24',
    '192.168.0.0/24 192.168.1.0/24 192.168.2.3/30',
    '192.168.2.4/30 192.168.3.0/30 192.168.4.0/23',
    '192.168.6.0/24',
  ],
  ['taken is reserved too', '192.168.0.0/16 24', '192.168.0.0/24', '192.168.0.0/24', '192.168.1.0/24'],
  ['two pools', '10.0.0.0/8 24, 192.168.0.0/16 24', '10.0.0.0/24', '192.168.0.0/24', '10.0.1.0/24'],
  [
    'pools inside a larger one are dropped',
    '10.0.0.0/8 24, 10.0.0.0/16 24, 10.10.0.0/16 24, 192.168.0.0/16 24',
    '',
    '10.0.0.0/8',
    '192.168.0.0/24',
  ],
  ['taken at the beginning', '172.16.0.0/15 16', '172.16.0.0/16', '', '172.17.0.0/16'],
  [
    'no space at the end, next pool untouched',
    '172.16.0.0/15 16, 192.168.0.0/16 24',
    '172.16.0.0/16 172.17.0.0/17',
    '',
    '192.168.0.0/24',
  ],
  ['no space at the end, no next pool', '172.16.0.0/15 16', '172.16.0.0/16 172.17.0.0/17', '', 'none'],
  ['more taken, no pool left', '172.16.0.0/15 16', '172.16.0.0/16 172.17.0.0/16 192.168.0.0/24', '', 'none'],
  [
    'more reserved, no pool left',
    '172.16.0.0/15 16',
    '172.16.0.0/16 172.17.0.0/16',
    '192.168.0.0/24',
    'none',
  ],
  [
    'all taken',
    '172.16.0.0/15 16, 192.168.0.0/23 24',
    '172.16.0.0/16 172.17.0.0/16 192.168.0.0/24 192.168.1.0/24',
    '',
    'none',
  ],
  [
    'all taken or cut into',
    '172.16.0.0/15 16, 192.168.0.0/23 24',
    '172.16.0.0/16 172.17.128.0/17 192.168.0.1/32 192.168.1.0/24',
    '',
    'none',
  ],
  [
    'duplicates at the end of a pool',
    '172.16.0.0/15 16, 192.168.0.0/23 24',
    '172.16.0.0/16 172.17.128.0/17 172.17.128.0/17 172.17.128.0/17',
    '',
    '192.168.0.0/24',
  ],
  [
    'duplicates and nested',
    '172.16.0.0/15 16, 192.168.0.0/23 24',
    '172.16.0.0/16 172.16.120.0/24 172.17.128.0/17 172.17.128.0/17 172.17.128.0/24 172.17.128.0/17',
    '',
    '192.168.0.0/24',
  ],
  // TestPredefinedPoolWithPreferredSubnetSize of version 29, said with pools of that size.
  ['a /24 after a taken /20', '172.17.0.0/12 24', '172.16.0.0/16 172.17.0.0/20', '', '172.17.16.0/24'],
  ['a /16 after a taken /24', '172.17.0.0/12 16', '172.16.0.0/16 172.17.0.0/24', '', '172.18.0.0/16'],
]

test.each(vectors)('%s', (_name, pools, taken, reserved, answer) => {
  const space = {
    ...emptyAddressSpace(predefined(pools)),
    pools: cidrs(taken).map((subnet) => newPool(subnet, null)),
  }
  expect(choosePredefined(space, 4, cidrs(reserved)) ?? 'none').toBe(answer)
})

test('reserved networks may come in any order', () => {
  const space = emptyAddressSpace(predefined('192.168.0.0/22 24'))
  expect(choosePredefined(space, 4, cidrs('192.168.2.0/24 192.168.0.0/24 192.168.1.0/24'))).toBe(
    '192.168.3.0/24',
  )
})

test('a pool that ends with the address space ends there', () => {
  const space = emptyAddressSpace(predefined('255.255.254.0/23 24, ffff:ffff:ffff:ffff::/64 65'))
  expect(choosePredefined(space, 4, cidrs('255.255.254.0/24'))).toBe('255.255.255.0/24')
  expect(choosePredefined(space, 4, cidrs('255.255.254.0/24 255.255.255.255/32'))).toBeUndefined()
  expect(choosePredefined(space, 6, cidrs('ffff:ffff:ffff:ffff:8000::/65'))).toBe('ffff:ffff:ffff:ffff::/65')
})

test('a pool may be cut down to single addresses', () => {
  const space = emptyAddressSpace(predefined('10.0.0.0/31 32'))
  expect(choosePredefined(space, 4, cidrs('10.0.0.0/32'))).toBe('10.0.0.1/32')
  expect(choosePredefined(space, 4, cidrs('10.0.0.1/32'))).toBe('10.0.0.0/32')
})

describe('Docker’s quirk: after nested blocks only the inner one counts (allocatePredefinedPool, prevAlloc)', () => {
  const space = emptyAddressSpace(predefined('10.0.0.0/8 24'))

  it('two networks share addresses by way of --ip-range: the answer lies in the outer one', () => {
    const outer = grant(space, '10.0.0.0/16', '10.0.1.0/24')
    const nested = grant(outer.space, '10.0.0.0/24', '10.0.0.0/25')
    expect(valueOf(dynamic(nested.space)).pool.subnet).toBe('10.0.1.0/24')
  })

  it('a name server in the host’s own network: the answer lies in that network', () => {
    expect(choosePredefined(space, 4, cidrs('10.0.0.0/16'))).toBe('10.1.0.0/24')
    expect(choosePredefined(space, 4, cidrs('10.0.0.0/16 10.0.0.2/32'))).toBe('10.0.1.0/24')
  })

  it('the larger of two blocks with one start comes first, taken or reserved', () => {
    const small = grant(space, '10.0.0.0/24')
    expect(choosePredefined(small.space, 4, cidrs('10.0.0.0/16'))).toBe('10.0.1.0/24')
    const large = grant(space, '10.0.0.0/16')
    expect(choosePredefined(large.space, 4, cidrs('10.0.0.0/24'))).toBe('10.0.1.0/24')
  })

  it('but a block that ends with the pool ends the search in it', () => {
    const pools = emptyAddressSpace(predefined('10.0.0.0/24 28, 10.9.0.0/24 28'))
    expect(choosePredefined(pools, 4, cidrs('10.0.0.0/25 10.0.0.128/25 10.0.0.160/28'))).toBe('10.9.0.0/28')
  })
})

describe('laws', () => {
  /** Random blocks of 10.0.0.0/24 of which none overlaps an earlier one: what a space without shared subnets has. */
  const disjoint = fc
    .array(closeCidr, { maxLength: 25 })
    .map((blocks) =>
      blocks.reduce<Cidr[]>(
        (kept, block) => (kept.some((b) => overlaps(b, block)) ? kept : [...kept, block]),
        [],
      ),
    )
  const setting = fc.record({
    blocks: disjoint,
    split: fc.nat({ max: 25 }),
    pools: fc.constantFrom(
      '10.0.0.0/24 28',
      '10.0.0.0/25 27, 10.0.0.128/25 30',
      '10.0.0.64/26 32',
      '10.0.0.0/28 30, 10.0.0.240/28 29',
    ),
  })

  it('the choice is the lowest aligned subnet of the pools that is neither taken nor reserved', () => {
    fc.assert(
      fc.property(setting, ({ blocks, split, pools }) => {
        const space = {
          ...emptyAddressSpace(predefined(pools)),
          pools: blocks
            .slice(0, split)
            .sort(compareCidr)
            .map((subnet) => newPool(subnet, null)),
        }
        // The oracle tries every subnet of every pool in order.
        const candidates = space.predefined.flatMap(({ base, size }) => {
          const { first, last } = boundsOf(base)
          const step = 1n << BigInt(32 - size)
          const all: Cidr[] = []
          for (let at = first; at <= last; at += step) all.push(cidrOf(bigIntToIp(4, at), size))
          return all
        })
        const free = candidates.find((candidate) => !blocks.some((block) => overlaps(block, candidate)))
        expect(choosePredefined(space, 4, blocks.slice(split))).toBe(free)
      }),
      { numRuns: 1000 },
    )
  })

  it('whatever is requested and released in turn, chosen subnets never overlap', () => {
    const commands = fc.array(fc.oneof(fc.constant('request'), fc.nat({ max: 30 })), { maxLength: 60 })
    fc.assert(
      fc.property(commands, disjoint, (steps, reserved) => {
        let space = emptyAddressSpace(predefined('10.0.0.0/24 28, 10.0.1.0/24 27'))
        for (const step of steps) {
          if (step === 'request') {
            const result = requestPool(space, { family: 4, reserved })
            if (!result.ok) continue
            const { subnet } = result.value.pool
            expect(
              [...reserved, ...space.pools.map((pool) => pool.subnet)].some((c) => overlaps(c, subnet)),
            ).toBe(false)
            expect(space.predefined.some(({ base }) => contains(base, firstOf(subnet)))).toBe(true)
            space = result.value.space
          } else if (typeof step === 'number') {
            const pool = space.pools[step % Math.max(1, space.pools.length)]
            if (pool) space = valueOf(releasePool(space, { subnet: pool.subnet, range: null }))
          }
        }
        expect(space.pools.map((pool) => pool.subnet)).toEqual(
          space.pools.map((pool) => pool.subnet).sort(compareCidr),
        )
      }),
    )
  })
})

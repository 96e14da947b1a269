import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { contains, firstOf, lastOf } from '../../src/addr/cidr.js'
import { bigIntToIp, compareIp, type Ip, ipToBigInt } from '../../src/addr/ip.js'
import { countIn, hasIp } from '../../src/addr/ranges.js'
import { type AddressSpace, emptyAddressSpace, findPool } from '../../src/ipam/addressSpace.js'
import { type AddressRequest, releaseAddress, requestAddress } from '../../src/ipam/requestAddress.js'
import type { PoolGrant, PoolRef } from '../../src/ipam/requestPool.js'
import { cidr, codeOf, grant, ip, valueOf } from './helpers.js'

const empty = emptyAddressSpace([])

/** A pool that remembers its space, so that a test reads like a session. */
const session = ({ space: start, pool }: PoolGrant) => {
  let space = start
  return {
    take: (request?: AddressRequest): string => {
      const result = requestAddress(space, pool, request)
      if (!result.ok) return result.error.code
      space = result.value.space
      return result.value.address
    },
    give: (address: string): string => {
      const result = releaseAddress(space, pool, ip(address))
      if (result.ok) space = result.value
      return codeOf(result)
    },
  }
}

const times = (count: number, action: () => string): string[] => Array.from({ length: count }, action)

test('gateway first, then containers, then the freed one again (recorded: ipam-subnet-gateway; moby TestRelease)', () => {
  const { take, give } = session(grant(empty, '10.10.0.0/24'))
  expect(times(4, take)).toEqual(['10.10.0.1', '10.10.0.2', '10.10.0.3', '10.10.0.4'])
  give('10.10.0.3')
  expect(times(2, take)).toEqual(['10.10.0.3', '10.10.0.5'])
})

test('a /29 holds a gateway and five containers, a /30 one (recorded: ipam-small-subnets)', () => {
  const small = session(grant(empty, '10.10.0.0/29'))
  expect(times(7, () => small.take())).toEqual([
    ...['10.10.0.1', '10.10.0.2', '10.10.0.3', '10.10.0.4', '10.10.0.5', '10.10.0.6'],
    'no-available-addresses',
  ])
  const smaller = session(grant(empty, '10.20.0.0/30'))
  expect(times(3, () => smaller.take())).toEqual(['10.20.0.1', '10.20.0.2', 'no-available-addresses'])
})

test('others work round a static address (recorded: ipam-static-ip)', () => {
  const { take } = session(grant(empty, '10.10.0.0/24'))
  expect(take()).toBe('10.10.0.1')
  expect(take({ preferred: ip('10.10.0.2') })).toBe('10.10.0.2')
  expect(take()).toBe('10.10.0.3')
  expect(take({ preferred: ip('10.10.0.200') })).toBe('10.10.0.200')
  expect(take({ preferred: ip('10.10.0.4') })).toBe('10.10.0.4')
  expect(take()).toBe('10.10.0.5')
})

test('taken, network, broadcast and foreign addresses are refused (recorded: ipam-static-ip-errors)', () => {
  const { take } = session(grant(empty, '10.10.0.0/24'))
  take()
  for (const used of ['10.10.0.0', '10.10.0.1', '10.10.0.255']) {
    expect(take({ preferred: ip(used) })).toBe('address-in-use')
  }
  for (const foreign of ['10.11.0.5', 'fd00::5']) {
    expect(take({ preferred: ip(foreign) })).toBe('address-out-of-range')
  }
})

describe('an ip-range', () => {
  it('is what is given from, its .0 included; statics may lie outside (recorded: ipam-ip-range)', () => {
    const { take } = session(grant(empty, '10.10.0.0/16', '10.10.5.0/24'))
    expect(times(3, () => take())).toEqual(['10.10.5.0', '10.10.5.1', '10.10.5.2'])
    expect(take({ preferred: ip('10.10.9.9') })).toBe('10.10.9.9')
  })

  it('used up, only statics outside work, until one is freed (recorded: ipam-ip-range-exhausted)', () => {
    const { take, give } = session(grant(empty, '10.10.0.0/24', '10.10.0.8/30'))
    take({ preferred: ip('10.10.0.1') })
    expect(times(5, () => take())).toEqual([
      ...['10.10.0.8', '10.10.0.9', '10.10.0.10', '10.10.0.11'],
      'no-available-addresses',
    ])
    expect(take({ preferred: ip('10.10.0.77') })).toBe('10.10.0.77')
    give('10.10.0.9')
    expect(take()).toBe('10.10.0.9')
  })

  it('of IPv6 works alike, past auxiliary addresses (recorded: ipam-ipv6-gateway-range)', () => {
    const { take } = session(grant(empty, 'fd00:b::/64', 'fd00:b::1000/120'))
    expect(take()).toBe('fd00:b::1000')
    take({ preferred: ip('fd00:b::1001') })
    expect(times(2, () => take())).toEqual(['fd00:b::1002', 'fd00:b::1003'])
  })

  it('equal to the subnet spares network and broadcast address', () => {
    const { take } = session(grant(empty, '10.40.0.0/29', '10.40.0.0/29'))
    expect(times(7, () => take()).slice(-2)).toEqual(['10.40.0.6', 'no-available-addresses'])
  })

  it('ends where it ends (moby TestRequestReleaseAddressFromSubPool)', () => {
    const { take, give } = session(grant(empty, '172.28.0.0/16', '172.28.30.0/24'))
    const all = times(257, () => take())
    expect([all[0], all[255], all[256]]).toEqual(['172.28.30.0', '172.28.30.255', 'no-available-addresses'])
    give('172.28.30.97')
    expect(take()).toBe('172.28.30.97')
  })

  it('a static inside is stepped over (same test, second part)', () => {
    const { take, give } = session(grant(empty, '10.2.0.0/16', '10.2.2.0/24'))
    take({ preferred: ip('10.2.2.1') })
    expect(times(2, () => take())).toEqual(['10.2.2.0', '10.2.2.2'])
    give('10.2.2.0')
    expect(take()).toBe('10.2.2.0')
    give('10.2.2.1')
    expect(take()).toBe('10.2.2.1')
  })

  it('two networks that share a subnet never get the same address', () => {
    const first = grant(empty, '10.0.0.0/24', '10.0.0.0/25')
    const second = grant(first.space, '10.0.0.0/24', '10.0.0.0/26')
    const one = valueOf(requestAddress(second.space, first.pool))
    const two = valueOf(requestAddress(one.space, second.pool))
    expect([one.address, two.address]).toEqual(['10.0.0.1', '10.0.0.2'])
  })
})

/** moby v28.5.2 defaultipam/allocator_test.go TestRequest: the n-th address. */
test.each([
  ['192.168.59.0/24', 254, '192.168.59.254'],
  ['192.168.240.0/20', 255, '192.168.240.255'],
  ['192.168.0.0/16', 255, '192.168.0.255'],
  ['192.168.0.0/16', 256, '192.168.1.0'],
  ['10.16.0.0/16', 255, '10.16.0.255'],
  ['10.128.0.0/12', 255, '10.128.0.255'],
  ['10.0.0.0/8', 256, '10.0.1.0'],
  ['192.168.128.0/18', 1023, '192.168.131.255'],
])('of %s, address number %d is %s', (subnet, count, last) => {
  const { take } = session(grant(empty, subnet))
  expect(times(count, () => take()).at(-1)).toBe(last)
})

test('a /31 has two addresses and no more (RFC 3021; moby TestUnusualSubnets)', () => {
  const { take } = session(grant(empty, '192.168.0.2/31'))
  for (const outside of ['192.168.0.1', '192.168.0.4', '192.168.0.100']) {
    expect(take({ preferred: ip(outside) })).toBe('address-out-of-range')
  }
  expect(times(3, () => take())).toEqual(['192.168.0.2', '192.168.0.3', 'no-available-addresses'])
})

test('IPv6: ::1 first, the last address is usable, a /128 has none (recorded: ipam-ipv6-gateway-range)', () => {
  const { take } = session(grant(empty, 'fd00:6::/64'))
  expect(times(2, () => take())).toEqual(['fd00:6::1', 'fd00:6::2'])
  expect(take({ preferred: ip('fd00:6::ffff:ffff:ffff:ffff') })).toBe('fd00:6::ffff:ffff:ffff:ffff')
  expect(session(grant(empty, 'fd00:e::/128')).take()).toBe('no-available-addresses')
})

test('of a larger IPv6 subnet only the lower 2^63 addresses are given out unasked (moby internal/addrset AddAny)', () => {
  const { space, pool } = grant(empty, 'fd00:6::/64')
  const lower: readonly [Ip, Ip] = [ip('fd00:6::'), ip('fd00:6::7fff:ffff:ffff:ffff')]
  const full = { ...space, pools: space.pools.map((only) => ({ ...only, used: [lower] })) }
  expect(codeOf(requestAddress(full, pool))).toBe('no-available-addresses')
  expect(codeOf(requestAddress(full, pool, { preferred: ip('fd00:6::8000:0:0:0') }))).toBe('ok')
})

test('an unknown pool is said so; a ref without range finds a pool requested with one', () => {
  const { space } = grant(empty, '10.0.0.0/24', '10.0.0.0/25')
  const ref = (subnet: string, range?: string): PoolRef => ({
    subnet: cidr(subnet),
    range: range ? cidr(range) : null,
  })
  expect(codeOf(requestAddress(space, ref('10.0.1.0/24')))).toBe('unknown-pool')
  expect(codeOf(requestAddress(space, ref('10.0.0.0/24', '10.0.0.0/26')))).toBe('unknown-pool')
  expect(codeOf(requestAddress(space, ref('10.0.0.0/24')))).toBe('ok')
  expect(codeOf(releaseAddress(space, ref('10.0.1.0/24'), ip('10.0.1.1')))).toBe('unknown-pool')
})

test('releasing: a free address is no error, a foreign one is, the network address stays taken', () => {
  const { take, give } = session(grant(empty, '10.0.0.0/24'))
  expect(give('10.0.0.9')).toBe('ok')
  expect(give('10.0.1.9')).toBe('address-out-of-range')
  expect([give('10.0.0.0'), give('10.0.0.255')]).toEqual(['ok', 'ok'])
  expect([take({ preferred: ip('10.0.0.0') }), take({ preferred: ip('10.0.0.255') })]).toEqual([
    'address-in-use',
    'address-in-use',
  ])
})

describe('serial (swarm)', () => {
  it('goes on after the last one and returns to freed ones only at the end', () => {
    const { take, give } = session(grant(empty, '10.0.0.0/29'))
    const serial = (after?: string) =>
      take({ serial: true, after: after === undefined ? undefined : ip(after) })
    expect([serial(), serial('10.0.0.1'), serial('10.0.0.2')]).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3'])
    give('10.0.0.1')
    give('10.0.0.3')
    expect([serial('10.0.0.3'), serial('10.0.0.4'), serial('10.0.0.5')]).toEqual([
      '10.0.0.4',
      '10.0.0.5',
      '10.0.0.6',
    ])
    expect([serial('10.0.0.6'), serial('10.0.0.1'), serial('10.0.0.3')]).toEqual([
      '10.0.0.1',
      '10.0.0.3',
      'no-available-addresses',
    ])
  })

  it('matches moby TestSerializeRequestReleaseAddressFromSubPool: a static does not move the cursor', () => {
    const { take, give } = session(grant(empty, '10.2.0.0/16', '10.2.2.0/24'))
    const serial = (after?: string) =>
      take({ serial: true, after: after === undefined ? undefined : ip(after) })
    take({ preferred: ip('10.2.2.1') })
    expect([serial(), serial('10.2.2.0')]).toEqual(['10.2.2.0', '10.2.2.2'])
    give('10.2.2.0')
    expect(serial('10.2.2.2')).toBe('10.2.2.3')
    give('10.2.2.1')
    expect(serial('10.2.2.3')).toBe('10.2.2.4')
  })

  it('a cursor outside the range starts at the beginning', () => {
    const { take } = session(grant(empty, '10.2.0.0/16', '10.2.2.0/24'))
    expect(take({ serial: true, after: ip('10.2.9.9') })).toBe('10.2.2.0')
    expect(take({ serial: true, after: ip('10.2.1.1') })).toBe('10.2.2.1')
    expect(take({ serial: true, after: ip('fd00::1') })).toBe('10.2.2.2')
  })
})

describe.each([
  ['10.0.0.0/27', undefined],
  ['10.0.0.0/26', '10.0.0.16/29'],
  ['fd00::/123', undefined],
  ['fd00::/122', 'fd00::10/125'],
])('laws in %s, range %s', (subnet, range) => {
  const start = grant(empty, subnet, range)
  const within = cidr(range ?? subnet)
  const base = ipToBigInt(firstOf(cidr(subnet)))
  const v6 = subnet.includes(':')
  const all = Array.from({ length: 32 }, (_, i): Ip => bigIntToIp(v6 ? 6 : 4, base + BigInt(i)))
  const usedIn = (space: AddressSpace) => findPool(space, cidr(subnet))?.used ?? []

  const command = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'take' } as const) },
    fc.record({ kind: fc.constant('prefer' as const), at: fc.nat({ max: 31 }) }),
    fc.record({ kind: fc.constant('give' as const), at: fc.nat({ max: 31 }) }),
    fc.record({ kind: fc.constant('serial' as const), at: fc.nat({ max: 31 }) }),
  )

  it('no address twice, the lowest free when nothing is preferred, and what was given back is free', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        let space = start.space
        const taken = new Set<Ip>()
        const never = all.filter((address) => hasIp(usedIn(start.space), address))
        const free = (address: Ip) => !taken.has(address) && !never.includes(address)
        for (const step of commands) {
          const at = all['at' in step ? step.at : 0] ?? firstOf(cidr(subnet))
          if (step.kind === 'give') {
            // Also of addresses never taken: no error and no effect.
            space = valueOf(releaseAddress(space, start.pool, at))
            taken.delete(at)
            continue
          }
          const request =
            step.kind === 'prefer'
              ? { preferred: at }
              : step.kind === 'serial'
                ? { serial: true, after: at }
                : {}
          const result = requestAddress(space, start.pool, request)
          const candidates = all.filter((address) => contains(within, address) && free(address))
          if (!result.ok) {
            expect(result.error.code).toBe(
              step.kind === 'prefer' ? 'address-in-use' : 'no-available-addresses',
            )
            expect(step.kind === 'prefer' ? !free(at) : candidates.length === 0).toBe(true)
            continue
          }
          const { address } = result.value
          expect(free(address)).toBe(true)
          if (step.kind === 'take') expect(address).toBe(candidates[0])
          if (step.kind === 'serial' && contains(within, at)) {
            expect(address).toBe(candidates.find((c) => compareIp(c, at) > 0) ?? candidates[0])
          }
          taken.add(address)
          space = result.value.space
        }
        const used = usedIn(space)
        expect(all.filter((address) => hasIp(used, address))).toEqual(all.filter((address) => !free(address)))
      }),
      { numRuns: 200 },
    )
  })

  it('release gives back exactly the space that was', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 31 }), { maxLength: 20 }), (preferred) => {
        let space = start.space
        for (const at of preferred) {
          const result = requestAddress(space, start.pool, { preferred: all[at] })
          if (result.ok) space = result.value.space
        }
        const more = requestAddress(space, start.pool)
        if (more.ok) {
          expect(valueOf(releaseAddress(more.value.space, start.pool, more.value.address))).toEqual(space)
          const { used } = findPool(more.value.space, cidr(subnet)) ?? { used: [] }
          expect(countIn(used, firstOf(cidr(subnet)), lastOf(cidr(subnet)))).toBe(
            countIn(usedIn(space), firstOf(cidr(subnet)), lastOf(cidr(subnet))) + 1n,
          )
        }
        expect(JSON.parse(JSON.stringify(space))).toEqual(space)
      }),
    )
  })
})

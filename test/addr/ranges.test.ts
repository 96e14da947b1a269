import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Ip, bigIntToIp, compareIp, type Family, ipToBigInt, mustParseIp } from '../../src/addr/ip.js'
import { cidrOf, firstOf, lastOf } from '../../src/addr/cidr.js'
import {
  addIp,
  countIn,
  firstFree,
  hasIp,
  type IpRanges,
  noIps,
  removeIp,
  takeFirstIn,
} from '../../src/addr/ranges.js'

const ip = mustParseIp
const setOf = (...texts: string[]): IpRanges => texts.map(ip).reduce(addIp, noIps)

test('neighbours merge, gaps stay', () => {
  expect(setOf('10.0.0.2', '10.0.0.4')).toEqual([
    ['10.0.0.2', '10.0.0.2'],
    ['10.0.0.4', '10.0.0.4'],
  ])
  expect(setOf('10.0.0.2', '10.0.0.4', '10.0.0.3')).toEqual([['10.0.0.2', '10.0.0.4']])
  expect(setOf('10.0.0.255', '10.0.1.0')).toEqual([['10.0.0.255', '10.0.1.0']])
})

test('taking one from the middle splits a range', () => {
  expect(removeIp(setOf('fd00::1', 'fd00::2', 'fd00::3'), ip('fd00::2'))).toEqual([
    ['fd00::1', 'fd00::1'],
    ['fd00::3', 'fd00::3'],
  ])
})

test('no change is the very same array', () => {
  const set = setOf('10.0.0.2', '10.0.0.3')
  expect(addIp(set, ip('10.0.0.2'))).toBe(set)
  expect(removeIp(set, ip('10.0.0.4'))).toBe(set)
})

test('the ends of the address space', () => {
  const high = setOf('255.255.255.254', '255.255.255.255')
  expect(high).toEqual([['255.255.255.254', '255.255.255.255']])
  expect(firstFree(high, ip('255.255.255.254'), ip('255.255.255.255'))).toBeUndefined()
  expect(removeIp(high, ip('255.255.255.255'))).toEqual([['255.255.255.254', '255.255.255.254']])
  const low = setOf('::', '::1')
  expect(removeIp(low, ip('::'))).toEqual([['::1', '::1']])
  const top = setOf('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')
  expect(
    firstFree(
      top,
      ip('ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe'),
      ip('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'),
    ),
  ).toBe('ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe')
})

test('a set has one family: 0.0.0.5 is not ::5', () => {
  const four = setOf('0.0.0.5')
  expect(hasIp(four, ip('::5'))).toBe(false)
  expect(removeIp(four, ip('::5'))).toBe(four)
  expect(firstFree(four, ip('::5'), ip('::6'))).toBe('::5')
  expect(firstFree(four, ip('0.0.0.5'), ip('::6'))).toBeUndefined()
  expect(countIn(four, ip('::'), ip('::ff'))).toBe(0n)
  expect(() => addIp(four, ip('::5'))).toThrow(RangeError)
})

test('countIn counts huge spans exactly', () => {
  const whole: IpRanges = [[ip('fd00::'), ip('fd00::ffff:ffff:ffff:ffff')]]
  expect(countIn(whole, ip('fd00::'), ip('fdff::'))).toBe(1n << 64n)
  expect(countIn(whole, ip('fd00::9'), ip('fd00::1'))).toBe(0n)
})

/** The 64 addresses around a base, so that neighbours, gaps and the wrap to the next octet all happen. */
const bases: Readonly<Record<Family, bigint>> = { 4: 0x0a0000e0n, 6: (0xfd00n << 112n) + 0xffe0n }

describe.each([4, 6] as const)('against a Set, IPv%d', (family) => {
  const address = (offset: number): Ip => bigIntToIp(family, bases[family] + BigInt(offset))
  const offset = fc.nat({ max: 63 })
  const steps = fc.array(fc.tuple(fc.constantFrom('add', 'remove'), offset), { maxLength: 80 })

  const play = (
    commands: readonly (readonly [string, number])[],
  ): { ranges: IpRanges; oracle: Set<number> } => {
    let ranges = noIps
    const oracle = new Set<number>()
    for (const [command, at] of commands) {
      ranges = command === 'add' ? addIp(ranges, address(at)) : removeIp(ranges, address(at))
      if (command === 'add') oracle.add(at)
      else oracle.delete(at)
    }
    return { ranges, oracle }
  }

  it('has what was added and not removed', () => {
    fc.assert(
      fc.property(steps, (commands) => {
        const { ranges, oracle } = play(commands)
        for (let at = 0; at < 64; at++) expect(hasIp(ranges, address(at))).toBe(oracle.has(at))
      }),
    )
  })

  it('stays sorted, merged and disjoint, and survives JSON', () => {
    fc.assert(
      fc.property(steps, (commands) => {
        const { ranges } = play(commands)
        ranges.forEach(([first, last], i) => {
          expect(compareIp(first, last)).toBeLessThanOrEqual(0)
          const follower = ranges[i + 1]
          if (follower) expect(ipToBigInt(follower[0]) - ipToBigInt(last)).toBeGreaterThan(1n)
        })
        expect(JSON.parse(JSON.stringify(ranges))).toEqual(ranges)
      }),
    )
  })

  it('firstFree is the lowest that the Set lacks, countIn what it has', () => {
    fc.assert(
      fc.property(steps, offset, offset, (commands, from, to) => {
        const { ranges, oracle } = play(commands)
        const between = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
        const free = between.find((at) => !oracle.has(at))
        expect(firstFree(ranges, address(from), address(to))).toBe(
          free === undefined ? undefined : address(free),
        )
        expect(countIn(ranges, address(from), address(to))).toBe(
          BigInt(between.filter((at) => oracle.has(at)).length),
        )
      }),
    )
  })

  it('takeFirstIn takes the first free address of a network, or finds none', () => {
    fc.assert(
      fc.property(steps, offset, fc.nat({ max: 6 }), (commands, at, bits) => {
        const { ranges } = play(commands)
        const within = cidrOf(address(at), (family === 4 ? 32 : 128) - bits)
        const free = firstFree(ranges, firstOf(within), lastOf(within))
        expect(takeFirstIn(ranges, within)).toEqual(
          free === undefined ? undefined : { ip: free, ranges: addIp(ranges, free) },
        )
      }),
    )
  })

  it('removing undoes adding', () => {
    fc.assert(
      fc.property(steps, offset, (commands, at) => {
        const { ranges } = play(commands)
        if (!hasIp(ranges, address(at)))
          expect(removeIp(addIp(ranges, address(at)), address(at))).toEqual(ranges)
      }),
    )
  })

  it('does not change its input', () => {
    fc.assert(
      fc.property(steps, offset, (commands, at) => {
        const { ranges } = play(commands)
        const frozen: IpRanges = Object.freeze(ranges.map((range) => Object.freeze(range)))
        const before = JSON.stringify(frozen)
        addIp(frozen, address(at))
        takeFirstIn(frozen, cidrOf(address(at), family === 4 ? 26 : 122))
        removeIp(frozen, address(at))
        expect(JSON.stringify(frozen)).toBe(before)
      }),
    )
  })
})

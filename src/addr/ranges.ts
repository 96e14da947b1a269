/**
 * Sets of addresses of one family as sorted disjoint ranges: plain JSON, immutable, small when addresses are handed out
 * lowest first. Not for scattered sets of many thousands: a change copies the array of ranges.
 */

import { type Cidr, edgesOf } from './cidr.js'
import { type Ip, type IpNumber, familyOf, ipNumberOf, ipOfNumber, ipToBigInt } from './ip.js'

/** Inclusive pairs [first, last], sorted, neighbours merged: the next address after a range is never in the set. */
export type IpRanges = readonly (readonly [Ip, Ip])[]

/** An address, and the set with it. */
export interface Taken {
  readonly ip: Ip
  readonly ranges: IpRanges
}

/** The empty set. */
export const noIps: IpRanges = Object.freeze([])

const span = (first: Ip, last: Ip): readonly [Ip, Ip] => Object.freeze([first, last] as const)
const next = (value: IpNumber): IpNumber => (typeof value === 'number' ? value + 1 : value + 1n)
const previous = (value: IpNumber): IpNumber => (typeof value === 'number' ? value - 1 : value - 1n)

/** Numbers of different families must not meet: 0.0.0.5 and ::5 are the same integer. */
const otherFamily = (ranges: IpRanges, ip: Ip | Cidr): boolean => {
  const first = ranges[0]
  return first !== undefined && familyOf(first[0]) !== familyOf(ip)
}

/** Index of the first range that ends at or after the value, or the number of ranges. O(log ranges). */
const indexAtOrAfter = (ranges: IpRanges, value: IpNumber): number => {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const range = ranges[middle]
    if (range !== undefined && ipNumberOf(range[1]) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Is the address in the set. O(log ranges). */
export const hasIp = (ranges: IpRanges, ip: Ip): boolean => {
  if (otherFamily(ranges, ip)) return false
  const value = ipNumberOf(ip)
  const range = ranges[indexAtOrAfter(ranges, value)]
  return range !== undefined && ipNumberOf(range[0]) <= value
}

/**
 * The set with the address; the very same array when it is there already. O(ranges) to copy, O(log ranges) to find.
 * Throws RangeError for an address of another family than the set's.
 */
export const addIp = (ranges: IpRanges, ip: Ip): IpRanges => {
  if (otherFamily(ranges, ip)) throw new RangeError(`${ip} is not of the family of the set`)
  const value = ipNumberOf(ip)
  const index = indexAtOrAfter(ranges, value)
  const right = ranges[index]
  const start = right && ipNumberOf(right[0])
  if (start !== undefined && start <= value) return ranges
  const left = ranges[index - 1]
  const joinsLeft = left !== undefined && next(ipNumberOf(left[1])) === value
  const joinsRight = right !== undefined && start === next(value)
  const merged = span(joinsLeft ? left[0] : ip, joinsRight ? right[1] : ip)
  return replaced(ranges, index - Number(joinsLeft), Number(joinsLeft) + Number(joinsRight), merged)
}

/** A frozen copy with others in the place of `out` ranges. By hand: toSpliced takes twenty times as long for a frozen array. */
function replaced(
  ranges: IpRanges,
  at: number,
  out: number,
  first?: readonly [Ip, Ip],
  second?: readonly [Ip, Ip],
): IpRanges {
  const next = [...ranges]
  if (out === 1 && first && !second) {
    next[at] = first // a range that grows or shrinks, as most do
    return Object.freeze(next)
  }
  next.splice(at, out, ...[first, second].filter((range) => range !== undefined))
  return Object.freeze([...next]) // without the room that splice has made
}

/** The set without the address; the very same array when it is not there. O(ranges) to copy, O(log ranges) to find. */
export const removeIp = (ranges: IpRanges, ip: Ip): IpRanges => {
  if (!hasIp(ranges, ip)) return ranges
  const value = ipNumberOf(ip)
  const index = indexAtOrAfter(ranges, value)
  const range = ranges[index]
  if (range === undefined) return ranges
  const [first, last] = range
  const before = first === ip ? undefined : span(first, ipOfNumber(previous(value)))
  const after = last === ip ? undefined : span(ipOfNumber(next(value)), last)
  return replaced(ranges, index, 1, before ?? after, before && after)
}

/** The lowest address of [from, to] outside the set, undefined when there is none. O(log ranges): neighbours are merged. */
export const firstFree = (ranges: IpRanges, from: Ip, to: Ip): Ip | undefined =>
  familyOf(from) === familyOf(to)
    ? lowestFree(otherFamily(ranges, from) ? noIps : ranges, ipNumberOf(from), ipNumberOf(to))
    : undefined

/**
 * The lowest address of the network outside the set, and the set with it; undefined when there is none. O(log ranges) to
 * find, O(ranges) to copy. In one go, as nearly every address is given out by it: apart, the texts are read three times.
 */
export function takeFirstIn(ranges: IpRanges, within: Cidr): Taken | undefined {
  const { first, last } = edgesOf(within)
  const index = indexAtOrAfter(ranges, first)
  const range = ranges[index]
  const end = range && ipNumberOf(range[1])
  if (range === undefined || end === undefined || ipNumberOf(range[0]) > first) {
    const ip = ipOfNumber(first)
    return { ip, ranges: addIp(ranges, ip) }
  }
  const value = next(end)
  if (value > last) return undefined
  const ip = ipOfNumber(value)
  const right = ranges[index + 1]
  const joinsRight = right !== undefined && ipNumberOf(right[0]) === next(value)
  const merged = span(range[0], joinsRight ? right[1] : ip)
  return { ip, ranges: replaced(ranges, index, joinsRight ? 2 : 1, merged) }
}

const lowestFree = (ranges: IpRanges, start: IpNumber, end: IpNumber): Ip | undefined => {
  if (start > end) return undefined
  const range = ranges[indexAtOrAfter(ranges, start)]
  if (range === undefined || ipNumberOf(range[0]) > start) return ipOfNumber(start)
  const candidate = next(ipNumberOf(range[1]))
  return candidate > end ? undefined : ipOfNumber(candidate)
}

/** How many addresses of [from, to] are in the set. O(log ranges + ranges in between). */
export const countIn = (ranges: IpRanges, from: Ip, to: Ip): bigint => {
  if (familyOf(from) !== familyOf(to) || otherFamily(ranges, from)) return 0n
  const start = ipToBigInt(from)
  const end = ipToBigInt(to)
  let count = 0n
  for (let i = indexAtOrAfter(ranges, ipNumberOf(from)); i < ranges.length; i++) {
    const range = ranges[i]
    if (range === undefined) break
    const first = ipToBigInt(range[0])
    const last = ipToBigInt(range[1])
    if (first > end) break
    const overlap = (last < end ? last : end) - (first > start ? first : start) + 1n
    if (overlap > 0n) count += overlap
  }
  return count
}

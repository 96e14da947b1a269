/**
 * Sets of addresses of one family as sorted disjoint ranges: plain JSON, immutable, small when addresses are handed out
 * lowest first. Not for scattered sets of many thousands: a change copies the array of ranges.
 */

import { type Cidr, edgesOf } from './cidr.js'
import { type Ip, type IpNumber, familyOf, ipNumberOf, ipOfNumber, ipToBigInt } from './ip.js'

/** Inclusive pairs [first, last], sorted, neighbours merged: the next address after a range is never in the set. */
export type IpRanges = readonly (readonly [Ip, Ip])[]

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
  if (right !== undefined && ipNumberOf(right[0]) <= value) return ranges
  const left = ranges[index - 1]
  const joinsLeft = left !== undefined && next(ipNumberOf(left[1])) === value
  const joinsRight = right !== undefined && ipNumberOf(right[0]) === next(value)
  const merged = span(joinsLeft ? left[0] : ip, joinsRight ? right[1] : ip)
  return replaced(ranges, index - Number(joinsLeft), Number(joinsLeft) + Number(joinsRight), merged)
}

/** A frozen copy with others in the place of `out` ranges. By hand: toSpliced takes twenty times as long for a frozen array. */
const replaced = (ranges: IpRanges, at: number, out: number, ...others: (readonly [Ip, Ip])[]): IpRanges => {
  const next = [...ranges]
  next.splice(at, out, ...others)
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
  const rest: (readonly [Ip, Ip])[] = []
  if (first !== ip) rest.push(span(first, ipOfNumber(previous(value))))
  if (last !== ip) rest.push(span(ipOfNumber(next(value)), last))
  return replaced(ranges, index, 1, ...rest)
}

/** The lowest address of [from, to] outside the set, undefined when there is none. O(log ranges): neighbours are merged. */
export const firstFree = (ranges: IpRanges, from: Ip, to: Ip): Ip | undefined =>
  familyOf(from) === familyOf(to)
    ? lowestFree(otherFamily(ranges, from) ? noIps : ranges, ipNumberOf(from), ipNumberOf(to))
    : undefined

/** The lowest address of the network outside the set, undefined when there is none. O(log ranges). */
export const firstFreeIn = (ranges: IpRanges, within: Cidr): Ip | undefined => {
  const { first, last } = edgesOf(within)
  return lowestFree(otherFamily(ranges, within) ? noIps : ranges, first, last)
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

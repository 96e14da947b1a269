/**
 * IPv6 text to a 128-bit integer and back. Arbitrary spellings are read by ip-num (edge of the library, about 9 us);
 * canonical text, which is all that state holds, by a short reader of our own. Zones (fe80::1%eth0) are not modelled.
 */

import { IPv6, Validator } from 'ip-num'
import { printV4, readV4 } from './v4.js'

/** '::ffff:0:0/96', the block that is printed with a dotted tail. */
const mappedBlock = 0xffffn

/**
 * Any legal spelling, or undefined. ip-num would also take a zone; the character test keeps it out,
 * and the length test keeps its regular expressions away from absurd input (45 is the longest legal spelling).
 */
export const parseV6 = (text: string): bigint | undefined => {
  if (text.length > 45 || !/^[0-9a-fA-F:.]+$/.test(text) || !Validator.isValidIPv6String(text)[0])
    return undefined
  return IPv6.fromString(text).getValue()
}

const dot = 46
const slash = 47
const colon = 58

/**
 * The eight groups of canonical text, up to its end or its '/'; one pass, no slices. Of other text it returns anything but
 * never throws: isIp reads first and compares with the printed form then.
 */
export const groupsV6 = (text: string): number[] => {
  const groups: number[] = []
  let gap = -1
  let group = -1 // -1: no digit of this group read yet
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === slash) break
    if (code === colon) {
      if (group >= 0) groups.push(group)
      else if (i > 0) gap = groups.length
      group = -1
      start = i + 1
    } else if (code === dot) {
      const tail = readV4(text.slice(start))
      groups.push((tail >>> 16) & 0xffff)
      group = tail & 0xffff
      break
    } else group = ((group < 0 ? 0 : group << 4) | (code < colon ? code - 48 : code - 87)) & 0xffff
  }
  if (group >= 0) groups.push(group)
  if (gap < 0 || groups.length >= 8) return groups
  const zeros = Array<number>(8 - groups.length).fill(0)
  return [...groups.slice(0, gap), ...zeros, ...groups.slice(gap)]
}

/** Reads canonical text, up to its end or its '/', as one integer. About 0.5 us. */
export const readV6 = (text: string): bigint => {
  const groups = groupsV6(text)
  // Two groups at a time as a plain number: four BigInt steps instead of eight.
  let value = 0n
  for (let i = 0; i < 8; i += 2) {
    value = (value << 32n) | BigInt((groups[i] ?? 0) * 0x10000 + (groups[i + 1] ?? 0))
  }
  return value
}

/** Are the first `length` bits of two canonical texts equal. Compares groups, because BigInt costs more than the reading. */
export const sameBitsV6 = (a: string, b: string, length: number): boolean => {
  const x = groupsV6(a)
  const y = groupsV6(b)
  for (let i = 0, left = length; left > 0; i++, left -= 16) {
    const differing = (x[i] ?? 0) ^ (y[i] ?? 0)
    if (differing >> Math.max(0, 16 - left) !== 0) return false
  }
  return true
}

/** Where the longest run of two or more zero groups starts and how long it is; the first of equals (RFC 5952 4.2.3). */
const longestGap = (groups: readonly number[]): { start: number; length: number } => {
  let best = { start: -1, length: 1 }
  let start = -1
  groups.forEach((group, i) => {
    if (group !== 0) start = -1
    else {
      if (start < 0) start = i
      if (i - start + 1 > best.length) best = { start, length: i - start + 1 }
    }
  })
  return best
}

/** RFC 5952 text: lower case, no leading zeros, '::' for the longest gap; v4-mapped dotted, as Go's netip prints it. */
export const printV6 = (value: bigint): string => {
  if (value >> 32n === mappedBlock) return `::ffff:${printV4(Number(value & 0xffff_ffffn))}`
  const groups: number[] = []
  for (let shift = 96n; shift >= 0n; shift -= 32n) {
    const pair = Number((value >> shift) & 0xffff_ffffn)
    groups.push(pair >>> 16, pair & 0xffff)
  }
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':')
  const gap = longestGap(groups)
  if (gap.start < 0) return hex(groups)
  return `${hex(groups.slice(0, gap.start))}::${hex(groups.slice(gap.start + gap.length))}`
}

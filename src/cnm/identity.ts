/**
 * Ids and MAC addresses that look like the engine's and depend on nothing but the world's own step counter, so that a
 * replay is equal. Not random: do not use them where secrecy matters.
 */
import { macFromBytes } from '../addr/mac.js'
import type { Mac } from '../addr/mac.js'

/** A 32-bit mixing function (the finaliser of MurmurHash3): neighbours in, strangers out. */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Eight hex digits for each word, from a seed of the kind of thing, the host and the step. */
const words = (kind: number, host: number, step: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) =>
    mix(mix(mix(kind * 0x9e3779b9 + i) ^ mix(host + 0x51ed27)) + mix(step) + i * 0x632be5ab),
  )

const KINDS = {
  network: 1,
  endpoint: 2,
  sandbox: 3,
  container: 4,
  image: 5,
  mac: 6,
  other: 7,
  node: 8,
  task: 9,
  service: 10,
  token: 11,
  secret: 12,
}
export type IdKind = keyof typeof KINDS

/**
 * 64 hex digits. The first twelve are never all decimal, as the engine makes sure too (moby pkg/stringid
 * GenerateRandomID): a short id must not look like a number.
 */
export function makeId(kind: IdKind, host: number, step: number): string {
  const id = words(KINDS[kind], host, step, 8)
    .map((w) => w.toString(16).padStart(8, '0'))
    .join('')
  return /^\d{12}/.test(id) ? `f${id.slice(1)}` : id
}

/**
 * The name of an interface before it is moved into its sandbox and gets the name `wanted` (moby libnetwork/netutils
 * GenerateIfaceName). Several attempts of one step differ by what they wanted.
 */
export const vethName = (host: number, step: number, wanted: string): string =>
  `veth${attemptId(host, step, wanted)}`.slice(0, 'veth'.length + 7)

/**
 * The id of something that may be refused: it shows in the text of the refusal only. A refusal leaves the step counter as it
 * was, so what is made next would else have the id that the text has named. O(length of `wanted`).
 */
export const attemptId = (host: number, step: number, wanted: string): string =>
  makeId(
    'other',
    host,
    Array.from(wanted).reduce((n, c) => mix(n + (c.codePointAt(0) ?? 0)), step),
  )

/** A locally administered unicast address, as the engine makes at random (moby libnetwork/netutils GenerateRandomMAC). */
export function makeMac(host: number, step: number): Mac {
  const [high = 0, low = 0] = words(KINDS.mac, host, step, 2)
  const bytes = [high >>> 24, high >>> 16, high >>> 8, high, low >>> 24, low >>> 16].map((b) => b & 0xff)
  const [first = 0, ...rest] = bytes
  // 02:42 is what older engines made out of the address; stay clear of it
  return macFromBytes([((first & 0xfe) | 0x02) === 0x02 ? 0x0a : (first & 0xfe) | 0x02, ...rest])
}

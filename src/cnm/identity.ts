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

/** One word of 32 bits, from a seed of the kind of thing, the host and the step; `index` counts the words of one id. */
const word = (kind: number, host: number, step: number, index: number): number =>
  wordOf(kind, mix(host + 0x51ed27), mix(step), index)
/** The same of a host and a step that are mixed already. */
const wordOf = (kind: number, host: number, step: number, index: number): number =>
  mix(mix(mix(kind * 0x9e3779b9 + index) ^ host) + step + index * 0x632be5ab)

/** What an id is for, so that a network and an endpoint of the same step differ. */
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

const DIGITS = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))
/** Of an id: its length in digits, in words, and the digits of a short one. */
const [LENGTH, WORDS, SHORT] = [64, 8, 12]
const NINE = '9'.charCodeAt(0)
/** Character codes of the id that is being made: every command makes one, and texts that are put together cost more. */
const codes: number[] = Array.from({ length: LENGTH }, () => 0)

/**
 * 64 hex digits. The first twelve are never all decimal, as the engine makes sure too (moby pkg/stringid
 * GenerateRandomID): a short id must not look like a number. 0.15 us.
 */
export function makeId(kind: IdKind, host: number, step: number): string {
  const [seed, place, time] = [KINDS[kind], mix(host + 0x51ed27), mix(step)]
  for (let index = 0, at = 0; index < WORDS; index++) {
    const bits = wordOf(seed, place, time, index)
    for (let shift = 28; shift >= 0; shift -= 4) codes[at++] = DIGITS[(bits >>> shift) & 15] ?? 0
  }
  let letter = 0
  while (letter < SHORT && (codes[letter] ?? 0) <= NINE) letter++
  if (letter === SHORT) codes[0] = DIGITS[15] ?? 0
  return String.fromCharCode(...codes)
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
  const high = word(KINDS.mac, host, step, 0)
  const low = word(KINDS.mac, host, step, 1)
  const first = ((high >>> 24) & 0xfe) | 0x02
  // 02:42 is what older engines made out of the address; stay clear of it
  return macFromBytes([
    first === 0x02 ? 0x0a : first,
    (high >>> 16) & 0xff,
    (high >>> 8) & 0xff,
    high & 0xff,
    (low >>> 24) & 0xff,
    (low >>> 16) & 0xff,
  ])
}

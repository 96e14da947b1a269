/** DNS questions and replies as plain data. Not modelled: classes other than IN, message sizes and truncation. */
import type { Family } from '../addr/ip.js'

/** The record types that people ask for. Docker's resolver has records of the first five, and hands on questions for the others. */
export const recordTypes = [
  ...['A', 'AAAA', 'PTR', 'MX', 'SRV', 'TXT', 'NS', 'CNAME', 'SOA', 'ANY'],
  ...['CAA', 'DNSKEY', 'DS', 'HINFO', 'HTTPS', 'LOC', 'NAPTR', 'SPF', 'SSHFP', 'SVCB', 'TLSA', 'URI'],
] as const

/** `TYPE65` is a type by its number (RFC 3597). */
export type RecordType = (typeof recordTypes)[number] | `TYPE${number}`

/** True for the upper-case name of a record type that a question may ask for. */
export const isRecordType = (text: string): text is RecordType =>
  recordTypes.some((type) => type === text) || /^TYPE\d{1,4}$/.test(text)

/** A question. The name is as it was typed, with or without the trailing dot. */
export interface Query {
  readonly name: string
  readonly type: RecordType
}

/** What came back; `TIMEOUT` means that nothing did. */
export type Rcode = 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'TIMEOUT'

/** One record of an answer section; `ttl` in seconds, `data` as dig prints it. */
export interface Answer {
  readonly ttl: number
  readonly type: string
  readonly data: string
}

/**
 * What a server sends back. NOERROR with no answers says that the name exists, and has no record of that type: a client
 * does not ask on. NXDOMAIN says that no type has any.
 */
export interface Reply {
  readonly rcode: Rcode
  readonly answers: readonly Answer[]
}

/** The name without its trailing dot (one only, as Go's strings.TrimSuffix takes it off). */
export const withoutTrailingDot = (name: string): string => (name.endsWith('.') ? name.slice(0, -1) : name)

/** The record type that carries addresses of a family. */
export const addressType = (family: Family): 'A' | 'AAAA' => (family === 4 ? 'A' : 'AAAA')

/**
 * Longest label and longest name, in characters, that fit a DNS message (RFC 1035, 2.3.4; a name's 255 bytes there
 * count the lengths before the labels and the root).
 */
const longestLabel = 63
const longestName = 253

/**
 * True when a name can be written into a DNS message: no empty label, none too long. The root is not counted in. Docker
 * has no such limit for names of containers, so names exist that cannot be asked for.
 */
export function fitsMessage(name: string): boolean {
  const bare = withoutTrailingDot(name)
  if (bare.length > longestName) return false
  return bare.split('.').every((label) => label !== '' && label.length <= longestLabel)
}

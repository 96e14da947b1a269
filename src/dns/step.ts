/** The steps of an explanation of what an embedded resolver answered; facts only, sentences are made elsewhere. */
import type { Family, Ip } from '../addr/ip.js'
import type { NameRecord } from './names.js'
import type { Rcode, RecordType } from './query.js'

/** A server outside. `from` is the network namespace that the question is sent from. */
export interface Upstream {
  readonly address: Ip
  readonly from: 'host' | 'sandbox'
}

/** An outside server's reply; `UNREACHABLE` when sending failed at once (no route, or nothing listens there). */
export type UpstreamRcode = Rcode | 'UNREACHABLE'

/** What a network could say about a name. `other-family`: known, but with no address of the family asked for. */
export type Found = 'addresses' | 'other-family' | 'nothing'

/** A record of a network that the asking sandbox is not attached to. */
export interface Elsewhere {
  readonly network: string
  readonly record: NameRecord
}

/**
 * One step of a resolution, in the order in which they happened:
 *
 * - `network-asked`: a network was asked for a name
 * - `link-followed`: the name is a link alias of the asker's endpoint; the network was asked for its target instead
 * - `link-hides`: the name is a link alias there, so the network itself was not asked for it
 * - `matched`: these records gave the answer (their addresses may all be of the other family)
 * - `shadowed`: a later network knows the same name, and was not heard
 * - `pointed`: a PTR question was answered with this name
 * - `unsendable`: the answer has a label that no DNS message can carry
 * - `never-local`: the resolver never answers this type itself
 * - `not-reverse`: a PTR question for something that is not an address
 * - `not-forwarded`: the question did not leave: a single label with ndots set by the user, or no upstream server
 * - `upstream-skipped`: a server of the host's is not asked for a sandbox that is on internal networks only, and
 *   the resolver does not ask itself
 * - `upstream-asked`: a server was asked; `final` when its reply was handed on
 * - `elsewhere`: the name exists, but on a network that the sandbox is not attached to
 */
export type ResolutionStep =
  | { readonly step: 'network-asked'; readonly network: string; readonly name: string; readonly found: Found }
  | {
      readonly step: 'link-followed'
      readonly network: string
      readonly alias: string
      readonly target: string
    }
  | { readonly step: 'link-hides'; readonly network: string; readonly name: string }
  | {
      readonly step: 'matched'
      readonly network: string
      readonly name: string
      readonly family: Family
      readonly records: readonly NameRecord[]
    }
  | {
      readonly step: 'shadowed'
      readonly network: string
      readonly name: string
      readonly records: readonly NameRecord[]
    }
  | { readonly step: 'pointed'; readonly network: string; readonly address: Ip; readonly name: string }
  | { readonly step: 'unsendable'; readonly name: string }
  | { readonly step: 'never-local'; readonly type: RecordType }
  | { readonly step: 'not-reverse'; readonly name: string }
  | { readonly step: 'not-forwarded'; readonly reason: 'ndots-set' | 'no-upstream' }
  | {
      readonly step: 'upstream-skipped'
      readonly server: Upstream
      readonly reason: 'internal-only' | 'itself'
    }
  | {
      readonly step: 'upstream-asked'
      readonly server: Upstream
      readonly rcode: UpstreamRcode
      readonly final: boolean
    }
  | ({ readonly step: 'elsewhere' } & Elsewhere)

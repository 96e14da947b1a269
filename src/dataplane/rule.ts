/** Packet filter rules as iptables has them: tables, chains, matches, targets. Not modelled: counters, sets. */
import type { Ip } from '../addr/ip.js'
import type { Cidr } from '../addr/cidr.js'
import type { Cause } from './cause.js'
import type { Protocol } from './packet.js'

export type TableName = 'raw' | 'mangle' | 'filter' | 'nat'

/** A condition that may be negated: `! -i docker0`. */
export interface Is<T> {
  readonly not: boolean
  readonly value: T
}
export const is = <T>(value: T): Is<T> => ({ not: false, value })
export const isNot = <T>(value: T): Is<T> => ({ not: true, value })

/** All conditions that are given must hold. */
export interface Match {
  readonly src?: Is<Cidr>
  readonly dst?: Is<Cidr>
  readonly in?: Is<string>
  readonly out?: Is<string>
  readonly protocol?: Protocol
  readonly dstPort?: number
  readonly srcPort?: number
  /** `-m addrtype --dst-type LOCAL`: the destination is an address of this namespace. */
  readonly dstLocal?: boolean
  /** `-m addrtype --src-type LOCAL`. */
  readonly srcLocal?: boolean
  /** `-m conntrack --ctstate RELATED,ESTABLISHED`. */
  readonly established?: boolean
  /** `-m ipvs --ipvs`: the load balancer of this namespace sent it on. */
  readonly balanced?: boolean
  /** `-m bpf`: the VXLAN packet's network identifier. */
  readonly vni?: number
  /** `-m policy --dir in --pol none` (false): it came in clear; `--pol ipsec` (true): it was decrypted here. */
  readonly decrypted?: boolean
}

export type Target =
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'return' }
  | { readonly kind: 'masquerade' }
  | { readonly kind: 'snat'; readonly to: Ip }
  | { readonly kind: 'dnat'; readonly to: Ip; readonly port: number }
  /** To that port of the address that the packet came in by. */
  | { readonly kind: 'redirect'; readonly port: number }
  /** Put a firewall mark on the packet, which stays on it in this namespace; the chain goes on. */
  | { readonly kind: 'mark'; readonly mark: number }

export interface Rule {
  readonly table: TableName
  readonly chain: string
  readonly match: Match
  readonly target: Target
  readonly cause: Cause
}

export interface Chain {
  readonly name: string
  /** What happens at the end of a built-in chain; null: a user's chain, which returns. */
  readonly policy: 'accept' | 'drop' | null
  readonly rules: readonly Rule[]
}

/** One family's packet filter of one namespace. */
export interface Ruleset {
  readonly raw: readonly Chain[]
  readonly mangle: readonly Chain[]
  readonly filter: readonly Chain[]
  readonly nat: readonly Chain[]
}

export const accept: Target = { kind: 'accept' }
export const drop: Target = { kind: 'drop' }
export const goBack: Target = { kind: 'return' }
export const masquerade: Target = { kind: 'masquerade' }
export const jump = (chain: string): Target => ({ kind: 'jump', chain })

/** Run one packet through one chain of a packet filter, as the kernel does. Cost: the rules that could match. */
import { contains } from '../addr/cidr.js'
import type { Cidr } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import { candidates } from './chainIndex.js'
import type { Packet } from './packet.js'
import { remembered } from './remember.js'
import type { Chain, Is, Match, Rule, Ruleset, TableName, Target } from './rule.js'

/** What a rule can see beside the packet. Interface names are '' where there is none (yet). */
export interface Circumstances {
  readonly packet: Packet
  readonly in: string
  readonly out: string
  /** The packet belongs to, or is an error about, a connection that was seen before. */
  readonly established: boolean
  /** The load balancer sent it on. */
  readonly balanced: boolean
  /** Of the namespace. */
  readonly stack: { readonly isLocal: (address: Ip) => boolean }
  /** It came as ESP, and was decrypted in this namespace. */
  readonly decrypted?: boolean
}

/**
 * What a chain said: the rule that ended the evaluation, or null when the packet ran into the chain's policy;
 * `path` holds the rules that matched on the way, jumps first, the deciding rule last.
 */
export interface Evaluation {
  readonly verdict: 'accept' | 'drop' | 'masquerade' | 'snat' | 'dnat' | 'redirect'
  readonly rule: Rule | null
  /** With the rules that marked the packet and let it go on. */
  readonly path: readonly Rule[]
}

/** Of one table. Kept with it, as a table outlives many packets. */
const chainsByName = remembered(
  (chains: readonly Chain[]): ReadonlyMap<string, Chain> => new Map(chains.map((c) => [c.name, c])),
)

/** What an empty chain says, by its policy; shared, so that most hooks of most packets make nothing new. */
export const ACCEPTED: Evaluation = { verdict: 'accept', rule: null, path: [] }
const DROPPED: Evaluation = { verdict: 'drop', rule: null, path: [] }

/**
 * From a chain of the kernel's own on, through all that it jumps to (net/ipv4/netfilter/ip_tables.c ipt_do_table). A chain that
 * the table does not have accepts. Every call ends: the kernel refuses chains that call themselves, and drivers make none.
 */
export function evaluate(
  rules: Ruleset | null,
  table: TableName,
  chain: string,
  seen: Circumstances,
): Evaluation {
  const chains = rules && chainsByName(rules[table])
  const start = chains?.get(chain)
  if (!chains || !start) return ACCEPTED
  const path: Rule[] = []
  const rule = run(chains, start, seen, path)
  const verdict = rule && verdictOf(rule.target)
  if (rule && verdict) return { verdict, rule, path }
  const policy = start.policy === 'drop' ? DROPPED : ACCEPTED
  return path.length === 0 ? policy : { ...policy, path }
}

/** null: the target ends nothing. */
const verdictOf = ({ kind }: Target): Evaluation['verdict'] | null =>
  kind === 'return' || kind === 'jump' || kind === 'mark' ? null : kind

/** The rule that ended the packet's way through the chain, or null when it fell out at the end. */
function run(
  chains: ReadonlyMap<string, Chain>,
  chain: Chain,
  seen: Circumstances,
  path: Rule[],
): Rule | null {
  // the index leaves out what cannot match, and keeps the order
  for (const rule of candidates(chain, seen)) {
    if (!matches(rule.match, seen)) continue
    const { target } = rule
    if (target.kind === 'return') return null
    const before = path.length
    path.push(rule)
    if (target.kind === 'mark') continue
    if (target.kind !== 'jump') return rule
    const next = chains.get(target.chain)
    const ended = next ? run(chains, next, seen, path) : null
    if (ended) return ended
    if (path.length === before + 1) path.pop() // the jump decided nothing
  }
  return null
}

// A condition that is not there holds.

const isName = (condition: Is<string> | undefined, name: string): boolean =>
  condition === undefined || (condition.value === name) !== condition.not
const isWithin = (condition: Is<Cidr> | undefined, address: Ip): boolean =>
  condition === undefined || contains(condition.value, address) !== condition.not
const isSame = <T>(condition: T | undefined, value: T): boolean =>
  condition === undefined || condition === value

/** Do all conditions hold? The cheap ones are asked first. */
export const matches = (match: Match, seen: Circumstances): boolean =>
  isName(match.in, seen.in) &&
  isName(match.out, seen.out) &&
  isSame(match.protocol, seen.packet.protocol) &&
  isSame(match.dstPort, seen.packet.dstPort) &&
  isSame(match.srcPort, seen.packet.srcPort) &&
  isSame(match.established, seen.established) &&
  isSame(match.balanced, seen.balanced) &&
  isSame(match.vni, seen.packet.inside?.vni) &&
  isSame(match.decrypted, seen.decrypted ?? false) &&
  isWithin(match.dst, seen.packet.dst) &&
  isWithin(match.src, seen.packet.src) &&
  (match.dstLocal === undefined || match.dstLocal === seen.stack.isLocal(seen.packet.dst)) &&
  (match.srcLocal === undefined || match.srcLocal === seen.stack.isLocal(seen.packet.src))

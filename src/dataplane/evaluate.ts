/** Run one packet through one chain of a packet filter, as the kernel does. Cost: the rules that could match. */
import { contains } from '../addr/cidr.js'
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
  readonly isLocal: (address: Ip) => boolean
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

const chainsByName = remembered(
  (chains: readonly Chain[]): ReadonlyMap<string, Chain> => new Map(chains.map((c) => [c.name, c])),
)

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
  return rule && verdict ? { verdict, rule, path } : { verdict: start.policy ?? 'accept', rule: null, path }
}

/** null: the target ends nothing. */
const verdictOf = ({ kind }: Target): Evaluation['verdict'] | null =>
  kind === 'return' || kind === 'jump' || kind === 'mark' ? null : kind

export const ACCEPTED: Evaluation = { verdict: 'accept', rule: null, path: [] }

/** The rule that ended the packet's way through the chain, or null when it fell out at the end. */
function run(
  chains: ReadonlyMap<string, Chain>,
  chain: Chain,
  seen: Circumstances,
  path: Rule[],
): Rule | null {
  for (const rule of candidates(chain, { ...seen.packet, in: seen.in, out: seen.out })) {
    if (!matches(rule.match, seen)) continue
    if (rule.target.kind === 'return') return null
    const before = path.length
    path.push(rule)
    if (rule.target.kind === 'mark') continue
    if (rule.target.kind !== 'jump') return rule
    const next = chains.get(rule.target.chain)
    const ended = next ? run(chains, next, seen, path) : null
    if (ended) return ended
    if (path.length === before + 1) path.pop() // the jump decided nothing
  }
  return null
}

const holds = <T>(condition: Is<T> | undefined, test: (value: T) => boolean): boolean =>
  condition === undefined || test(condition.value) !== condition.not

export function matches(
  match: Match,
  { packet, in: input, out, established, balanced, isLocal, decrypted = false }: Circumstances,
): boolean {
  return (
    holds(match.in, (name) => name === input) &&
    holds(match.out, (name) => name === out) &&
    (match.protocol === undefined || match.protocol === packet.protocol) &&
    (match.dstPort === undefined || match.dstPort === packet.dstPort) &&
    (match.srcPort === undefined || match.srcPort === packet.srcPort) &&
    (match.established === undefined || match.established === established) &&
    (match.balanced === undefined || match.balanced === balanced) &&
    (match.vni === undefined || match.vni === packet.inside?.vni) &&
    (match.decrypted === undefined || match.decrypted === decrypted) &&
    holds(match.dst, (range) => contains(range, packet.dst)) &&
    holds(match.src, (range) => contains(range, packet.src)) &&
    (match.dstLocal === undefined || match.dstLocal === isLocal(packet.dst)) &&
    (match.srcLocal === undefined || match.srcLocal === isLocal(packet.src))
  )
}

/** A packet filter as text, as iptables-save 1.8 (nft) prints it, without counters and without empty tables. */
import { familyOf } from '../addr/ip.js'
import type { Family, Ip } from '../addr/ip.js'
import { remembered } from './remember.js'
import type { Chain, Is, Match, Rule, Ruleset, TableName, Target } from './rule.js'

/** iptables-nft's own order, whatever was made first (iptables 1.8 iptables/nft.h enum nft_table_type). */
const ORDER: readonly TableName[] = ['mangle', 'raw', 'filter', 'nat']

/** One line an element. Tables that hold neither a rule nor a user's chain are left out. */
export function iptablesSave(rules: Ruleset, family: Family): readonly string[] {
  return ORDER.flatMap((table) => {
    const chains = rules[table]
    if (!chains.some((c) => c.policy === null || c.rules.length > 0)) return []
    // built-in chains in the order in which they were described, the users' by name
    const sorted = [
      ...chains.filter((c) => c.policy !== null),
      ...chains.filter((c) => c.policy === null).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ]
    return [
      `*${table}`,
      ...sorted.map(declaration),
      ...sorted.flatMap((c) => c.rules.map((rule) => ruleText(rule, family))),
      'COMMIT',
    ]
  })
}

/** The kernel's chains have a policy, the users' a dash. Counters, which follow in a real dump, are not modelled. */
const declaration = ({ name, policy }: Chain): string => `:${name} ${policy?.toUpperCase() ?? '-'}`

/** One rule as the command that would add it: `-A DOCKER-USER -i eth0 -j DROP`. Written once a rule, 15 ns from then on. */
export const ruleText = (rule: Rule, family: Family): string => (family === 4 ? text4 : text6)(rule)

// the family changes one word, so both texts may be needed of one rule (ICMP)
const text4 = remembered((rule: Rule) => written(rule, 4))
const text6 = remembered((rule: Rule) => written(rule, 6))

const written = ({ chain, match, target }: Rule, family: Family): string =>
  ['-A', chain, ...matchWords(match, family), ...targetWords(target)].join(' ')

/** An option with its value, and `!` before it where the condition is negated: `! -i docker0`. */
const flag = <T>(name: string, condition: Is<T> | undefined, text: (value: T) => string): string[] =>
  condition ? [...(condition.not ? ['!'] : []), name, text(condition.value)] : []

/**
 * In the order in which iptables-save writes matches: the header's own fields, the protocol, then extensions, each with the
 * `-m` that loads it (iptables/nft-ipv4.c nft_ipv4_save_rule).
 */
function matchWords(match: Match, family: Family): string[] {
  const { protocol } = match
  const ports = [
    ...(match.srcPort === undefined ? [] : ['--sport', String(match.srcPort)]),
    ...(match.dstPort === undefined ? [] : ['--dport', String(match.dstPort)]),
  ]
  const name = protocol === 'icmp' && family === 6 ? 'ipv6-icmp' : protocol
  return [
    ...flag('-s', match.src, String),
    ...flag('-d', match.dst, String),
    ...flag('-i', match.in, String),
    ...flag('-o', match.out, String),
    ...(name ? ['-p', name] : []),
    ...(match.decrypted === undefined
      ? []
      : ['-m', 'policy', '--dir', 'in', '--pol', match.decrypted ? 'ipsec' : 'none']),
    ...(protocol && ports.length > 0 ? ['-m', protocol, ...ports] : []),
    ...(match.srcLocal === undefined ? [] : ['-m', 'addrtype', '--src-type', 'LOCAL']),
    ...(match.dstLocal === undefined ? [] : ['-m', 'addrtype', '--dst-type', 'LOCAL']),
    ...(match.vni === undefined ? [] : ['-m', 'bpf', '--bytecode', `"${vniProgram(match.vni)}"`]),
    ...(match.established === undefined ? [] : ['-m', 'conntrack', '--ctstate', 'RELATED,ESTABLISHED']),
    ...(match.balanced === undefined ? [] : ['-m', 'ipvs', '--ipvs']),
  ]
}

/** Loads the packet's VXLAN identifier and compares (moby libnetwork/drivers/overlay/bpf.go vniMatchBPF, in xt_bpf's decimals). */
const vniProgram = (vni: number): string =>
  `7,32 0 0 4294963252,7 0 0 0,64 0 0 4,116 0 0 8,21 1 0 ${vni},6 0 0 0,6 0 0 4294967295`

/** What follows the matches: `-j` and the target's own options. */
function targetWords(target: Target): string[] {
  switch (target.kind) {
    case 'jump':
      return ['-j', target.chain]
    case 'accept':
    case 'drop':
    case 'return':
    case 'masquerade':
      return ['-j', target.kind.toUpperCase()]
    case 'snat':
      return ['-j', 'SNAT', '--to-source', target.to]
    case 'dnat':
      return ['-j', 'DNAT', '--to-destination', socket(target.to, target.port)]
    case 'redirect':
      return ['-j', 'REDIRECT', '--to-ports', String(target.port)]
    case 'mark':
      return ['-j', 'MARK', '--set-xmark', `0x${target.mark.toString(16)}/0xffffffff`]
  }
}

/** NAT targets want brackets around an IPv6 address that a port follows. */
const socket = (address: Ip, port: number): string =>
  familyOf(address) === 6 ? `[${address}]:${String(port)}` : `${address}:${String(port)}`

/**
 * How two states of one namespace, or of one segment, differ for packets: for which addresses, or for all. Whatever does not
 * name an address differs for all. Facts are compared by identity: two that are equal and not the same may count as different.
 */
import { addressOf, contains } from '../addr/cidr.js'
import type { Cidr } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import { changedRules } from './chainIndex.js'
import type { Interface, Namespace, Route } from './namespace.js'
import { sameItems } from './remember.js'
import type { Rule, Ruleset, TableName } from './rule.js'
import type { Port, Segment } from './segment.js'

/** The ranges and addresses that packets may fare differently with; null: any. */
export type Difference = { readonly ranges: readonly Cidr[]; readonly addresses: readonly Ip[] } | null

/** No packet can tell them apart. */
const SAME = { ranges: [], addresses: [] }

/** Does it matter to a packet that is from, for, or on its way to one of these addresses? */
export const concerns = (difference: Difference, address: Ip): boolean =>
  difference === null ||
  difference.addresses.includes(address) ||
  difference.ranges.some((range) => contains(range, address))

/** Of a namespace that came or went: all. O(what differs), but for comparing lists item by item. */
export function namespaceDifference(before: Namespace | undefined, after: Namespace | undefined): Difference {
  if (before === after) return SAME
  if (!before || !after || before.forwarding !== after.forwarding) return null
  if (!sameItems(before.listeners, after.listeners)) return null
  if (before.virtualServices !== after.virtualServices || before.tunnels !== after.tunnels) return null
  const interfaces = interfaceDifference(before.interfaces, after.interfaces)
  const rules = [rulesDifference(before.rules4, after.rules4), rulesDifference(before.rules6, after.rules6)]
  if (interfaces === null || rules[0] === null || rules[1] === null) return null
  return {
    ranges: onlyIn(before.routes, after.routes).map(rangeOf),
    addresses: [...interfaces, ...rules.flatMap((each) => each ?? [])],
  }
}

/** A route matters to what is sent into its range, whether it won or lost there. */
const rangeOf = ({ to }: Route): Cidr => to

/** Items that one of the lists has alone. */
function onlyIn<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  const [was, is] = [new Set(before), new Set(after)]
  return [...before.filter((item) => !is.has(item)), ...after.filter((item) => !was.has(item))]
}

/** A device that came or went matters by its addresses and routes; one that is another now, to all. */
function interfaceDifference(
  before: readonly Interface[],
  after: readonly Interface[],
): readonly Ip[] | null {
  const differing = onlyIn(before, after)
  const names = differing.map(({ name }) => name)
  if (new Set(names).size < names.length) return null
  return differing.flatMap(({ addresses }) => addresses.map(addressOf))
}

const TABLES: readonly TableName[] = ['raw', 'mangle', 'filter', 'nat']

/**
 * Rules that name one destination address matter to packets for it, all others to any packet. Chains that came, went or got
 * another policy decide for everybody.
 */
function rulesDifference(before: Ruleset | null, after: Ruleset | null): readonly Ip[] | null {
  if (before === after) return []
  if (before === null || after === null) return null
  const changed: Rule[] = []
  for (const table of TABLES) {
    const [was, is] = [before[table], after[table]]
    if (was.length !== is.length) return null
    for (const [i, chain] of was.entries()) {
      const other = is[i]
      if (other?.name !== chain.name || other.policy !== chain.policy) return null
      changed.push(...changedRules(chain, other))
    }
  }
  const addresses: Ip[] = []
  for (const { match } of changed) {
    if (match.dst?.not !== false || !isWhole(match.dst.value)) return null
    addresses.push(addressOf(match.dst.value))
  }
  return addresses
}

const isWhole = (range: Cidr): boolean => range.endsWith(range.includes(':') ? '/128' : '/32')

/** By who asks the segment for an address. Ports below others are told apart by more than that. */
export function segmentDifference(before: Segment | undefined, after: Segment | undefined): Difference {
  if (before === after) return SAME
  if (!before || !after || before.label !== after.label || before.tunnel !== after.tunnel) return null
  const [was, is] = [before.filteredAs, after.filteredAs]
  if (was?.namespace !== is?.namespace || was?.device !== is?.device) return null
  // below a parent a frame's way depends on modes and MAC addresses of others, not on who has the address alone
  const ports: readonly Port[] = onlyIn(before.ports, after.ports)
  if ([...before.ports, ...after.ports].some(({ below }) => below)) return null
  return { ranges: [], addresses: ports.flatMap(({ addresses }) => addresses) }
}

/**
 * Put the rules that drivers described into their chains, in the order in which an engine would have added them:
 * iptables has no other memory than that order. Drivers say when a rule came and whether it was inserted; nothing else
 * is needed to rebuild it.
 */
import type { Family } from '../addr/ip.js'
import type { RuleFact, Wiring } from '../drivers/api.js'
import { composeChain } from '../dataplane/chainIndex.js'
import { remembered, sameItems } from '../dataplane/remember.js'
import type { Chain, Ruleset, TableName } from '../dataplane/rule.js'

/** Both families' packet filters of one namespace, and what they were put together of. */
export interface Filters {
  readonly parts: readonly Part[]
  /** Null where nobody described a chain: such a namespace filters nothing. */
  readonly rules4: Ruleset | null
  readonly rules6: Ruleset | null
}

/** What one wiring adds, chain by chain. */
interface Part {
  readonly wiring: Wiring
  readonly lists: ReadonlyMap<string, readonly RuleFact[]>
}

const keyOf = (family: Family, table: TableName, chain: string): string => `${family} ${table} ${chain}`
const chainOf = remembered(({ family, rule }: RuleFact) => keyOf(family, rule.table, rule.chain))

/** A list that says what it said before stays the same one, and so does the chain that has it. O(rules of the wiring). */
function partOf(wiring: Wiring, before: Part | undefined): Part {
  if (before?.wiring === wiring) return before
  if (before?.wiring.rules === wiring.rules) return { wiring, lists: before.lists }
  const lists = new Map<string, RuleFact[]>()
  for (const fact of wiring.rules) {
    const key = chainOf(fact)
    const known = lists.get(key)
    if (known) known.push(fact)
    else lists.set(key, [fact])
  }
  if (!before) return { wiring, lists }
  const kept = new Map<string, readonly RuleFact[]>(lists)
  for (const [key, list] of lists) {
    const old = before.lists.get(key)
    if (old && sameItems(old, list)) kept.set(key, old)
  }
  return { wiring, lists: kept }
}

/**
 * `last`: as they were before, of which all is kept that still holds: chains too, with what packets have asked of them. Without
 * it, O(wirings x chains + rules); with it, O(wirings + rules of those that have changed), as long as the chains stay.
 */
export function filtersOf(wirings: readonly Wiring[], last?: Filters): Filters {
  const parts = wirings.map((wiring, i) => partOf(wiring, last?.parts[i]))
  if (!last || !haveSameChains(parts, last.parts))
    return { parts, rules4: rulesetOf(parts, 4), rules6: rulesetOf(parts, 6) }
  let { rules4, rules6 } = last
  for (const fact of changedChains(parts, last.parts))
    if (fact.family === 4) rules4 = recomposed(rules4, parts, fact)
    else rules6 = recomposed(rules6, parts, fact)
  return { parts, rules4, rules6 }
}

const haveSameChains = (parts: readonly Part[], last: readonly Part[]): boolean =>
  parts.length === last.length && parts.every(({ wiring }, i) => wiring.chains === last[i]?.wiring.chains)

/** One rule of each chain that some part adds something else to than before. */
function changedChains(parts: readonly Part[], last: readonly Part[]): Iterable<RuleFact> {
  const changed = new Map<string, RuleFact>()
  const compare = (lists: Part['lists'], others: Part['lists'] | undefined): void => {
    for (const [key, list] of lists) if (others?.get(key) !== list && list[0]) changed.set(key, list[0])
  }
  for (const [i, part] of parts.entries()) {
    const before = last[i]
    if (part.lists === before?.lists) continue
    compare(part.lists, before?.lists)
    if (before) compare(before.lists, part.lists)
  }
  return changed.values()
}

/** With the chain of that rule put together again. */
function recomposed(rules: Ruleset | null, parts: readonly Part[], fact: RuleFact): Ruleset | null {
  const { table, chain } = fact.rule
  const lists = listsFor(parts, chainOf(fact))
  return (
    rules && {
      ...rules,
      [table]: rules[table].map((each) =>
        each.name === chain ? composeChain(chain, each.policy, lists) : each,
      ),
    }
  )
}

function rulesetOf(parts: readonly Part[], family: Family): Ruleset | null {
  // several networks may need the same chain, which is made once
  const made = parts.flatMap(({ wiring }) => wiring.chains).filter((c) => c.family === family)
  const chains = [...new Map(made.map((c) => [`${c.table} ${c.name}`, c])).values()]
  if (chains.length === 0) return null
  const table = (name: TableName): readonly Chain[] =>
    chains
      .filter((c) => c.table === name)
      .map((c) => composeChain(c.name, c.policy, listsFor(parts, keyOf(family, name, c.name))))
  return { raw: table('raw'), mangle: table('mangle'), filter: table('filter'), nat: table('nat') }
}

function listsFor(parts: readonly Part[], key: string): readonly (readonly RuleFact[])[] {
  const found: (readonly RuleFact[])[] = []
  for (const { lists } of parts) {
    const list = lists.get(key)
    if (list) found.push(list)
  }
  return found
}

/**
 * Put the rules that drivers described into their chains, in the order in which an engine would have added them:
 * iptables has no other memory than that order. Drivers say when a rule came and whether it was inserted; nothing else
 * is needed to rebuild it.
 */
import type { Family } from '../addr/ip.js'
import type { ChainFact, RuleFact, Wiring } from '../drivers/api.js'
import { composeChain } from '../dataplane/chainIndex.js'
import { remembered } from '../dataplane/remember.js'
import type { Chain, Ruleset, TableName } from '../dataplane/rule.js'

/** What one wiring adds, chain by chain: filed once, and again only when it has changed. */
const listsOf = remembered(({ rules }: Wiring): ReadonlyMap<string, readonly RuleFact[]> => {
  const lists = new Map<string, RuleFact[]>()
  for (const fact of rules) {
    const key = `${fact.family} ${fact.rule.table} ${fact.rule.chain}`
    const known = lists.get(key)
    if (known) known.push(fact)
    else lists.set(key, [fact])
  }
  return lists
})

/** Null when nobody described a chain: such a namespace filters nothing. O(wirings x chains), and their rules once. */
export function rulesetOf(wirings: readonly Wiring[], family: Family): Ruleset | null {
  // several networks may need the same chain, which is made once
  const made = wirings.flatMap((w) => w.chains).filter((c) => c.family === family)
  const chains = [...new Map(made.map((c) => [`${c.table} ${c.name}`, c])).values()]
  if (chains.length === 0) return null
  const table = (name: TableName): readonly Chain[] =>
    chains
      .filter((c) => c.table === name)
      .map((c: ChainFact) => {
        const key = `${family} ${name} ${c.name}`
        return composeChain(c.name, c.policy, () => wirings.flatMap((w) => present(listsOf(w).get(key))))
      })
  return { raw: table('raw'), mangle: table('mangle'), filter: table('filter'), nat: table('nat') }
}

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value])

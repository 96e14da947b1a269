/** Put the rules that drivers described into their chains, in the order in which an engine would have added them. */
import type { Family } from '../addr/ip.js'
import type { ChainFact, RuleFact, Wiring } from '../drivers/api.js'
import type { Chain, Rule, Ruleset, TableName } from '../dataplane/rule.js'
import { ruleText } from '../dataplane/iptables.js'

/** Null when nobody described a chain: such a namespace filters nothing. O(rules log rules). */
export function rulesetOf(wirings: readonly Wiring[], family: Family): Ruleset | null {
  // several networks may need the same chain, which is made once
  const made = wirings.flatMap((w) => w.chains).filter((c) => c.family === family)
  const chains = [...new Map(made.map((c) => [`${c.table} ${c.name}`, c])).values()]
  if (chains.length === 0) return null
  const rules = new Map<string, RuleFact[]>()
  for (const fact of wirings.flatMap((w) => w.rules)) {
    if (fact.family !== family) continue
    const key = `${fact.rule.table} ${fact.rule.chain}`
    const list = rules.get(key)
    if (list) list.push(fact)
    else rules.set(key, [fact])
  }
  const table = (name: TableName): readonly Chain[] =>
    chains
      .filter((c) => c.table === name)
      .map((c: ChainFact) => ({
        name: c.name,
        policy: c.policy,
        rules: inOrder(rules.get(`${name} ${c.name}`) ?? [], family),
      }))
  return { raw: table('raw'), mangle: table('mangle'), filter: table('filter'), nat: table('nat') }
}

/**
 * By time; what was inserted stands above what was appended, the latest on top. A rule that is there already is not added
 * again (moby libnetwork/iptables ProgramRule looks first).
 */
function inOrder(facts: readonly RuleFact[], family: Family): readonly Rule[] {
  const seen = new Set<string>()
  const once = facts
    .toSorted((a, b) => a.at - b.at)
    .filter(({ rule }) => {
      const text = ruleText(rule, family)
      return !seen.has(text) && seen.add(text)
    })
  return [...once.filter((f) => f.insert).toReversed(), ...once.filter((f) => !f.insert)].map((f) => f.rule)
}

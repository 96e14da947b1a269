/**
 * Who reaches whom, asked directly: somebody by what rules call them, or an address, or a name as a program would look it
 * up. A verdict for every pair and port.
 */
import type { Selectors } from './rules/rule.js'
import { listOf } from './rules/rule.js'
import type { Port } from './rules/port.js'
import { situationOf, type Situation, type Subject } from './subject.js'
import { aboutTarget, distinct, everywhere } from './verdict/assumption.js'
import { witnessOf } from './verdict/attempt.js'
import { settledByName, settledVerdict } from './verdict/chance.js'
import type { Reachability } from './verdict/row.js'
import type { Party } from './verdict/party.js'
import { select } from './verdict/select.js'

/** So many tries are told of each row. */
const WITNESSES = 3

/**
 * A row for every pair and port; without ports one a pair, for any way there is. Empty: nobody asks. A container that does
 * not run asks nobody, and is asked as a name. Cost: as `check`.
 */
export function reachability(
  subject: Subject,
  from: Selectors,
  to: Selectors,
  ...ports: readonly Port[]
): readonly Reachability[] {
  const situation = situationOf(subject)
  const askers = select(situation, listOf(from)).parties
  const wanted = ports.length === 0 ? [null] : ports
  return listOf(to).flatMap((target) => {
    const { parties } = select(situation, [target])
    return askers.flatMap((asker) =>
      wanted.flatMap((port) =>
        parties.length === 0
          ? [settledByName(situation, asker, target, port)]
          : parties
              .filter(({ namespace }) => namespace !== asker.namespace)
              .map((party) => byParty(situation, asker, party, port)),
      ),
    )
  })
}

/** A row for somebody whom rules know too: all doors are tried, and the verdict is the one that a rule would get. */
function byParty(situation: Situation, from: Party, to: Party, port: Port | null): Reachability {
  const { verdict, controlled, says, decisive } = settledVerdict(situation, from, to, port)
  return {
    from: from.label,
    to: to.label,
    port,
    verdict,
    controlled,
    says: `${says}.`,
    witnesses: decisive.slice(0, WITNESSES).map((a) => witnessOf(situation, a)),
    assumptions: distinct([...everywhere, ...aboutTarget(to)]),
  }
}

/** Whether one party reaches another, by all the doors it has: the verdict that rules and matchers are made of. */
import { isProgramKnown } from '../../engine/program.js'
import { portText, type Port } from '../rules/port.js'
import type { Situation } from '../subject.js'
import { attempt, doorsFor, type Attempt } from './attempt.js'
import type { Party } from './party.js'

/**
 * - `reachable`, `unreachable`: by what the world says
 * - `ambiguous`: it hangs on what the engine leaves to chance
 * - `undetermined`: it hangs on something that is not modelled
 */
export type Verdict = 'reachable' | 'unreachable' | 'ambiguous' | 'undetermined'

/** What became of all doors between two parties. */
export interface PairVerdict {
  readonly from: Party
  readonly to: Party
  /** null: any way, a ping or whatever port the target listens on. */
  readonly port: Port | null
  readonly verdict: Verdict
  /** Of an unreachable one: the target would have answered somebody else. False: it proves nothing about the networks. */
  readonly controlled: boolean
  /** One sentence, without its full stop. */
  readonly says: string
  /** The tries that decided. */
  readonly decisive: readonly Attempt[]
  readonly tried: number
}

/** Every door is tried. O(doors) conversations. */
export function pairVerdict(situation: Situation, from: Party, to: Party, port: Port | null): PairVerdict {
  const tries = doorsFor(to, port).map((door) => attempt(situation, from, to, door))
  const ended = (end: Attempt['end']): readonly Attempt[] => tries.filter((t) => t.end === end)
  const [reached, open, blocked] = [ended('reached'), ended('open'), ended('blocked')]
  const verdict = (
    is: Verdict,
    says: string,
    decisive: readonly Attempt[],
    controlled = true,
  ): PairVerdict => ({ from, to, port, verdict: is, controlled, says, decisive, tried: tries.length })

  const [a, b, on] = [from.label, to.label, port === null ? '' : ` on ${portText(port)}`]
  if (reached.length > 0) return verdict('reachable', `${a} reaches ${b}${on}`, reached)
  // it got there: whether somebody listens is then the program's business, of which the world may know nothing
  if (open.length > 0)
    return isKnown(to)
      ? verdict(
          'unreachable',
          `${a} comes as far as ${b}, and only that nothing answers there${on} stops it`,
          open,
          false,
        )
      : verdict('undetermined', `${a} comes as far as ${b}, and ${unknownProgram(to)}`, open)
  if (blocked.length > 0) return verdict('unreachable', `${a} does not reach ${b}${on}`, blocked)
  const nothing =
    tries.length === 0
      ? `${b} has no address, so nobody reaches it whatever the networks are`
      : `nothing answers at ${b}${on}, so nobody reaches it there whatever the networks are`
  return verdict('unreachable', isKnown(to) ? nothing : `${nothing}: ${unknownProgram(to)}`, tries, false)
}

/** Of a machine everything is known, of an image only what it exposes, publishes or is labelled with. */
const isKnown = ({ container }: Party): boolean => container === null || isProgramKnown(container)

const unknownProgram = ({ container }: Party): string =>
  `nothing is known of where image ${container?.config.image ?? ''} listens (expose the port, or say so with the label cnm.listen)`

/**
 * Who reaches whom, asked directly: somebody by what rules call them, or an address, or a name as a program would look it
 * up. A verdict for every pair and port.
 */
import { parseIp } from '../addr/ip.js'
import { connect } from '../reach/connect.js'
import { explain, explainTrace } from '../reach/explain.js'
import { ping } from '../reach/ping.js'
import type { Selectors } from './rules/rule.js'
import { listOf } from './rules/rule.js'
import { portText, type Port } from './rules/port.js'
import { situationOf, type Situation, type Subject } from './subject.js'
import { aboutTarget, distinct, everywhere, type Assumption } from './verdict/assumption.js'
import { witnessOf, type Witness } from './verdict/attempt.js'
import { pairVerdict, type Verdict } from './verdict/pair.js'
import type { Party } from './verdict/party.js'
import { select } from './verdict/select.js'

export interface Reachability {
  /** `h1/web` */
  readonly from: string
  /** `h1/db`; or the address or name that was asked for. */
  readonly to: string
  readonly port: Port | null
  readonly verdict: Verdict
  /** Of an unreachable one: whether the target would have answered somebody else. */
  readonly controlled: boolean
  /** One sentence. */
  readonly says: string
  /** The tries that decided, at most three. */
  readonly witnesses: readonly Witness[]
  readonly assumptions: readonly Assumption[]
}

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
          ? [byName(situation, asker, target, port)]
          : parties
              .filter(({ namespace }) => namespace !== asker.namespace)
              .map((party) => byParty(situation, asker, party, port)),
      ),
    )
  })
}

function byParty(situation: Situation, from: Party, to: Party, port: Port | null): Reachability {
  const { verdict, controlled, says, decisive } = pairVerdict(situation, from, to, port)
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

/** A name that nobody bears proves nothing; nor does an address that nobody has. */
function byName({ env, world }: Situation, from: Party, target: string, port: Port | null): Reachability {
  const report =
    port === null
      ? ping(env, world.cnm, from.ref, target)
      : connect(env, world.cnm, from.ref, target, port.port, port.protocol)
  const on = port === null ? '' : ` on ${portText(port)}`
  const reached = report.verdict === 'reachable'
  const witness: Witness = {
    from: from.label,
    to: target,
    by: `${report.address ?? target}${port === null ? ' (ping)' : ` port ${portText(port)}`}`,
    end: reached ? 'reached' : 'untested',
    report,
    explanation: explain(report),
    trace: report.conversation ? explainTrace(report.conversation) : [],
  }
  return {
    from: from.label,
    to: target,
    port,
    verdict: report.verdict,
    controlled: reached,
    says: `${from.label} ${reached ? 'reaches' : 'does not reach'} ${target}${on}.${
      reached
        ? ''
        : ` Nobody is called '${target}' in this world${parseIp(target) ? '' : ', and no container resolves to it here'}.`
    }`,
    witnesses: [witness],
    assumptions: everywhere,
  }
}

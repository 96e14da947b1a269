/** Reports in plain sentences: the facts that decided, and nothing else. The only place with English about packets. */
import { familyOf } from '../addr/ip.js'
import type { Conversation } from '../dataplane/conversation.js'
import type { Trace } from '../dataplane/trace.js'
import { endingPhrase } from './explain/ending.js'
import { labelsOf } from './explain/labels.js'
import type { LabelOf } from './explain/labels.js'
import { namePhrases } from './explain/name.js'
import { isRedirect, pathPhrases, rivalries, translations } from './explain/path.js'
import { hopLine, packetText, stepLine } from './explain/step.js'
import type { Report } from './report.js'
import type { Resolution } from './resolve.js'

/** More than that nobody reads; who wants all of it gets `explainTrace`. */
const MOST_SENTENCES = 3

/** One to three sentences about a ping, a connection or a look-up. Cost: O(steps of the traces). */
export function explain(report: Report | Resolution): string {
  if (!('conversation' in report)) return sentences(namePhrases(report))
  const { resolution, conversation } = report
  const found = namePhrases(resolution)
  if (!conversation) return sentences(found)
  const labelOf = labelsOf(conversation)
  const said =
    report.verdict === 'reachable'
      ? pathPhrases(conversation, resolution.asker.label, labelOf)
      : failurePhrases(conversation, resolution.asker, labelOf)
  // how a name was found is worth a sentence, but never at the cost of what decided
  return sentences([...(found.length + said.length <= MOST_SENTENCES ? found : []), ...said])
}

/** Names keep their spelling at the beginning of a sentence; English words get a capital. */
const sentences = (phrases: readonly string[]): string =>
  phrases
    .slice(0, MOST_SENTENCES)
    .map(
      (phrase) =>
        `${phrase.replace(/^(the|nobody|no|its)\b/, (word) => word.slice(0, 1).toUpperCase() + word.slice(1))}.`,
    )
    .join(' ')

/** What stopped the conversation: the request, the relay's own connection, or the answer. */
function failurePhrases(
  conversation: Conversation,
  asker: Resolution['asker'],
  labelOf: LabelOf,
): readonly string[] {
  const { request, answer, relayed, outcome } = conversation
  const lost = answer && answer.ending.kind !== 'accepted' ? ended(answer, labelOf) : undefined
  if (request.ending.kind !== 'accepted')
    return [
      ...translations(conversation, isRedirect).slice(0, 1),
      `${toward(request)}${ended(request, labelOf)}${noWayOut(conversation, asker)}`,
      ...rivalries(conversation),
      ...(lost === undefined ? [] : [`the message about it is lost: ${lost}`]),
    ]
  if (lost !== undefined)
    return [`${request.packet.dst} was reached, but its answer is lost: ${lost}`, ...rivalries(conversation)]
  if (relayed && outcome.kind !== 'answered') {
    const { to, port } = relayed.question
    return [
      `docker-proxy at ${labelOf(request.ending.at)} took the connection, but cannot reach ${to} port ${port}`,
      ...failurePhrases(relayed, asker, labelOf),
    ]
  }
  return [`the answer went to somebody else than ${labelOf(conversation.question.from)}`]
}

/** The ending as a clause. The packet that it is about is the one that came into the last namespace. */
const ended = ({ ending, hops, packet }: Trace, labelOf: LabelOf): string =>
  endingPhrase(ending, hops.at(-1)?.packet ?? packet, labelOf)

/** The gateway that the packet was given to, where it ended beyond it. */
function toward({ packet, hops }: Trace): string {
  const route = hops[0]?.steps.find((step) => step.kind === 'route')?.route
  if (hops.length < 2 || !route || route.via === null) return ''
  const of = route.cause.network === undefined ? '' : ` of network ${route.cause.network}`
  return `the way to ${packet.dst} is the gateway ${route.via}${of}, and `
}

/** Why a sandbox has no route: what its networks lack. */
function noWayOut(
  { question, request: { ending } }: Conversation,
  { networks }: Resolution['asker'],
): string {
  if (ending.kind !== 'no-route' || ending.at !== question.from || networks === null) return ''
  if (networks.length === 0) return ': it is on no network'
  const names = networks.map(({ name }) => name).join(', ')
  const plural = networks.length > 1
  if (networks.every(({ internal }) => internal))
    return `: its ${plural ? `networks ${names} are` : `network ${names} is`} internal, so it has no default route`
  return `: its ${plural ? `networks ${names} give` : `network ${names} gives`} it no IPv${familyOf(question.to)} default route`
}

/**
 * The whole way, one line a step: there, back, and what a relay did in between. Facts are written out once (explain/step.ts), so
 * that a trace in words costs little more than the trace: 1 us in a small world.
 */
export function explainTrace(conversation: Conversation): readonly string[] {
  const lines: string[] = []
  tellConversation(conversation, '', lines)
  return lines
}

/** `before` stands at the beginning of each line. */
function tellConversation(conversation: Conversation, before: string, lines: string[]): void {
  const labelOf = labelsOf(conversation)
  const { request, answer, relayed } = conversation
  tellTrace('request', request, labelOf, before, lines)
  if (relayed) tellConversation(relayed, `${before}  relay `, lines)
  if (answer) tellTrace('answer', answer, labelOf, before, lines)
}

/** A tunnel's packet has a way of its own, which stands below the step that it carries on. */
function tellTrace(title: string, trace: Trace, labelOf: LabelOf, before: string, lines: string[]): void {
  lines.push(`${before}${title}: ${packetText(trace.packet)}`)
  for (const hop of trace.hops) {
    lines.push(`${before}  ${hopLine(hop)}`)
    for (const step of hop.steps) {
      lines.push(`${before}    ${stepLine(step, hop.packet.family)}`)
      if (step.kind === 'tunnel') tellTrace('outer', step.outer, labelOf, `${before}      `, lines)
    }
  }
  lines.push(`${before}  end ${trace.ending.kind}: ${ended(trace, labelOf)}`)
}

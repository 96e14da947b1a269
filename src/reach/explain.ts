/** Reports in plain sentences: the facts that decided, and nothing else. The only place with English about packets. */
import type { Conversation } from '../dataplane/conversation.js'
import type { Hop } from '../dataplane/trace.js'
import { endingPhrase } from './explain/ending.js'
import type { LabelOf } from './explain/ending.js'
import { namePhrases } from './explain/name.js'
import { pathPhrases } from './explain/path.js'
import { hopLine, packetText, stepLine } from './explain/step.js'
import type { Report } from './report.js'
import type { Resolution } from './resolve.js'

/** One to three sentences about a ping, a connection or a look-up. Cost: O(steps of the traces). */
export function explain(report: Report | Resolution): string {
  if (!('conversation' in report)) return sentences(namePhrases(report), 3)
  const { resolution, conversation } = report
  const found = namePhrases(resolution)
  if (!conversation) return sentences(found, 3)
  const label = resolution.asker.label
  const labels = labelsOf(conversation)
  const said =
    report.verdict === 'reachable'
      ? pathPhrases(conversation, label, labels)
      : failurePhrases(conversation, labels)
  // how a name was found is worth a sentence, but never at the cost of what decided
  return sentences([...(found.length + said.length <= 3 ? found : []), ...said], 3)
}

const sentences = (phrases: readonly string[], most: number): string =>
  phrases
    .slice(0, most)
    .map((phrase) => `${phrase.slice(0, 1).toUpperCase()}${phrase.slice(1)}.`)
    .join(' ')

/** What stopped the conversation: the request, the relay's own connection, or the answer. */
function failurePhrases(conversation: Conversation, labelOf: LabelOf): readonly string[] {
  const { request, answer, relayed, outcome } = conversation
  if (request.ending.kind !== 'accepted') {
    const lost = answer && answer.ending.kind !== 'accepted' ? answer : null
    return [
      `${toward(conversation)}${endingPhrase(request.ending, request.packet, labelOf)}`,
      ...(lost ? [`the message about it is lost: ${endingPhrase(lost.ending, lost.packet, labelOf)}`] : []),
    ]
  }
  if (answer && answer.ending.kind !== 'accepted')
    return [
      `${request.packet.dst} was reached, but its answer is lost: ${endingPhrase(answer.ending, answer.packet, labelOf)}`,
    ]
  if (relayed && outcome.kind !== 'answered')
    return [
      `docker-proxy at ${labelOf(request.ending.at)} took the connection, but cannot reach ${relayed.question.to} port ${relayed.question.port}`,
      ...failurePhrases(relayed, labelOf),
    ]
  return [`the answer went to somebody else than ${labelOf(conversation.question.from)}`]
}

/** By which way it left, where that says something: a packet that ends beyond the first namespace. */
function toward({ request }: Conversation): string {
  const route = request.hops[0]?.steps.find((step) => step.kind === 'route')?.route
  if (request.hops.length < 2 || !route) return ''
  const { via, device, cause } = route
  const by = via === null ? `by ${device}` : `by the gateway ${via}`
  return `the packet to ${request.packet.dst} leaves ${by}${cause.network === undefined ? '' : ` of network ${cause.network}`}; `
}

/** Names for the namespaces that a conversation passed. */
function labelsOf(conversation: Conversation): LabelOf {
  const labels = new Map<string, string>()
  const learn = (hops: readonly Hop[]): void => hops.forEach((hop) => labels.set(hop.namespace, hop.label))
  for (let each: Conversation | null = conversation; each; each = each.relayed) {
    learn(each.request.hops)
    learn(each.answer?.hops ?? [])
  }
  return (namespace) => labels.get(namespace) ?? namespace
}

/** The whole way, one line a step: there, back, and what a relay did in between. Empty without a trace. */
export function explainTrace(conversation: Conversation): readonly string[] {
  const labelOf = labelsOf(conversation)
  const { request, answer, relayed } = conversation
  const told = (title: string, { packet, hops, ending }: typeof request): readonly string[] => [
    `${title}: ${packetText(packet)}`,
    ...hops.flatMap((hop) => [
      `  ${hopLine(hop)}`,
      ...hop.steps.map((step) => `    ${stepLine(step, hop.packet.family)}`),
    ]),
    `  end ${ending.kind}: ${endingPhrase(ending, packet, labelOf)}`,
  ]
  return [
    ...told('request', request),
    ...(relayed ? explainTrace(relayed).map((line) => `  relay ${line}`) : []),
    ...(answer ? told('answer', answer) : []),
  ]
}

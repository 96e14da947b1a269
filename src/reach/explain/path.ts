/** How a conversation that succeeded got there: over which network, translations, relays, and who answered. */
import type { Conversation } from '../../dataplane/conversation.js'
import type { Step } from '../../dataplane/trace.js'
import { ruleWords } from './ending.js'
import type { LabelOf } from './ending.js'

/** Sentences without full stops, the first one about the answer. */
export function pathPhrases(conversation: Conversation, asker: string, labelOf: LabelOf): readonly string[] {
  const { request, relayed, ending } = conversation
  const to = request.packet.dst
  const end = labelOf(request.ending.at)
  const self = request.hops.length === 1
  const who =
    conversation.outcome.kind === 'answered' && conversation.outcome.by
      ? `${conversation.outcome.by.owner} at ${labelOf(ending.at)}`
      : end
  const first =
    self && !relayed
      ? `${who} answers: ${to} is ${asker}'s own address`
      : `${who} answers${way(conversation)}`
  return [
    first,
    ...translations(conversation),
    ...(relayed && request.ending.kind === 'accepted'
      ? [
          `docker-proxy at ${end} relayed the connection to ${relayed.question.to} port ${relayed.question.port}`,
        ]
      : []),
  ]
}

function way({ request: { hops } }: Conversation): string {
  const [first] = hops
  const route = first?.steps.find((step) => step.kind === 'route')?.route
  const over = route?.cause.network === undefined ? '' : ` over network ${route.cause.network}`
  const between = hops.slice(1, -1).map((hop) => hop.label)
  return over + (between.length === 0 ? '' : ` by way of ${between.join(', ')}`)
}

/** What the packet filters on the way there changed. */
function translations({ request, relayed }: Conversation): readonly string[] {
  const steps = [...request.hops, ...(relayed?.request.hops ?? [])].flatMap((hop) =>
    hop.steps.map((step) => ({ step, at: hop.label, family: hop.packet.family })),
  )
  return steps.flatMap(({ step, at, family }) =>
    step.kind === 'translate' && step.rule
      ? [`${at} ${change(step)} by ${ruleWords(step.rule, family)}`]
      : [],
  )
}

const change = ({ from, to }: Extract<Step, { kind: 'translate' }>): string =>
  from.dst === to.dst && from.dstPort === to.dstPort
    ? `changed the source address ${from.src} to ${to.src}`
    : `sent it on to ${to.dst}${to.dstPort === 0 ? '' : ` port ${to.dstPort}`}`

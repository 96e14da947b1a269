/** How a conversation that succeeded got there: over which network, translations, relays, and who answered. */
import type { Conversation } from '../../dataplane/conversation.js'
import type { Step } from '../../dataplane/trace.js'
import { ruleWords } from './ending.js'
import type { LabelOf } from './labels.js'

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
    ...tunnels(conversation),
    ...rivalries(conversation),
    ...balancings(conversation),
    ...translations(conversation),
    ...(relayed && request.ending.kind === 'accepted'
      ? [
          `docker-proxy at ${end} relayed the connection to ${relayed.question.to} port ${relayed.question.port}`,
        ]
      : []),
  ]
}

/** The network of the route that was taken first, and the machines in between: what a user would draw. */
function way({ request: { hops } }: Conversation): string {
  const [first] = hops
  const route = first?.steps.find((step) => step.kind === 'route')?.route
  const over = route?.cause.network === undefined ? '' : ` over network ${route.cause.network}`
  const between = hops.slice(1, -1).map((hop) => hop.label)
  return over + (between.length === 0 ? '' : ` by way of ${between.join(', ')}`)
}

/** The tunnels that carried the request to other hosts. */
const tunnels = ({ request: { hops } }: Conversation): readonly string[] =>
  hops.flatMap(({ steps }) =>
    steps.flatMap((step) => {
      if (step.kind !== 'tunnel') return []
      const { vni, port, source, protection } = step.tunnel
      const how = protection === 'esp' ? 'encrypted in ESP' : `in clear over UDP port ${port}`
      return [`its frames travel from ${source} to ${step.via} in VXLAN ${vni}, ${how}`]
    }),
  )

/** Addresses on the way that several machines answer for. */
export const rivalries = ({ request: { hops } }: Conversation): readonly string[] =>
  hops.flatMap(({ steps }) =>
    steps.flatMap((step) =>
      step.kind === 'neighbour' && step.rivals.length > 0
        ? [
            `${step.address} has ${String(step.rivals.length)} owners on ${step.segment} (${step.rivals.join(', ')}), so who gets the packet is a matter of luck`,
          ]
        : [],
    ),
  )

/** Load balancers on the way there: whose turn it was. */
const balancings = ({ request: { hops } }: Conversation): readonly string[] =>
  hops.flatMap(({ label, steps }) =>
    steps.flatMap((step) => {
      if (step.kind !== 'balance') return []
      const { service, server } = step
      const open = service.servers.filter(({ weight }) => weight > 0).length
      const turn =
        open === 1
          ? `the one task of ${service.label}`
          : `whose turn it is of ${service.label}'s ${open} tasks`
      return [`${label} gave the connection to ${server.address}, ${turn}`]
    }),
  )

/** Undone translations are no news: only what a rule did is told. */
type Translation = Extract<Step, { kind: 'translate' }>

/** What the packet filters on the way there changed. */
export const translations = (
  { request, relayed }: Conversation,
  which: (step: Translation) => boolean = () => true,
): readonly string[] =>
  [...request.hops, ...(relayed?.request.hops ?? [])].flatMap(({ label, packet, steps }) =>
    steps.flatMap((step) =>
      step.kind === 'translate' && step.rule && which(step)
        ? [`${label} ${change(step)} by ${ruleWords(step.rule, packet.family)}`]
        : [],
    ),
  )

/** The destination was changed, as a published port does. */
export const isRedirect = ({ from, to }: Translation): boolean =>
  from.dst !== to.dst || from.dstPort !== to.dstPort

/** A published port sends on, masquerading signs with another address; a rule here does one of the two. */
const change = (step: Translation): string =>
  isRedirect(step)
    ? `sent it on to ${step.to.dst}${step.to.dstPort === 0 ? '' : ` port ${step.to.dstPort}`}`
    : `changed the source address ${step.from.src} to ${step.to.src}`

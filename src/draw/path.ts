/** A conversation as a way to be drawn: packet by packet, hop by hop, what changed or stopped it, and how it ended. */
import type { Conversation } from '../dataplane/conversation.js'
import type { Hop, Step, Trace } from '../dataplane/trace.js'
import { endingPhrase } from '../reach/explain/ending.js'
import { labelsOf, type LabelOf } from '../reach/explain/labels.js'
import { packetText, stepLine } from '../reach/explain/step.js'

/** One packet's way. */
export interface Lane {
  /** `request`, `answer`; of a relay's own connection `relay request`, `relay answer`. */
  readonly title: string
  /** As it was sent. */
  readonly packet: string
  readonly stops: readonly Stop[]
  readonly end: string
  readonly arrived: boolean
}

/** The packet's stay in one namespace. */
export interface Stop {
  readonly label: string
  readonly in: string
  readonly out: string
  /** Routes, translations, refusals and who took it; not the rules that let it pass. */
  readonly steps: readonly string[]
}

/**
 * In the order in which they happen: request, the relay's lanes, answer. The way of a tunnel's outer packet is one
 * step of its hop and no lane: `cnm trace` tells it. O(steps).
 */
export const lanesOf = (conversation: Conversation): readonly Lane[] =>
  lanes(conversation, '', labelsOf(conversation))

const lanes = (
  { request, answer, relayed }: Conversation,
  prefix: string,
  labelOf: LabelOf,
): readonly Lane[] => [
  lane(`${prefix}request`, request, labelOf),
  ...(relayed ? lanes(relayed, `${prefix}relay `, labelOf) : []),
  ...(answer ? [lane(`${prefix}answer`, answer, labelOf)] : []),
]

const lane = (title: string, { packet, hops, ending }: Trace, labelOf: LabelOf): Lane => ({
  title,
  packet: packetText(packet),
  stops: hops.map(stop),
  end: endingPhrase(ending, hops.at(-1)?.packet ?? packet, labelOf),
  arrived: ending.kind === 'accepted',
})

const stop = (hop: Hop): Stop => ({
  label: hop.label,
  in: hop.in,
  out: hop.out,
  steps: hop.steps.filter(isTold).map((step) => stepLine(step, hop.packet.family)),
})

/**
 * What the filter drops is the lane's end, in words; what it lets pass is not worth a line (explainTrace tells it).
 */
const isTold = (step: Step): boolean => step.kind !== 'filter'

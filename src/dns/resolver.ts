/**
 * The embedded resolver of one sandbox (127.0.0.11): its answer to a question, and why.
 *
 * Every sandbox on a user's network has one of its own, which listens inside the sandbox and looks names up in the
 * engine; nothing travels for it. Sandboxes on the default bridge have none. Source: moby v28.5.2
 * libnetwork/resolver.go, serveDNS and its handle*Query functions. Not modelled: SRV answers of its own (nothing in the
 * engine fills that table), message sizes, and the shuffling of several addresses.
 */
import type { Family } from '../addr/ip.js'
import { forward, type AskUpstream, type ForwardingView, type SlowReply } from './forwarding.js'
import { lookUp } from './lookup.js'
import type { NetworkNames } from './names.js'
import { addressType, fitsMessage, withoutTrailingDot } from './query.js'
import type { Answer, Query, Reply } from './query.js'
import { addressInReverseName } from './reverse.js'
import type { Elsewhere, ResolutionStep } from './step.js'

/** What a resolver goes by. Cheap to build: the indexes are the networks' own, shared by everyone on them. */
export interface ResolverView {
  /** The networks of the sandbox, in the order of its endpoints: the default gateway's first (Endpoint.Less). */
  readonly networks: readonly NetworkNames[]
  readonly forwarding: ForwardingView
  /** Who has this name on networks that the sandbox is not attached to; asked only when no attached one knows it. */
  readonly elsewhere?: (name: string) => readonly Elsewhere[]
}

/** The reply that a patient client gets, what led to it, and the seconds spent waiting for silent servers. */
export interface Resolution extends SlowReply {
  readonly why: readonly ResolutionStep[]
}

type Note = (step: ResolutionStep) => void

/**
 * Time to live of the resolver's own answers, in seconds (respTTL). A client that believes it keeps a container's
 * address for ten minutes after the container has gone.
 */
const ownTtl = 600

/**
 * Answer a question. Never throws. Its own networks first; what they do not know, outside servers may. Costs one map
 * access for each reading of the name and each network, and the outside servers asked.
 */
export function resolveEmbedded(view: ResolverView, query: Query, ask: AskUpstream): Resolution {
  const why: ResolutionStep[] = []
  const note: Note = (step) => void why.push(step)
  const reply = answerOwn(view, query, note) ?? forward(view.forwarding, query, ask, note)
  return { rcode: reply.rcode, answers: reply.answers, seconds: reply.seconds, why }
}

/**
 * What a client sees that gives up after some seconds: a dig with +time=1 waits 1, a libc 5. The resolver itself goes
 * on asking, and its answer comes too late.
 */
export const asSeenWithin = ({ rcode, answers, seconds }: SlowReply, patience: number): Reply =>
  seconds >= patience ? { rcode: 'TIMEOUT', answers: [] } : { rcode, answers }

/** The reply that needs nobody else, or undefined when the question has to be forwarded. By type, as in serveDNS. */
function answerOwn(view: ResolverView, { name, type }: Query, note: Note): SlowReply | undefined {
  if (type === 'A') return answerAddress(view, name, 4, note)
  if (type === 'AAAA') return answerAddress(view, name, 6, note)
  // "No mail exchanger" makes mail go to the name's own address (handleMXQuery; RFC 5321, 5.1). A name that is known in
  // either family is found by a lookup in one of them.
  if (type === 'MX') return answerAddress(view, name, 4, note) && answered([])
  if (type === 'PTR') return answerPointer(view, name, note)
  // for SRV there is a function in the engine, whose table nothing fills; all other types have none
  note({ step: 'never-local', type })
  return undefined
}

/**
 * handleIPQuery. A name that is on no network of the sandbox's may be on another one: the answer is the same, but the
 * reason is what a user wants to hear.
 */
function answerAddress(view: ResolverView, name: string, family: Family, note: Note): SlowReply | undefined {
  const found = lookUp(view.networks, name, family, note)
  if (found !== undefined)
    return answered(found.map((data) => ({ ttl: ownTtl, type: addressType(family), data })))
  for (const { network, record } of view.elsewhere?.(withoutTrailingDot(name)) ?? [])
    note({ step: 'elsewhere', network, record })
  return undefined
}

/** handlePTRQuery. The first network that knows the address names it, with the network's name attached: `web.net1.`. */
function answerPointer(view: ResolverView, name: string, note: Note): SlowReply | undefined {
  const address = addressInReverseName(name)
  if (address === undefined) {
    note({ step: 'not-reverse', name })
    return undefined
  }
  for (const { network, reverse } of view.networks) {
    const pointed = reverse.get(address)
    if (pointed === undefined) continue
    const data = `${pointed}.${network}.`
    note({ step: 'pointed', network, address, name: data })
    if (fitsMessage(data)) return answered([{ ttl: ownTtl, type: 'PTR', data }])
    // the answer could not be packed, so the engine sends SERVFAIL in its place (serveDNS, reply)
    note({ step: 'unsendable', name: data })
    return { rcode: 'SERVFAIL', answers: [], seconds: 0 }
  }
  return undefined
}

const answered = (answers: readonly Answer[]): SlowReply => ({ rcode: 'NOERROR', answers, seconds: 0 })

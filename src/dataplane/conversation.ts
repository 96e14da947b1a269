/** A question and its answer: a request walked there, and what it provokes walked back. A ping is two walks. */
import type { Ip } from '../addr/ip.js'
import { familyOf } from '../addr/ip.js'
import { nothingEarlier } from './balance.js'
import type { Earlier } from './balance.js'
import type { Listener, NamespaceId } from './namespace.js'
import { DEFAULT_TTL, replyTo } from './packet.js'
import type { Packet, Protocol } from './packet.js'
import type { DataPlane } from './plane.js'
import { sourceFor } from './routing.js'
import type { Session } from './session.js'
import { Recorder } from './trace.js'
import type { Ending, Hop, Trace } from './trace.js'
import { stackIn } from './trip.js'
import type { Arrival } from './trip.js'
import { walk } from './walk.js'

export interface Question {
  readonly from: NamespaceId
  readonly to: Ip
  readonly protocol: Protocol
  /** 0 for ICMP. */
  readonly port: number
  /** What load balancers have given out before. Default: nothing. */
  readonly earlier?: Earlier
  /** Sent from this address of the asker's own, instead of the one that its kernel would choose. */
  readonly source?: Ip
  /** The hop limit of the request. Default: Linux's own. */
  readonly ttl?: number
}

/** What whoever asked gets to see. */
export type Outcome =
  /** `ttl`: hop limit left in the answer. `by`: the process that answered; null: the kernel (a ping). */
  | { readonly kind: 'answered'; readonly ttl: number; readonly by: Listener | null }
  | { readonly kind: 'refused' }
  /** A relay took the connection and then closed it, since it could not reach what it relays to. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'network-unreachable' }
  | { readonly kind: 'host-unreachable' }

export interface Conversation {
  readonly question: Question
  readonly outcome: Outcome
  readonly request: Trace
  /** The answer, or the ICMP error that came back; null when nothing was sent back. */
  readonly answer: Trace | null
  /** The second connection, made by the relay that took the first. */
  readonly relayed: Conversation | null
  /** The virtual services, by id, whose servers got the connection: `withConnections` counts them. */
  readonly balanced: readonly string[]
  /** The ending that decided: of the first walk that did not get through, else of the last one. */
  readonly ending: Ending
}

/** A port from the ephemeral range; the walk has no use for different ones. */
const CLIENT_PORT = 40_000

/**
 * Ask: walk the request, then what its end provokes. `keepTrace: false` leaves the hops empty, and is the same walk. Never
 * throws for what a packet may meet; throws for a `from` that the plane does not have. About 1 us a walk in a small world.
 */
export function converse(plane: DataPlane, question: Question, keepTrace = true): Conversation {
  const start = firstPacket(plane, question)
  if ('kind' in start) return unsent(plane, question, start, keepTrace)
  const { from, earlier = nothingEarlier } = question
  const [request, arrival] = traced(plane, from, start, NONE, keepTrace, earlier)
  const { ending, sessions } = arrival
  // a relay (docker-proxy) opens a connection of its own from where it runs, and the client hears what comes of that one
  const relay = ending.kind === 'accepted' ? ending.listener?.relay : undefined
  const relayed = relay
    ? converse(
        plane,
        {
          from: ending.at,
          to: relay.address,
          protocol: question.protocol,
          port: relay.port,
          ...(question.earlier && { earlier }),
        },
        keepTrace,
      )
    : null
  // the answer meets what the request has left in each namespace: that is how translations are undone
  const back = provoked(plane, arrival)
  const [answer, returned] = back
    ? traced(plane, ending.at, back, sessions, keepTrace, nothingEarlier)
    : UNANSWERED
  const cameBack =
    returned?.ending.kind === 'accepted' &&
    returned.ending.at === from &&
    isAbout(returned.packet, start, from, sessions)
  return {
    question,
    outcome: outcomeOf(question, arrival, cameBack ? returned : null, relayed),
    request,
    answer,
    relayed,
    balanced: balancedBy(sessions, relayed),
    ending: deciding(request, answer, relayed),
  }
}

/**
 * Does the asker know what an ICMP error complains of as a packet of its own? Not when it comes past the namespace that had
 * changed its destination, as an ipvlan child's does (net/ipv4/icmp.c icmp_unreach finds no socket). Answers always count here.
 */
function isAbout({ about }: Packet, sent: Packet, from: NamespaceId, sessions: readonly Session[]): boolean {
  if (!about || (about.dst === sent.dst && about.dstPort === sent.dstPort)) return true
  // the asker changed it itself
  const own = sessions.find((s) => s.namespace === from && s.original.dst === sent.dst)
  return own !== undefined && own.reply.src === about.dst && own.reply.srcPort === about.dstPort
}

const UNANSWERED = [null, null] as const
const NONE: readonly never[] = []

/** Nothing was sent, as no address could be found to send it from; the trace shows where it would have started. */
function unsent(plane: DataPlane, question: Question, ending: Ending, keepTrace: boolean): Conversation {
  const packet = requestFrom(question, question.to)
  const notes = new Recorder()
  notes.enter(plane.namespace(ending.at) ?? { id: ending.at, label: ending.at }, '', packet)
  return {
    question,
    outcome: { kind: 'network-unreachable' },
    request: { packet, hops: keepTrace ? notes.hops : NONE, ending },
    answer: null,
    relayed: null,
    balanced: NONE,
    ending,
  }
}

/** Of the first walk that did not get through, else of the relay's, else of the last one. */
function deciding(request: Trace, answer: Trace | null, relayed: Conversation | null): Ending {
  if (request.ending.kind !== 'accepted') return request.ending
  if (answer && answer.ending.kind !== 'accepted') return answer.ending
  return (relayed ?? request).ending
}

/** The request's own first, then those that its relay's connection met. */
function balancedBy(sessions: readonly Session[], relayed: Conversation | null): readonly string[] {
  const own = sessions.flatMap(({ service }) => service ?? NONE)
  return relayed ? [...own, ...relayed.balanced] : own
}

/** One walk, and its trace: with hops if somebody wants to see them. */
function traced(
  plane: DataPlane,
  from: NamespaceId,
  packet: Packet,
  sessions: readonly Session[],
  keep: boolean,
  earlier: Earlier,
): readonly [Trace, Arrival] {
  const notes = keep ? new Recorder() : undefined
  const arrival = walk(plane, from, packet, sessions, notes, earlier)
  const hops: readonly Hop[] = notes ? notes.hops : NONE
  return [{ packet, hops, ending: arrival.ending }, arrival]
}

/** A request from that address. ICMP has no ports; clients of the others take an ephemeral one. */
const requestFrom = ({ to, protocol, port, ttl = DEFAULT_TTL }: Question, src: Ip): Packet => ({
  family: familyOf(to),
  protocol,
  src,
  dst: to,
  srcPort: protocol === 'icmp' ? 0 : CLIENT_PORT,
  dstPort: port,
  ttl,
  role: 'request',
})

/** The request with the source address that the kernel would choose, or why there is none. */
function firstPacket(plane: DataPlane, question: Question): Packet | Ending {
  const { from: at, to, source } = question
  const stack = stackIn(plane, at)
  const way = stack.wayTo(to)
  if (way === undefined) return { kind: 'no-route', at, destination: to }
  const src = source ?? (way === 'local' ? to : sourceFor(stack.namespace, way.route))
  return src === undefined ? { kind: 'no-source-address', at, destination: to } : requestFrom(question, src)
}

/** What the end of a request makes its last namespace send back: an answer, a refusal, an ICMP error, or nothing. */
function provoked(plane: DataPlane, { ending, packet, entered }: Arrival): Packet | null {
  switch (ending.kind) {
    case 'accepted':
    case 'refused':
    case 'no-server':
      return replyTo(packet)
    case 'no-route':
    case 'neighbour-unreachable':
    case 'not-carried':
    case 'link-down':
    case 'ttl-exceeded':
      return {
        ...replyTo(entered),
        protocol: 'icmp',
        src: complainant(plane, ending.at, entered),
        srcPort: 0,
        dstPort: 0,
        role: 'error',
        about: entered,
      }
    case 'frozen':
    case 'dropped':
    case 'no-source-address':
    case 'not-forwarding':
    case 'martian':
    case 'tunnel-lost':
    case 'not-decapsulated':
      return null
  }
}

/** Who says that a packet got no further: the namespace, by the address that it would send from (net/ipv4/icmp.c icmp_send). */
function complainant(plane: DataPlane, at: NamespaceId, { src, dst }: Packet): Ip {
  const stack = stackIn(plane, at)
  const way = stack.wayTo(src)
  return way === 'local' ? src : ((way && sourceFor(stack.namespace, way.route)) ?? dst)
}

function outcomeOf(
  question: Question,
  { ending }: Arrival,
  returned: Arrival | null,
  relayed: Conversation | null,
): Outcome {
  if (!returned) return { kind: 'timeout' }
  switch (ending.kind) {
    case 'accepted': {
      if (relayed && relayed.outcome.kind !== 'answered')
        return { kind: relayed.outcome.kind === 'timeout' ? 'timeout' : 'reset' }
      const by = relayed?.outcome.kind === 'answered' ? relayed.outcome.by : ending.listener
      return { kind: 'answered', ttl: returned.packet.ttl, by }
    }
    case 'refused':
    case 'no-server':
      return { kind: 'refused' }
    case 'no-route':
      return { kind: 'network-unreachable' }
    case 'neighbour-unreachable':
    case 'not-carried':
    case 'link-down':
      return { kind: 'host-unreachable' }
    case 'frozen':
    case 'dropped':
    case 'no-source-address':
    case 'not-forwarding':
    case 'martian':
    case 'ttl-exceeded':
    case 'tunnel-lost':
    case 'not-decapsulated':
      return { kind: 'timeout' }
  }
}

/** Connection tracking as a value: what one namespace remembers of one flow, and how that translates the answers. */
import type { NamespaceId } from './namespace.js'
import { inverse, sameTuple } from './packet.js'
import type { Packet, Tuple } from './packet.js'

/** `original` is the request as it came in; `reply` is what an answer looks like when it comes back. */
export interface Session {
  readonly namespace: NamespaceId
  readonly original: Tuple
  readonly reply: Tuple
  /** The virtual service that chose the server, where the namespace's load balancer took the connection. */
  readonly service?: string
}

/** The tuple by which connection tracking judges a packet: of an ICMP error, the answer to what it is about. */
const tracked = (packet: Packet): Tuple => (packet.about ? inverse(packet.about) : packet)

/** The session of which `packet` is an answer (or an error), if this namespace has one. */
export function sessionOf(
  sessions: readonly Session[],
  namespace: NamespaceId,
  packet: Packet,
): Session | undefined {
  for (const session of sessions)
    if (session.namespace === namespace && sameTuple(session.reply, tracked(packet))) return session
  return undefined
}

/** Undo the source translation of the request: the answer goes to whoever really asked. Happens before routing. */
export const restoreDestination = (packet: Packet, { original }: Session): Packet => ({
  ...packet,
  dst: original.src,
  dstPort: packet.about ? packet.dstPort : original.srcPort,
  ...(packet.about && { about: { ...packet.about, src: original.src, srcPort: original.srcPort } }),
})

/** Undo the destination translation of the request: the answer comes from where it was sent. Happens when it leaves. */
export const restoreSource = (packet: Packet, { original }: Session): Packet =>
  packet.about
    ? { ...packet, about: { ...packet.about, dst: original.dst, dstPort: original.dstPort } }
    : { ...packet, src: original.dst, srcPort: original.dstPort }

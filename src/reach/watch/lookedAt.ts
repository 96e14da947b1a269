/**
 * What a conversation was decided by: the namespaces that its packets were in and the segments that they were sent over, each
 * with the addresses that were looked up there. As long as nothing of that differs, asking again gives the same.
 */
import { familyOf } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import type { Conversation } from '../../dataplane/conversation.js'
import type { NamespaceId, SegmentId } from '../../dataplane/namespace.js'
import type { DataPlane } from '../../dataplane/plane.js'
import { interfaceOf } from '../../dataplane/routing.js'
import type { Hop, Trace } from '../../dataplane/trace.js'

export interface LookedAt {
  readonly namespaces: Map<NamespaceId, Set<Ip>>
  readonly segments: Map<SegmentId, Set<Ip>>
  /** It looked at more than is told here (tunnels, load balancers, a source address from another device): ask again always. */
  everything: boolean
}

/** Of a conversation with its trace. O(steps). */
export function lookedAt(plane: DataPlane, conversation: Conversation): LookedAt {
  const seen: LookedAt = { namespaces: new Map(), segments: new Map(), everything: false }
  addConversation(plane, conversation, seen)
  return seen
}

function addConversation(
  plane: DataPlane,
  { question, request, answer, relayed }: Conversation,
  seen: LookedAt,
): void {
  note(seen.namespaces, question.from, question.to)
  addTrace(plane, request, seen)
  if (relayed) addConversation(plane, relayed, seen)
  if (answer) addTrace(plane, answer, seen)
}

/** Where a walk failed it looked at one thing more than its hops tell: the segment on which nobody answered. */
function addTrace(plane: DataPlane, { hops, ending }: Trace, seen: LookedAt): void {
  for (const hop of hops) addHop(plane, hop, seen)
  const last = hops.at(-1)
  if (!last) return
  switch (ending.kind) {
    case 'neighbour-unreachable':
    case 'not-carried':
      addSegment(plane, last.namespace, ending.device, ending.address, seen)
      return
    case 'tunnel-lost':
    case 'not-decapsulated':
    case 'no-server':
    case 'no-source-address':
      seen.everything = true
      return
    case 'accepted':
    case 'refused':
    case 'frozen':
    case 'dropped':
    case 'no-route':
    case 'link-down':
    case 'not-forwarding':
    case 'martian':
    case 'ttl-exceeded':
      return
  }
}

/**
 * By both addresses: rules, routes and sessions go by either. What a listener or a filter decided needs no note of its own, since
 * a namespace that differs in those differs for its addresses, or for all.
 */
function addHop(plane: DataPlane, { namespace: id, packet, steps, out }: Hop, seen: LookedAt): void {
  note(seen.namespaces, id, packet.dst)
  note(seen.namespaces, id, packet.src)
  for (const step of steps) {
    switch (step.kind) {
      case 'translate':
        note(seen.namespaces, id, step.to.dst)
        note(seen.namespaces, id, step.to.src)
        break
      case 'neighbour':
        addSegment(plane, id, out, step.address, seen)
        break
      case 'route': {
        const { src, device } = step.route
        const namespace = plane.namespace(id)
        const own = namespace && interfaceOf(namespace, device)?.addresses
        // the source comes from another device then, which may change with nothing here knowing (routing.ts sourceFor)
        if (src === null && own?.some((address) => familyOf(address) === packet.family) !== true)
          seen.everything = true
        break
      }
      case 'balance':
      case 'tunnel':
        seen.everything = true
        break
      case 'filter':
      case 'local':
      case 'decrypt':
      case 'listener':
        break
    }
  }
}

/** Whoever has the address answers, so another owner of it is another answer. */
function addSegment(plane: DataPlane, from: NamespaceId, device: string, address: Ip, seen: LookedAt): void {
  const namespace = plane.namespace(from)
  const segment = namespace && interfaceOf(namespace, device)?.segment
  if (segment) note(seen.segments, segment, address)
}

function note<K>(table: Map<K, Set<Ip>>, key: K, address: Ip): void {
  const known = table.get(key)
  if (known) known.add(address)
  else table.set(key, new Set([address]))
}

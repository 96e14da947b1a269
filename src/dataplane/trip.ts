/**
 * A packet on its way: one object for a whole walk, which changes as the packet goes. What a namespace's packet filter may
 * ask of a packet, it asks of this. Only this folder ever sees one. Types and the way into a namespace, and no rules.
 */
import type { Earlier, VirtualService } from './balance.js'
import type { Circumstances } from './evaluate.js'
import type { NamespaceId } from './namespace.js'
import type { Packet, Tuple } from './packet.js'
import type { DataPlane } from './plane.js'
import { stackOf } from './routing.js'
import type { Stack } from './routing.js'
import type { Session } from './session.js'
import type { Ending, Recorder } from './trace.js'

/** Walks a packet that carries another one: a tunnel's. */
export type Carry = (
  plane: DataPlane,
  from: NamespaceId,
  outer: Packet,
  recorder: Recorder | undefined,
) => Arrival

/** The first part is the walk's; the rest is about the packet's stay in the namespace where it is, and new in each. */
export interface Trip extends Circumstances {
  readonly plane: DataPlane
  /** undefined: nobody asked for a trace. */
  readonly recorder: Recorder | undefined
  /** What load balancers have given out before. */
  readonly earlier: Earlier
  readonly carry: Carry
  /** What every namespace remembers of flows, seen before this packet or made by it. */
  sessions: readonly Session[]

  stack: Stack
  /** Interface that it came in by, '' when it was made here. */
  in: string
  /** The device that it has to leave by, as its sender hangs below that one; otherwise the routes decide. */
  by: string | undefined
  /** Interface that it is about to leave by, '' where that is not settled. */
  out: string
  packet: Packet
  /** As it came in, before any translation here: how connection tracking names the flow, what an ICMP error quotes. */
  entered: Packet
  original: Tuple
  session: Session | undefined
  established: boolean
  /** Its firewall mark; 0: none. */
  mark: number
  /** The virtual service that sent it on, if one did. */
  service: VirtualService | null
  balanced: boolean
  /** It came as ESP, and was decrypted here. */
  decrypted: boolean
}

/** Where a walk ended. */
export interface Arrival {
  readonly ending: Ending
  /** The packet as it was when the walk ended. */
  readonly packet: Packet
  /** The packet as it entered the namespace where the walk ended: what an ICMP error would quote. */
  readonly entered: Packet
  readonly sessions: readonly Session[]
}

/** A trip that is about to begin where the packet is made. */
export const begin = (
  plane: DataPlane,
  from: NamespaceId,
  packet: Packet,
  sessions: readonly Session[],
  recorder: Recorder | undefined,
  earlier: Earlier,
  carry: Carry,
): Trip => {
  const stack = stackIn(plane, from)
  recorder?.enter(stack.namespace, '', packet)
  return {
    plane,
    recorder,
    earlier,
    carry,
    sessions,
    stack,
    in: '',
    by: undefined,
    out: '',
    packet,
    entered: packet,
    original: packet,
    session: undefined,
    established: false,
    mark: 0,
    service: null,
    balanced: false,
    decrypted: false,
  }
}

/** Into the next namespace, by an interface of it; '' where the packet comes in by none (`by`: see Trip). */
export function enter(trip: Trip, namespace: NamespaceId, device: string, by?: string): void {
  const stack = stackIn(trip.plane, namespace)
  const { packet } = trip
  trip.recorder?.enter(stack.namespace, device, packet)
  trip.stack = stack
  trip.in = device
  trip.by = by
  trip.out = ''
  trip.entered = packet
  trip.original = packet
  trip.session = undefined
  trip.established = false
  trip.mark = 0
  trip.service = null
  trip.balanced = false
  trip.decrypted = false
}

/** Throws for an id that the plane does not have. */
export function stackIn(plane: DataPlane, id: NamespaceId): Stack {
  const namespace = plane.namespace(id)
  if (!namespace) throw new Error(`no namespace ${id} in the data plane`)
  return stackOf(namespace)
}

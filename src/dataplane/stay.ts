/** A packet on its way: the trip that it makes, its stay in one namespace, and how it leaves that one. Types, and no rules. */
import type { Earlier, VirtualService } from './balance.js'
import type { Namespace, NamespaceId } from './namespace.js'
import type { Packet, Tuple } from './packet.js'
import type { DataPlane } from './plane.js'
import type { Session } from './session.js'
import type { Ending, Recorder } from './trace.js'

/** What all stays of one walk have in common. */
export interface Trip {
  readonly plane: DataPlane
  /** undefined: nobody asked for a trace. */
  readonly recorder: Recorder | undefined
  /** What load balancers have given out before. */
  readonly earlier: Earlier
  /** Walks a packet that carries another one: a tunnel's. */
  readonly carry: (from: NamespaceId, outer: Packet, recorder: Recorder | undefined) => Arrival
}

/** A packet during its stay in a namespace. */
export interface Stay {
  readonly trip: Trip
  readonly namespace: Namespace
  /** What every namespace remembers of flows seen before this packet. */
  readonly sessions: readonly Session[]
  /** Interface that it came in by, '' when it was made here. */
  readonly in: string
  /** As it came in, before any translation here: how connection tracking names the flow, what an ICMP error quotes. */
  readonly entered: Packet
  readonly original: Tuple
  readonly session: Session | undefined
  readonly packet: Packet
  /** Its firewall mark; 0: none. */
  readonly mark: number
  /** The virtual service that sent it on, if one did. */
  readonly service: VirtualService | null
  /** It came as ESP, and was decrypted here. */
  readonly decrypted: boolean
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

/** A packet on its way into a namespace, by an interface ('' and `made` when it is created there). */
export interface Leg {
  readonly namespace: NamespaceId
  readonly in: string
  readonly packet: Packet
  readonly sessions: readonly Session[]
  /** The device that it has to leave by, as its sender hangs below that one; otherwise the routes decide. */
  readonly by?: string
}

export type Next = { readonly leg: Leg } | { readonly arrival: Arrival }

export const end = ({ packet, entered, sessions }: Stay, ending: Ending): Next => ({
  arrival: { ending, packet, entered, sessions },
})

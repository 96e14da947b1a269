/** What a packet met on its way: hops of typed steps, and one ending. Sentences about them are made in reach/explain. */
import type { RealServer, VirtualService } from './balance.js'
import type { Barrier } from './carriage.js'
import type { Evaluation } from './evaluate.js'
import type { Listener, Namespace, NamespaceId, Route } from './namespace.js'
import type { Inside, Packet, Tuple } from './packet.js'
import type { Rule, TableName } from './rule.js'
import type { Below, Port, Tunnel } from './segment.js'
import type { Ip } from '../addr/ip.js'
import type { Open } from '../addr/open.js'

/** The places where the kernel looks into the packet filter. */
export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING'

/** One decision, with the fact that decided. */
export type Step =
  | {
      readonly kind: 'filter'
      readonly table: TableName
      readonly hook: Hook
      readonly evaluation: Evaluation
    }
  | { readonly kind: 'route'; readonly route: Route }
  /** The destination is an address of this very namespace. */
  | { readonly kind: 'local'; readonly address: Ip }
  | {
      readonly kind: 'neighbour'
      readonly address: Ip
      readonly port: Port
      readonly segment: string
      /** Labels of all that answer for the address, when it was given twice; empty otherwise. */
      readonly rivals: readonly string[]
      /** The parent that both of them hang below (macvlan, ipvlan): the frame goes from one to the other in there. null: none. */
      readonly within: Pick<Below, 'namespace' | 'interface'> | null
    }
  /** The packet was rewritten; `rule` is null where connection tracking undid an earlier translation. */
  | { readonly kind: 'translate'; readonly from: Tuple; readonly to: Tuple; readonly rule: Rule | null }
  /** The load balancer chose a server; `earlier`: how many connections the service had taken before. */
  | {
      readonly kind: 'balance'
      readonly service: VirtualService
      readonly server: RealServer
      readonly earlier: number
    }
  /** The frame went on inside a packet, which has a way of its own, to the tunnel's other end. */
  | {
      readonly kind: 'tunnel'
      readonly address: Ip
      readonly tunnel: Tunnel
      readonly via: Ip
      readonly outer: Trace
    }
  /** Out of an ESP packet came another one, for this very namespace. */
  | { readonly kind: 'decrypt'; readonly from: Ip; readonly inside: Inside }
  | { readonly kind: 'listener'; readonly listener: Listener }

/** The packet's stay in one namespace; `in` and `out` are interface names, '' where it starts or ends there. */
export interface Hop {
  readonly namespace: NamespaceId
  readonly label: string
  readonly in: string
  readonly out: string
  /** As it came in (or was made). */
  readonly packet: Packet
  readonly steps: readonly Step[]
}

/** One packet's way. */
export interface Trace {
  readonly packet: Packet
  readonly hops: readonly Hop[]
  readonly ending: Ending
}

/** Why a walk ended. docs/endings.md documents each. */
export type Ending =
  /** Delivered: to a listener, or (ICMP echo) to the kernel of the namespace. */
  | { readonly kind: 'accepted'; readonly at: string; readonly listener: Listener | null }
  /** Delivered, and nobody listens on the port: the kernel answers "connection refused". */
  | { readonly kind: 'refused'; readonly at: string }
  /** The load balancer has no server for a new connection: the kernel answers that nothing listens there. */
  | { readonly kind: 'no-server'; readonly at: string; readonly service: VirtualService }
  /** Delivered to a process that is frozen: the connection opens and nobody ever answers. */
  | { readonly kind: 'frozen'; readonly at: string; readonly listener: Listener }
  /** A packet filter swallowed it; `rule` is null when the chain's policy did. */
  | {
      readonly kind: 'dropped'
      readonly at: string
      readonly table: TableName
      readonly hook: Hook
      readonly rule: Rule | null
    }
  | { readonly kind: 'no-route'; readonly at: string; readonly destination: Ip }
  /** No address of the packet's family to send from. */
  | { readonly kind: 'no-source-address'; readonly at: string; readonly destination: Ip }
  /** Nobody on the segment answers for the next hop. */
  | {
      readonly kind: 'neighbour-unreachable'
      readonly at: string
      readonly device: string
      readonly address: Ip
    }
  /** Somebody on the segment has the address of the next hop, but no frame gets there. */
  | {
      readonly kind: 'not-carried'
      readonly at: string
      readonly device: string
      readonly address: Ip
      /** Label of the one that has the address. */
      readonly owner: string
      readonly barrier: Barrier
    }
  | { readonly kind: 'link-down'; readonly at: string; readonly device: string }
  /** It arrived at a namespace that it is not for and that forwards nothing. */
  | { readonly kind: 'not-forwarding'; readonly at: string; readonly destination: Ip }
  /** A loopback address came in from outside, or would have had to leave. */
  | { readonly kind: 'martian'; readonly at: string; readonly address: Ip }
  | { readonly kind: 'ttl-exceeded'; readonly at: string }

  /** It was put into a tunnel's packet, and that did not reach the tunnel's other end: `outer` is how it ended. */
  | {
      readonly kind: 'tunnel-lost'
      readonly at: string
      readonly device: string
      readonly via: Ip
      readonly outer: Ending
    }
  /** A tunnel's packet arrived, and nothing came out of it. */
  | {
      readonly kind: 'not-decapsulated'
      readonly at: string
      readonly vni: number
      readonly why: Undelivered
    }

/** `cannot-decrypt`: no key for who sent it; `no-network`: no tunnel with that number; `nobody`: no port has the address. */
export type Undelivered = 'cannot-decrypt' | 'no-network' | 'nobody'

export type EndingKind = Ending['kind']

/** Writes a trace down; a walk that gets none keeps none. What it writes are the facts themselves, and nothing is copied. */
export class Recorder {
  readonly #hops: Hop[] = []
  #hop: Open<Hop> | undefined
  #steps: Step[] = []

  /** The packet came into a namespace by a device, or was made there (''). */
  enter({ id, label }: Pick<Namespace, 'id' | 'label'>, device: string, packet: Packet): void {
    this.#steps = []
    this.#hop = { namespace: id, label, in: device, packet, out: '', steps: this.#steps }
    this.#hops.push(this.#hop)
  }

  step(step: Step): void {
    this.#steps.push(step)
  }

  /** It left by that device. */
  leave(device: string): void {
    if (this.#hop) this.#hop.out = device
  }

  get hops(): readonly Hop[] {
    return this.#hops
  }
}

/**
 * A network namespace: one network stack with its interfaces, routes, filter rules and listening sockets. A sandbox, a
 * host and a router are namespaces. Not modelled: policy routing, several routing tables, interface queues.
 */
import type { Family, Ip } from '../addr/ip.js'
import type { Cidr, IpPrefix } from '../addr/cidr.js'
import type { Mac } from '../addr/mac.js'
import type { VirtualService } from './balance.js'
import type { Cause } from './cause.js'
import type { Protocol } from './packet.js'
import type { Ruleset } from './rule.js'

export type NamespaceId = string
export type SegmentId = string

/** A network device of a namespace. `lo` is implied: every namespace has it, with 127.0.0.1/8 and ::1/128. */
export interface Interface {
  readonly name: string
  readonly mac: Mac | null
  readonly addresses: readonly IpPrefix[]
  /** The broadcast domain that it is plugged into; null: into none (a dummy device). */
  readonly segment: SegmentId | null
  /** Bytes. */
  readonly mtu: number
  /** False when the cable is pulled or the device is down. */
  readonly up: boolean
  readonly cause: Cause
}

/** A route of the main table. On-link when `via` is null. */
export interface Route {
  readonly to: Cidr
  readonly via: Ip | null
  readonly device: string
  /** The source address that the kernel prefers for it; null: the device's first address of the family. */
  readonly src: Ip | null
  readonly cause: Cause
}

/** A process that waits for connections. */
export interface Listener {
  readonly protocol: Protocol
  /** The address it is bound to; null: all addresses of both families. */
  readonly address: Ip | null
  /** With a null address: the one family that it takes, or null for both. */
  readonly family: Family | null
  readonly port: number
  /** Who answers, for example a hostname. */
  readonly owner: string
  /** A stopped (SIGSTOP, cgroup freezer) process: the kernel still opens connections, nobody answers on them. */
  readonly frozen: boolean
  /** Not a server of its own but a relay (docker-proxy): it opens a connection to there for every one it gets. */
  readonly relay: { readonly address: Ip; readonly port: number } | null
  readonly cause: Cause
}

/** Frames of a tunnel come out on a segment. */
export interface TunnelExit {
  readonly segment: SegmentId
  readonly vni: number
  readonly port: number
  /** The other ends whose ESP packets it can read; null: what comes in clear is taken. */
  readonly keys: readonly Ip[] | null
}

export interface Namespace {
  readonly id: NamespaceId
  /** What people call it: `h1`, `h1/ctr1`. */
  readonly label: string
  readonly interfaces: readonly Interface[]
  readonly routes: readonly Route[]
  /** net.ipv4.ip_forward and net.ipv6.conf.all.forwarding. */
  readonly forwarding: boolean
  /** Packet filter of each family; null where there is none (every chain accepts). */
  readonly rules4: Ruleset | null
  readonly rules6: Ruleset | null
  readonly listeners: readonly Listener[]
  /** Its load balancer's services; none in most namespaces. */
  readonly virtualServices?: readonly VirtualService[]
  /** The tunnels that end here: where what comes out of them goes on. None in most namespaces. */
  readonly tunnels?: readonly TunnelExit[]
}

export const rulesOf = (namespace: Namespace, family: Family): Ruleset | null =>
  family === 4 ? namespace.rules4 : namespace.rules6

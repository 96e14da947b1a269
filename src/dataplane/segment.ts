/**
 * A broadcast domain: a Linux bridge, a LAN, a VXLAN. Frames between its ports need no route. Not modelled: MAC
 * learning, spanning tree, VLAN tags inside a segment.
 */
import type { Ip } from '../addr/ip.js'
import type { Cause } from './cause.js'
import type { NamespaceId, SegmentId } from './namespace.js'
import { remembered } from './remember.js'

/** How an interface hangs below its parent, which is an interface of the same segment. */
export interface Below {
  readonly namespace: NamespaceId
  readonly interface: string
  /**
   * What happens between children of one parent. `bridge`: the kernel hands frames over; `vepa`: they leave by the wire;
   * `private`: they are dropped; `passthru`: it is the only child, and takes all frames of its parent.
   */
  readonly mode: 'bridge' | 'private' | 'vepa' | 'passthru'
  /** It has the parent's MAC address: a frame to that is told by the packet's destination (ipvlan). */
  readonly sharesMac: boolean
  /** It answers for no address and asks for none: the parent's namespace routes what it sends (ipvlan l3). */
  readonly routed: boolean
}

/**
 * A way for frames to other hosts' segments of the same network: each travels inside a packet (VXLAN), perhaps encrypted
 * (IPsec in transport mode). It asks nobody: who is where it was told before, and frames for others go nowhere.
 */
export interface Tunnel {
  /** Whose stack sends and gets the packets: the host's. */
  readonly namespace: NamespaceId
  readonly device: string
  readonly vni: number
  /** The address that its packets come from, and the UDP port that they go to. */
  readonly source: Ip
  readonly port: number
  /** `esp`: encrypted. `refused`: they should be, and this host cannot, so they leave in clear and get nowhere. */
  readonly protection: 'none' | 'esp' | 'refused'
  /** Who is behind which other end. */
  readonly ends: readonly { readonly via: Ip; readonly addresses: readonly Ip[] }[]
  readonly cause: Cause
}

/** Where an interface is plugged in, with the addresses that answer there (ARP, neighbour discovery). */
export interface Port {
  readonly namespace: NamespaceId
  readonly interface: string
  readonly addresses: readonly Ip[]
  readonly up: boolean
  /** Where the interface is a child of another one (macvlan, ipvlan): not every frame gets there. */
  readonly below?: Below
}

export interface Segment {
  readonly id: SegmentId
  readonly label: string
  readonly ports: readonly Port[]
  /**
   * Of a bridge on a host whose br_netfilter is on: the host and the bridge device. A frame from one port to another
   * then passes that host's packet filter with the device as input and as output.
   */
  readonly filteredAs: { readonly namespace: NamespaceId; readonly device: string } | null
  readonly tunnel?: Tunnel
}

/** The ports that have an address; several when it was given twice. Built once a segment, O(ports). */
const neighbours = remembered((segment: Segment): ReadonlyMap<Ip, readonly Port[]> => {
  const table = new Map<Ip, Port[]>()
  for (const port of segment.ports)
    for (const address of port.addresses) {
      const known = table.get(address)
      if (known) known.push(port)
      else table.set(address, [port])
    }
  return table
})

/** All ports with `address` that are up, in the order in which they were plugged in. */
export const portsWith = (segment: Segment, address: Ip): readonly Port[] =>
  neighbours(segment)
    .get(address)
    ?.filter((port) => port.up) ?? []

const plugKey = (namespace: NamespaceId, device: string): string => JSON.stringify([namespace, device])

const portsByPlug = remembered(
  (segment: Segment): ReadonlyMap<string, Port> =>
    new Map(segment.ports.map((port) => [plugKey(port.namespace, port.interface), port])),
)

/** The port that an interface is plugged into. */
export const portOf = (segment: Segment, namespace: NamespaceId, device: string): Port | undefined =>
  portsByPlug(segment).get(plugKey(namespace, device))

const childrenByParent = remembered((segment: Segment): ReadonlyMap<string, readonly Port[]> => {
  const table = new Map<string, Port[]>()
  for (const port of segment.ports) {
    if (!port.below) continue
    const key = plugKey(port.below.namespace, port.below.interface)
    const known = table.get(key)
    if (known) known.push(port)
    else table.set(key, [port])
  }
  return table
})

/** The ports of the interfaces that hang below that interface. */
export const childrenOf = (segment: Segment, namespace: NamespaceId, device: string): readonly Port[] =>
  childrenByParent(segment).get(plugKey(namespace, device)) ?? []

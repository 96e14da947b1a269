/**
 * A broadcast domain: a Linux bridge, a LAN, a VXLAN. Frames between its ports need no route. Not modelled: MAC
 * learning, spanning tree, VLAN tags inside a segment: each VLAN on a wire is a segment of its own.
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

/** The segment of a VLAN's frames on the wire of another segment; its name tells which. */
export const vlanOn = (segment: SegmentId, vlan: number): SegmentId => `vlan ${String(vlan)} of ${segment}`

/** Who listens on `wire` sees the frames of `segment`: as they are (''), or with the tag that is returned; null: not at all. */
export function tagOn(wire: string, segment: string): string | null {
  if (segment === wire) return ''
  const end = ` of ${wire}`
  return segment.endsWith(end) ? segment.slice(0, -end.length) : null
}

interface Plugs {
  /** The ports that have an address; several when it was given twice. */
  readonly byAddress: ReadonlyMap<Ip, readonly Port[]>
  readonly byNamespace: ReadonlyMap<NamespaceId, readonly Port[]>
  /** Children, by the namespace of their parent. */
  readonly byParent: ReadonlyMap<NamespaceId, readonly Port[]>
}

const NONE: readonly Port[] = []

/** Built once a segment, O(ports). */
const plugs = remembered(({ ports }: Segment): Plugs => {
  const byAddress = new Map<Ip, Port[]>()
  const byNamespace = new Map<NamespaceId, Port[]>()
  const byParent = new Map<NamespaceId, Port[]>()
  for (const port of ports) {
    for (const address of port.addresses) file(byAddress, address, port)
    file(byNamespace, port.namespace, port)
    if (port.below) file(byParent, port.below.namespace, port)
  }
  return { byAddress, byNamespace, byParent }
})

function file<K>(table: Map<K, Port[]>, key: K, port: Port): void {
  const known = table.get(key)
  if (known) known.push(port)
  else table.set(key, [port])
}

/** All ports with `address` that are up, in the order in which they were plugged in. */
export function portsWith(segment: Segment, address: Ip): readonly Port[] {
  const owners = plugs(segment).byAddress.get(address) ?? NONE
  return owners.every(isUp) ? owners : owners.filter(isUp)
}
const isUp = ({ up }: Port): boolean => up

/** The port that an interface is plugged into: of several, the last. */
export const portOf = (segment: Segment, namespace: NamespaceId, device: string): Port | undefined =>
  plugs(segment)
    .byNamespace.get(namespace)
    ?.findLast((port) => port.interface === device)

/** Does any interface hang below another one? */
export const hasChildren = (segment: Segment): boolean => plugs(segment).byParent.size > 0

/** The ports of the interfaces that hang below that interface. */
export const childrenOf = (segment: Segment, namespace: NamespaceId, device: string): readonly Port[] =>
  plugs(segment)
    .byParent.get(namespace)
    ?.filter((port) => port.below?.interface === device) ?? NONE

/**
 * A broadcast domain: a Linux bridge, a LAN, a VXLAN. Frames between its ports need no route. Not modelled: MAC
 * learning, spanning tree, VLAN tags inside a segment: each VLAN on a wire is a segment of its own.
 */
import { familyOf } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import { readV4 } from '../addr/v4.js'
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

interface Owners {
  /** The port that has an address: of several, the one that was plugged in first. */
  readonly first: ReadonlyMap<Key, Port>
  /** All of them where an address was given twice; null: none was. */
  readonly several: ReadonlyMap<Key, readonly Port[]> | null
  readonly hasChildren: boolean
}

/** An IPv4 address as a number, which a map compares without looking at a text somewhere else in memory. */
type Key = number | Ip
const keyOf = (address: Ip): Key => (familyOf(address) === 4 ? readV4(address) | 0 : address)

/** Built once a segment, O(ports). */
const ownersOf = remembered(({ ports }: Segment): Owners => {
  const first = new Map<Key, Port>()
  let several: Map<Key, Port[]> | null = null
  let hasChildren = false
  for (const port of ports) {
    if (port.below) hasChildren = true
    for (const address of port.addresses) {
      const key = keyOf(address)
      const other = first.get(key)
      if (!other) first.set(key, port)
      else (several ??= new Map()).set(key, [...(several.get(key) ?? [other]), port])
    }
  }
  return { first, several, hasChildren }
})

const NONE: readonly Port[] = []

/** All ports with `address` that are up, in the order in which they were plugged in. */
export function portsWith(segment: Segment, address: Ip): readonly Port[] {
  const { first, several } = ownersOf(segment)
  const key = keyOf(address)
  const port = first.get(key)
  if (!port) return NONE
  return (several?.get(key) ?? [port]).filter(isUp)
}
const isUp = ({ up }: Port): boolean => up

/** Does any interface hang below another one? */
export const hasChildren = (segment: Segment): boolean => ownersOf(segment).hasChildren

// What follows is asked of segments with such interfaces alone.

const byNamespace = remembered(({ ports }: Segment) => grouped(ports, ({ namespace }) => namespace))
const byParent = remembered(({ ports }: Segment) => grouped(ports, ({ below }) => below?.namespace))

function grouped<K>(
  ports: readonly Port[],
  keyOf: (port: Port) => K | undefined,
): ReadonlyMap<K, readonly Port[]> {
  const table = new Map<K, Port[]>()
  for (const port of ports) {
    const key = keyOf(port)
    if (key === undefined) continue
    const known = table.get(key)
    if (known) known.push(port)
    else table.set(key, [port])
  }
  return table
}

/** The port that an interface is plugged into: of several, the last. */
export const portOf = (segment: Segment, namespace: NamespaceId, device: string): Port | undefined =>
  byNamespace(segment)
    .get(namespace)
    ?.findLast((port) => port.interface === device)

/** The ports of the interfaces that hang below that interface. */
export const childrenOf = (segment: Segment, namespace: NamespaceId, device: string): readonly Port[] =>
  byParent(segment)
    .get(namespace)
    ?.filter((port) => port.below?.interface === device) ?? NONE

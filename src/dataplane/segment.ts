/**
 * A broadcast domain: a Linux bridge, a LAN, a VXLAN. Frames between its ports need no route. Not modelled: MAC
 * learning, spanning tree, VLAN tags inside a segment.
 */
import type { Ip } from '../addr/ip.js'
import type { NamespaceId, SegmentId } from './namespace.js'
import { remembered } from './remember.js'

/** Where an interface is plugged in, with the addresses that answer there (ARP, neighbour discovery). */
export interface Port {
  readonly namespace: NamespaceId
  readonly interface: string
  readonly addresses: readonly Ip[]
  readonly up: boolean
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
}

/** The ports that answer for an address; several when an address was given twice. Built once a segment, O(ports). */
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

/** Who on the segment has `address`: the first port that is up, in the order they were plugged in. */
export function neighbour(segment: Segment, address: Ip): Port | undefined {
  return neighbours(segment)
    .get(address)
    ?.find((port) => port.up)
}

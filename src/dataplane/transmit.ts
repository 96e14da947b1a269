/**
 * The last step out of a namespace: over the segment to whoever answers for the next hop, inside a tunnel's packet, or by
 * the parent of a device that has no neighbours. See carriage.ts for which frames pass. As in walk.ts, null is: it goes on.
 */
import type { Ip } from '../addr/ip.js'
import { answerers, commonParent, sibling, taker } from './carriage.js'
import type { Kept } from './carriage.js'
import { forward, postrouting, prerouting, remember } from './hooks.js'
import type { DataPlane } from './plane.js'
import type { Exit } from './routing.js'
import { hasChildren, portOf, portsWith } from './segment.js'
import type { Below, Port, Segment, Tunnel } from './segment.js'
import { sessionOf } from './session.js'
import { Recorder } from './trace.js'
import type { Ending, Undelivered } from './trace.js'
import { enter } from './trip.js'
import type { Trip } from './trip.js'
import { DEEPEST, depthOf, outerPacket, tunnelEnd, tunnelExit } from './tunnel.js'

/**
 * By the device of the route, to whoever answers for its next hop: a gateway where the route has one, else the destination
 * itself (ARP, neighbour discovery). Who answers gets the frame; whether it is the right one, the next namespace finds out.
 */
export function transmit(trip: Trip, { route, device }: Exit): Ending | null {
  const { packet, plane, recorder, stack } = trip
  const at = stack.namespace.id
  if (!device?.up) return { kind: 'link-down', at, device: route.device }
  const address = route.via ?? packet.dst
  const segment = device.segment === null ? undefined : plane.segment(device.segment)
  if (!segment) return { kind: 'neighbour-unreachable', at, device: device.name, address }
  // most segments have no interface below another one, and then it does not matter which port is the own one
  const own = hasChildren(segment) ? portOf(segment, at, device.name) : undefined
  if (own?.below?.routed) return byParent(trip, segment, own.below, device.name)
  const { heard, kept } = answerers(segment, at, own, address)
  const port = heard.length > 1 ? chosen(heard, trip) : heard[0]
  // a tunnel's segment asks nobody beyond its own ports: who is behind which end it was told (see Tunnel)
  const via = port || !segment.tunnel ? undefined : tunnelEnd(segment.tunnel, address)
  if (segment.tunnel && via !== undefined)
    return tunnelled(trip, segment.tunnel, { address, via }, device.name)
  if (!port)
    return kept
      ? { kind: 'not-carried', at, device: device.name, address, ...named(plane, kept) }
      : { kind: 'neighbour-unreachable', at, device: device.name, address }
  if (recorder) {
    const rivals = heard.length > 1 ? heard.map((each) => labelOf(plane, each)) : ALONE
    const within = commonParent(own?.below, port.below)
    recorder.step({ kind: 'neighbour', address, port, segment: segment.label, rivals, within })
    recorder.leave(device.name)
  }
  return bridged(trip, segment, taker(segment, port, packet.dst))
}
const ALONE: readonly string[] = []

/**
 * Inside a packet of its own to the tunnel's other end, and out of it there. That packet's walk is a trace of its own, nested
 * in this one's; what the namespaces remember of flows is not mixed, since the outer packet belongs to no flow of ours.
 */
function tunnelled(
  trip: Trip,
  tunnel: Tunnel,
  { address, via }: { readonly address: Ip; readonly via: Ip },
  device: string,
): Ending | null {
  const { packet, plane, recorder, stack } = trip
  const at = stack.namespace.id
  const outer = outerPacket(tunnel, via, packet)
  if (depthOf(outer) > DEEPEST) return { kind: 'ttl-exceeded', at }
  const notes = recorder && new Recorder()
  const { ending, packet: arrived } = trip.carry(plane, tunnel.namespace, outer, notes)
  const trace = { packet: outer, hops: notes?.hops ?? [], ending }
  recorder?.step({ kind: 'tunnel', address, tunnel, via, outer: trace })
  recorder?.leave(device)
  if (ending.kind !== 'accepted')
    return { kind: 'tunnel-lost', at, device: tunnel.device, via, outer: ending }
  // the outer packet was delivered: its namespace looks for a tunnel of that number, and that for the frame's receiver
  const host = plane.namespace(ending.at)
  const exit = host && tunnelExit(host, arrived)
  const segment = exit && plane.segment(exit.segment)
  const failed = (why: Undelivered): Ending => ({
    kind: 'not-decapsulated',
    at: ending.at,
    vni: tunnel.vni,
    why,
  })
  if (!segment) return failed('no-network')
  const [port] = portsWith(segment, address)
  if (!port) return failed('nobody')
  enter(trip, port.namespace, port.interface)
  return null
}

/** Who sent the request of a flow asked for this namespace before, and so made itself known; else the first one. */
const chosen = (heard: readonly Port[], { sessions, packet }: Trip): Port | undefined =>
  heard.find((port) => sessionOf(sessions, port.namespace, packet)) ?? heard[0]

/** What people call the owner of a port; its id where the plane has no such namespace. */
const labelOf = (plane: DataPlane, { namespace }: Port): string =>
  plane.namespace(namespace)?.label ?? namespace

/** Who has the address and is not heard, for the ending `not-carried`. */
const named = (plane: DataPlane, { port, barrier }: Kept) => ({ owner: labelOf(plane, port), barrier })

/** From a child without neighbours (ipvlan l3): to another child of its parent, else the parent's namespace routes it. */
function byParent(trip: Trip, segment: Segment, below: Below, device: string): Ending | null {
  const { packet, plane, recorder, stack } = trip
  const address = packet.dst
  const port = below.mode === 'vepa' ? undefined : sibling(segment, below, address)
  if (port && below.mode === 'private')
    return {
      kind: 'not-carried',
      at: stack.namespace.id,
      device,
      address,
      ...named(plane, { port, barrier: 'private' }),
    }
  if (port)
    recorder?.step({ kind: 'neighbour', address, port, segment: segment.label, rivals: ALONE, within: below })
  recorder?.leave(device)
  if (port) enter(trip, port.namespace, port.interface)
  else enter(trip, below.namespace, '', below.interface)
  return null
}

/**
 * A frame between two ports of a filtered bridge passes the packet filter of the bridge's host, with the bridge as both devices
 * (net/bridge/br_netfilter_hooks.c). The host's own frames, and those for it, pass its filter anyway.
 */
function bridged(
  trip: Trip,
  { filteredAs }: Segment,
  port: Pick<Port, 'namespace' | 'interface'>,
): Ending | null {
  const { packet, recorder, stack } = trip
  const isFiltered =
    filteredAs !== null &&
    filteredAs.namespace !== stack.namespace.id &&
    filteredAs.namespace !== port.namespace &&
    trip.plane.namespace(filteredAs.namespace) !== undefined
  if (isFiltered) {
    const { namespace, device } = filteredAs
    enter(trip, namespace, device)
    const dropped = prerouting(trip, 'PREROUTING') ?? forward(trip, device)
    if (dropped) return dropped
    // an answer that goes straight to whoever asked, past the host that sent the request on, still gets its old source back
    postrouting(trip, device)
    recorder?.leave(device)
    remember(trip)
    // the frame goes where it was sent, whatever became of its destination; the next namespace sees a new source alone
    const { src, srcPort } = trip.packet
    trip.packet = src === packet.src && srcPort === packet.srcPort ? packet : { ...packet, src, srcPort }
  }
  enter(trip, port.namespace, port.interface)
  return null
}

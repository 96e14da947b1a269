/**
 * The packet walk: one packet from one namespace over the facts until it ends. It knows no driver. Not modelled:
 * broadcast and multicast, path MTU, reordering. Cost: the hops, times the rules that could match at each.
 */
import { isLoopback } from '../addr/ip.js'
import { nextServer, nothingEarlier } from './balance.js'
import type { Earlier, VirtualService } from './balance.js'
import { forward, input, output, postrouting, prerouting, remember } from './hooks.js'
import type { NamespaceId } from './namespace.js'
import { listenerFor } from './listener.js'
import type { Packet } from './packet.js'
import type { DataPlane } from './plane.js'
import type { Exit } from './routing.js'
import type { Session } from './session.js'
import type { Ending, Recorder } from './trace.js'
import { transmit } from './transmit.js'
import { begin } from './trip.js'
import type { Arrival, Carry, Trip } from './trip.js'
import { decrypted } from './tunnel.js'

/**
 * Send `packet` from `from`, where it is made. `sessions` is what the namespaces remember of earlier packets, `earlier` what
 * the load balancers have given out before. With a recorder the way is the same, and written down.
 */
export function walk(
  plane: DataPlane,
  from: NamespaceId,
  packet: Packet,
  sessions: readonly Session[] = UNKNOWN,
  recorder?: Recorder,
  earlier: Earlier = nothingEarlier,
): Arrival {
  const trip = begin(plane, from, packet, sessions, recorder, earlier, carry)
  let ending = pass(trip)
  while (ending === null) ending = pass(trip)
  return { ending, packet: trip.packet, entered: trip.entered, sessions: trip.sessions }
}
const UNKNOWN: readonly Session[] = []

/** The packet around another one is of no known flow. */
const carry: Carry = (plane, from, outer, recorder) => walk(plane, from, outer, UNKNOWN, recorder)

// Each step below returns how the walk ended, or null: it goes on in the namespace that the trip has come to.

/** One namespace: from the way in to the way out, or to the end. */
function pass(trip: Trip): Ending | null {
  const { stack, by } = trip
  const at = stack.namespace.id
  const made = trip.in === ''
  const { dst } = trip.packet
  // whoever makes a packet looks for its way before the packet filter sees it (net/ipv4/route.c ip_route_output_key)
  const before = made ? stack.wayTo(dst, by) : undefined
  if (made && !before) return { kind: 'no-route', at, destination: dst }
  // the kernel's names: locally made packets meet OUTPUT where others meet PREROUTING, and there too before they are routed
  const dropped = prerouting(trip, made ? 'OUTPUT' : 'PREROUTING')
  if (dropped) return dropped
  const destination = trip.packet.dst
  // answers to a flow that began on the loopback device come back here: the engine allows that (route_localnet)
  if (!made && !trip.session && isLoopback(destination)) return { kind: 'martian', at, address: destination }
  const way = before && destination === dst ? before : stack.wayTo(destination, by)
  return way === 'local' ? deliver(trip) : onward(trip, way)
}

/** The packet is for this namespace. */
function deliver(trip: Trip): Ending | null {
  const { stack, packet, recorder } = trip
  const { namespace } = stack
  const at = namespace.id
  if (!trip.decrypted) recorder?.step({ kind: 'local', address: packet.dst })
  if (trip.in === '') {
    const dropped = output(trip, 'lo')
    if (dropped) return dropped
    trip.in = 'lo'
  }
  const dropped = input(trip)
  if (dropped) return dropped
  if (packet.protocol === 'esp') return decrypt(trip)
  const service = serviceFor(trip)
  if (service) return balance(trip, service)
  remember(trip)
  // an answer that came another way, past the namespace that would have undone a translation: its source is unknown here
  if (packet.role === 'reply' && packet.protocol !== 'icmp' && !trip.session) return { kind: 'refused', at }
  if (packet.role !== 'request' || packet.protocol === 'icmp') return { kind: 'accepted', at, listener: null }
  const listener = listenerFor(namespace, packet)
  if (!listener) return { kind: 'refused', at }
  recorder?.step({ kind: 'listener', listener })
  return { kind: listener.frozen ? 'frozen' : 'accepted', at, listener }
}

/** Behind the ESP header is another packet for this namespace, if it has the key (net/xfrm/xfrm_input.c). */
function decrypt(trip: Trip): Ending | null {
  const { packet, stack } = trip
  const { inside } = packet
  const { namespace } = stack
  const clear = decrypted(namespace, packet)
  if (!inside || !clear)
    return { kind: 'not-decapsulated', at: namespace.id, vni: inside?.vni ?? 0, why: 'cannot-decrypt' }
  trip.recorder?.step({ kind: 'decrypt', from: packet.src, inside })
  trip.packet = clear
  trip.decrypted = true
  return deliver(trip)
}

/** The virtual service that takes a new connection with that mark; pings are none. */
const serviceFor = ({ stack, packet, session, mark }: Trip): VirtualService | undefined =>
  mark === 0 || session || packet.role !== 'request' || packet.protocol === 'icmp'
    ? undefined
    : stack.namespace.virtualServices?.find((service) => service.mark === mark)

/** On to a server, as a packet of the namespace's own (ip_vs_xmit.c ip_vs_nat_xmit); the answer finds the session. */
function balance(trip: Trip, service: VirtualService): Ending | null {
  const { earlier, packet, recorder, stack } = trip
  const server = nextServer(service, earlier)
  if (!server) return { kind: 'no-server', at: stack.namespace.id, service }
  recorder?.step({ kind: 'balance', service, server, earlier: earlier.get(service.id) ?? 0 })
  trip.in = ''
  trip.service = service
  trip.balanced = true
  trip.packet = { ...packet, dst: server.address, ttl: packet.ttl - 1 }
  return onward(trip, stack.exitTo(server.address))
}

/** The packet is for somebody else: forward it, hand it over to the next namespace. */
function onward(trip: Trip, exit: Exit | undefined): Ending | null {
  const { packet, stack } = trip
  const at = stack.namespace.id
  const made = trip.in === ''
  const destination = packet.dst
  if (!made && !stack.namespace.forwarding) return { kind: 'not-forwarding', at, destination }
  if (!exit) return { kind: 'no-route', at, destination }
  // the kernel looks for a route when the packet comes in, and at its hop limit when it is to go on (net/ipv4/ip_forward.c)
  if (!made && packet.ttl <= 1) return { kind: 'ttl-exceeded', at }
  const { route } = exit
  trip.recorder?.step({ kind: 'route', route })
  if (!made) trip.packet = { ...packet, ttl: packet.ttl - 1 }
  const dropped = made ? output(trip, route.device) : forward(trip, route.device)
  if (dropped) return dropped
  postrouting(trip, route.device)
  remember(trip)
  return transmit(trip, exit)
}

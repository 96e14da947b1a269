/**
 * The packet walk: one packet from one namespace over the facts until it ends. It knows no driver. Not modelled:
 * broadcast and multicast, path MTU, reordering. Cost: the hops, times the rules that could match at each.
 */
import { isLoopback } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import { nextServer, nothingEarlier } from './balance.js'
import type { Earlier, VirtualService } from './balance.js'
import { forward, input, output, postrouting, prerouting, remember } from './hooks.js'
import type { Namespace, NamespaceId } from './namespace.js'
import { listenerFor } from './listener.js'
import type { Packet } from './packet.js'
import type { DataPlane } from './plane.js'
import { isLocalOn, routeTo } from './routing.js'
import type { Session } from './session.js'
import { end } from './stay.js'
import type { Arrival, Leg, Next, Stay, Trip } from './stay.js'
import type { Recorder } from './trace.js'
import { transmit } from './transmit.js'
import { decrypted } from './tunnel.js'

/**
 * Send `packet` from `from`, where it is made. `sessions` is what the namespaces remember of earlier packets, `earlier` what
 * the load balancers have given out before.
 */
export function walk(
  plane: DataPlane,
  from: NamespaceId,
  packet: Packet,
  sessions: readonly Session[] = [],
  recorder?: Recorder,
  earlier: Earlier = nothingEarlier,
): Arrival {
  const trip: Trip = {
    plane,
    recorder,
    earlier,
    carry: (at, outer, notes) => walk(plane, at, outer, [], notes),
  }
  let next = pass(trip, { namespace: from, in: '', packet, sessions })
  while ('leg' in next) next = pass(trip, next.leg)
  return next.arrival
}

/** One namespace: from the way in to the way out, or to the end. */
function pass(trip: Trip, { namespace: id, in: by, packet, sessions, by: device }: Leg): Next {
  const namespace = trip.plane.namespace(id)
  if (!namespace) throw new Error(`no namespace ${id} in the data plane`)
  trip.recorder?.enter({ namespace: namespace.id, label: namespace.label, in: by, packet })
  const made = by === ''
  const stay: Stay = {
    trip,
    namespace,
    sessions,
    in: by,
    entered: packet,
    original: packet,
    session: undefined,
    packet,
    mark: 0,
    service: null,
    decrypted: false,
  }
  if (made && !leadsAnywhere(namespace, packet.dst, device))
    return end(stay, { kind: 'no-route', at: namespace.id, destination: packet.dst })
  const arrived = prerouting(stay, made ? 'OUTPUT' : 'PREROUTING')
  if ('ending' in arrived) return end(stay, arrived.ending)
  // answers to a flow that began on the loopback device come back here: the engine allows that (route_localnet)
  const { dst } = arrived.stay.packet
  if (!made && isLoopback(dst) && !arrived.stay.session)
    return end(stay, { kind: 'martian', at: namespace.id, address: dst })
  return isLocalOn(namespace, dst, device) ? deliver(arrived.stay) : onward(arrived.stay, device)
}

/** The packet is for this namespace. */
function deliver(stay: Stay): Next {
  const { namespace, packet, trip } = stay
  const at = namespace.id
  trip.recorder?.step({ kind: 'local', address: packet.dst })
  if (stay.in === '') {
    const sent = output(stay, 'lo')
    if ('ending' in sent) return end(stay, sent.ending)
  }
  const taken = input(stay.in === '' ? { ...stay, in: 'lo' } : stay)
  if ('ending' in taken) return end(stay, taken.ending)
  if (packet.protocol === 'esp') return decrypt(taken.stay)
  const service = serviceFor(taken.stay)
  if (service) return balance(taken.stay, service)
  const known: Stay = { ...stay, sessions: remember(stay) }
  // an answer that came another way, past the namespace that would have undone a translation: its source is unknown here
  if (packet.role === 'reply' && packet.protocol !== 'icmp' && !stay.session)
    return end(known, { kind: 'refused', at })
  if (packet.role !== 'request' || packet.protocol === 'icmp')
    return end(known, { kind: 'accepted', at, listener: null })
  const listener = listenerFor(namespace, packet)
  if (!listener) return end(known, { kind: 'refused', at })
  trip.recorder?.step({ kind: 'listener', listener })
  return end(known, { kind: listener.frozen ? 'frozen' : 'accepted', at, listener })
}

/** Behind the ESP header is another packet for this namespace, if it has the key (net/xfrm/xfrm_input.c). */
function decrypt(stay: Stay): Next {
  const { namespace, packet } = stay
  const clear = decrypted(namespace, packet)
  return clear
    ? deliver({ ...stay, packet: clear, decrypted: true })
    : end(stay, {
        kind: 'not-decapsulated',
        at: namespace.id,
        vni: packet.inside?.vni ?? 0,
        why: 'cannot-decrypt',
      })
}

/** The virtual service that takes a new connection with that mark; pings are none. */
const serviceFor = ({ namespace, packet, session, mark }: Stay): VirtualService | undefined =>
  mark === 0 || session || packet.role !== 'request' || packet.protocol === 'icmp'
    ? undefined
    : namespace.virtualServices?.find((service) => service.mark === mark)

/** On to a server, as a packet of the namespace's own (ip_vs_xmit.c ip_vs_nat_xmit); the answer finds the session. */
function balance(stay: Stay, service: VirtualService): Next {
  const { earlier, recorder } = stay.trip
  const server = nextServer(service, earlier)
  if (!server) return end(stay, { kind: 'no-server', at: stay.namespace.id, service })
  recorder?.step({ kind: 'balance', service, server, earlier: earlier.get(service.id) ?? 0 })
  const packet = { ...stay.packet, dst: server.address, ttl: stay.packet.ttl - 1 }
  return onward({ ...stay, in: '', service, packet })
}

/** The packet is for somebody else: route, forward, hand over to the next namespace. `by`: see Leg. */
function onward(stay: Stay, by?: string): Next {
  const { namespace, trip } = stay
  const at = namespace.id
  const made = stay.in === ''
  const destination = stay.packet.dst
  if (!made && !namespace.forwarding) return end(stay, { kind: 'not-forwarding', at, destination })
  const route = routeTo(namespace, destination, by)
  if (!route) return end(stay, { kind: 'no-route', at, destination })
  // the kernel looks for a route when the packet comes in, and at its hop limit when it is to go on (net/ipv4/ip_forward.c)
  if (!made && stay.packet.ttl <= 1) return end(stay, { kind: 'ttl-exceeded', at })
  trip.recorder?.step({ kind: 'route', route })
  const sent = made ? stay : { ...stay, packet: { ...stay.packet, ttl: stay.packet.ttl - 1 } }
  const filtered = made ? output(sent, route.device) : forward(sent, route.device)
  if ('ending' in filtered) return end(stay, filtered.ending)
  const out = postrouting(filtered.stay, route.device)
  return transmit({ ...out, sessions: remember(out) }, route)
}

/** The local table first, then the routes: what `ip route get` would find. */
const leadsAnywhere = (namespace: Namespace, destination: Ip, by?: string): boolean =>
  isLocalOn(namespace, destination, by) || routeTo(namespace, destination, by) !== undefined

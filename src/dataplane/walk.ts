/**
 * The packet walk: one packet from one namespace over the facts until it ends. It knows no driver. Not modelled:
 * broadcast and multicast, path MTU, reordering. Cost: the hops, times the rules met at each.
 */
import { isLoopback } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import { nextServer, nothingEarlier } from './balance.js'
import type { Earlier, VirtualService } from './balance.js'
import { answerers, sibling, taker } from './carriage.js'
import type { Answerers, Kept } from './carriage.js'
import { forward, input, output, postrouting, prerouting, remember } from './hooks.js'
import type { Stay } from './hooks.js'
import type { Namespace, NamespaceId, Route } from './namespace.js'
import { tupleOf } from './packet.js'
import type { Packet } from './packet.js'
import type { DataPlane } from './plane.js'
import { listenerFor } from './listener.js'
import { interfaceOf, isLocalOn, routeTo } from './routing.js'
import { portOf, portsWith } from './segment.js'
import type { Below, Port, Segment, Tunnel } from './segment.js'
import { sessionOf } from './session.js'
import type { Session } from './session.js'
import { recorder } from './trace.js'
import type { Ending, Recorder, Undelivered } from './trace.js'
import { DEEPEST, decrypted, depthOf, outerPacket, tunnelEnd, tunnelExit } from './tunnel.js'

export interface Arrival {
  readonly ending: Ending
  /** The packet as it was when the walk ended. */
  readonly packet: Packet
  /** The packet as it entered the namespace where the walk ended: what an ICMP error would quote. */
  readonly entered: Packet
  readonly sessions: readonly Session[]
}

/** A packet on its way into a namespace, by an interface ('' and `made` when it is created there). */
interface Leg {
  readonly namespace: NamespaceId
  readonly in: string
  readonly packet: Packet
  readonly sessions: readonly Session[]
  /** The device that it has to leave by, as its sender hangs below that one; otherwise the routes decide. */
  readonly by?: string
}

type Next = { readonly leg: Leg } | { readonly arrival: Arrival }

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
  let next = pass(plane, { namespace: from, in: '', packet, sessions }, recorder, earlier)
  while ('leg' in next) next = pass(plane, next.leg, recorder, earlier)
  return next.arrival
}

/** One namespace: from the way in to the way out, or to the end. */
function pass(plane: DataPlane, leg: Leg, recorder: Recorder | undefined, earlier: Earlier): Next {
  const namespace = plane.namespace(leg.namespace)
  if (!namespace) throw new Error(`no namespace ${leg.namespace} in the data plane`)
  recorder?.enter({ namespace: namespace.id, label: namespace.label, in: leg.in, packet: leg.packet })
  const made = leg.in === ''
  const stay: Stay = {
    namespace,
    recorder,
    sessions: leg.sessions,
    in: leg.in,
    original: tupleOf(leg.packet),
    session: undefined,
    packet: leg.packet,
    mark: 0,
    service: null,
  }
  const end = (ending: Ending, at: Stay = stay): Next => ({
    arrival: { ending, packet: at.packet, entered: leg.packet, sessions: at.sessions },
  })

  if (made) {
    const first = lookUp(namespace, leg.packet.dst, leg.by)
    if (first === undefined) return end({ kind: 'no-route', at: namespace.id, destination: leg.packet.dst })
  }
  const arrived = prerouting(stay, made ? 'OUTPUT' : 'PREROUTING')
  if ('ending' in arrived) return end(arrived.ending)
  // answers to a flow that began on the loopback device come back here: the engine allows that (route_localnet)
  const { dst } = arrived.stay.packet
  if (!made && isLoopback(dst) && !arrived.stay.session)
    return end({ kind: 'martian', at: namespace.id, address: dst })
  return isLocalOn(namespace, arrived.stay.packet.dst, leg.by)
    ? deliver(plane, arrived.stay, end, earlier)
    : onward(plane, arrived.stay, end, leg.by)
}

/** The packet is for this namespace. */
function deliver(
  plane: DataPlane,
  stay: Stay,
  end: (ending: Ending, at?: Stay) => Next,
  earlier: Earlier,
): Next {
  const { namespace, packet, recorder } = stay
  recorder?.step({ kind: 'local', address: packet.dst })
  if (stay.in === '') {
    const sent = output(stay, 'lo')
    if ('ending' in sent) return end(sent.ending, stay)
  }
  const taken = input({ ...stay, in: stay.in || 'lo' })
  if ('ending' in taken) return end(taken.ending, stay)
  if (packet.protocol === 'esp') return decrypt(plane, taken.stay, end, earlier)
  const service = serviceFor(taken.stay)
  if (service) return balance(plane, taken.stay, service, end, earlier)
  const known: Stay = { ...stay, sessions: remember(stay) }
  // an answer that came another way, past the namespace that would have undone a translation: its source is unknown here
  if (packet.role === 'reply' && packet.protocol !== 'icmp' && !stay.session)
    return end({ kind: 'refused', at: namespace.id }, known)
  if (packet.role !== 'request' || packet.protocol === 'icmp')
    return end({ kind: 'accepted', at: namespace.id, listener: null }, known)
  const listener = listenerFor(namespace, packet)
  if (!listener) return end({ kind: 'refused', at: namespace.id }, known)
  recorder?.step({ kind: 'listener', listener })
  const kind = listener.frozen ? 'frozen' : 'accepted'
  return end({ kind, at: namespace.id, listener }, known)
}

/** Behind the ESP header is another packet for this namespace, if it has the key (net/xfrm/xfrm_input.c). */
function decrypt(
  plane: DataPlane,
  stay: Stay,
  end: (ending: Ending, at?: Stay) => Next,
  earlier: Earlier,
): Next {
  const { namespace, packet } = stay
  const clear = decrypted(namespace, packet)
  return clear
    ? deliver(plane, { ...stay, packet: clear, decrypted: true }, end, earlier)
    : end({
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
function balance(
  plane: DataPlane,
  stay: Stay,
  service: VirtualService,
  end: (ending: Ending, at?: Stay) => Next,
  earlier: Earlier,
): Next {
  const server = nextServer(service, earlier)
  if (!server) return end({ kind: 'no-server', at: stay.namespace.id, service }, stay)
  stay.recorder?.step({ kind: 'balance', service, server, earlier: earlier.get(service.id) ?? 0 })
  return onward(
    plane,
    { ...stay, in: '', service, packet: { ...stay.packet, dst: server.address, ttl: stay.packet.ttl - 1 } },
    end,
    undefined,
  )
}

/** The packet is for somebody else: route, forward, hand over to the next namespace. */
function onward(
  plane: DataPlane,
  stay: Stay,
  end: (ending: Ending, at?: Stay) => Next,
  by: string | undefined,
): Next {
  const { namespace, recorder } = stay
  const at = namespace.id
  const made = stay.in === ''
  const destination = stay.packet.dst
  if (!made && !namespace.forwarding) return end({ kind: 'not-forwarding', at, destination }, stay)
  const route = routeTo(namespace, destination, by)
  if (!route) return end({ kind: 'no-route', at, destination }, stay)
  // the kernel looks for a route when the packet comes in, and at its hop limit when it is to go on (net/ipv4/ip_forward.c)
  if (!made && stay.packet.ttl <= 1) return end({ kind: 'ttl-exceeded', at }, stay)
  recorder?.step({ kind: 'route', route })
  const packet = made ? stay.packet : { ...stay.packet, ttl: stay.packet.ttl - 1 }
  const filtered = (made ? output : forward)({ ...stay, packet }, route.device)
  if ('ending' in filtered) return end(filtered.ending, stay)
  const out = postrouting(filtered.stay, route.device)
  return transmit(plane, { ...out, sessions: remember(out) }, route, end)
}

/** Over the segment to whoever answers for the next hop. */
function transmit(
  plane: DataPlane,
  stay: Stay,
  route: Route,
  end: (ending: Ending, at?: Stay) => Next,
): Next {
  const { namespace, recorder, packet } = stay
  const at = namespace.id
  const device = interfaceOf(namespace, route.device)
  if (!device?.up) return end({ kind: 'link-down', at, device: route.device }, stay)
  const address = route.via ?? packet.dst
  const segment = device.segment === null ? undefined : plane.segment(device.segment)
  const own = segment && portOf(segment, at, device.name)
  if (segment && own?.below?.routed) return byParent(plane, stay, segment, own.below, device.name, end)
  const { heard, kept } = segment ? answerers(segment, at, own, address) : NOBODY
  const port = heard.length > 1 ? chosen(heard, stay) : heard[0]
  const via = port || !segment?.tunnel ? undefined : tunnelEnd(segment.tunnel, address)
  if (segment?.tunnel && via !== undefined)
    return tunnelled(plane, stay, segment.tunnel, { address, via }, device.name, end)
  if (!segment || !port)
    return end(
      kept
        ? { kind: 'not-carried', at, device: device.name, address, ...named(plane, kept) }
        : { kind: 'neighbour-unreachable', at, device: device.name, address },
      stay,
    )
  const rivals = heard.length > 1 ? heard.map((each) => labelOf(plane, each)) : []
  recorder?.step({ kind: 'neighbour', address, port, segment: segment.label, rivals })
  recorder?.leave(device.name)
  return bridged(plane, stay, segment, taker(segment, port, packet.dst), end)
}

/** Inside a packet of its own to the tunnel's other end, and out of it there. */
function tunnelled(
  plane: DataPlane,
  stay: Stay,
  tunnel: Tunnel,
  { address, via }: { readonly address: Ip; readonly via: Ip },
  device: string,
  end: (ending: Ending, at?: Stay) => Next,
): Next {
  const { namespace, packet, sessions } = stay
  const at = namespace.id
  const outer = outerPacket(tunnel, via, packet)
  if (depthOf(outer) > DEEPEST) return end({ kind: 'ttl-exceeded', at }, stay)
  const notes = stay.recorder && recorder()
  const { ending, packet: arrived } = walk(plane, tunnel.namespace, outer, [], notes)
  const trace = { packet: outer, hops: notes?.hops() ?? [], ending }
  stay.recorder?.step({ kind: 'tunnel', address, tunnel, via, outer: trace })
  stay.recorder?.leave(device)
  if (ending.kind !== 'accepted')
    return end({ kind: 'tunnel-lost', at, device: tunnel.device, via, outer: ending }, stay)
  const host = plane.namespace(ending.at)
  const exit = host && tunnelExit(host, arrived)
  const segment = exit && plane.segment(exit.segment)
  const failed = (why: Undelivered): Next =>
    end({ kind: 'not-decapsulated', at: ending.at, vni: tunnel.vni, why }, stay)
  if (!segment) return failed('no-network')
  const [port] = portsWith(segment, address)
  return port
    ? { leg: { namespace: port.namespace, in: port.interface, packet, sessions } }
    : failed('nobody')
}

/** Who sent the request of a flow asked for this namespace before, and so made itself known; else the first one. */
const chosen = (heard: readonly Port[], { sessions, packet }: Stay): Port | undefined =>
  heard.find((port) => sessionOf(sessions, port.namespace, packet)) ?? heard[0]

const NOBODY: Answerers = { heard: [], kept: null }

const labelOf = (plane: DataPlane, { namespace }: Port): string =>
  plane.namespace(namespace)?.label ?? namespace

const named = (plane: DataPlane, { port, barrier }: Kept) => ({ owner: labelOf(plane, port), barrier })

/** From a child without neighbours (ipvlan l3): to another child of its parent, else the parent's namespace routes it. */
function byParent(
  plane: DataPlane,
  stay: Stay,
  segment: Segment,
  below: Below,
  device: string,
  end: (ending: Ending, at?: Stay) => Next,
): Next {
  const { namespace, packet, sessions, recorder } = stay
  const address = packet.dst
  const port = below.mode === 'vepa' ? undefined : sibling(segment, below, address)
  if (port && below.mode === 'private')
    return end(
      {
        kind: 'not-carried',
        at: namespace.id,
        device,
        address,
        ...named(plane, { port, barrier: 'private' }),
      },
      stay,
    )
  if (port) recorder?.step({ kind: 'neighbour', address, port, segment: segment.label, rivals: [] })
  recorder?.leave(device)
  return port
    ? { leg: { namespace: port.namespace, in: port.interface, packet, sessions } }
    : { leg: { namespace: below.namespace, in: '', packet, sessions, by: below.interface } }
}

/** A frame between two ports of a filtered bridge passes the packet filter of the bridge's host (br_netfilter). */
function bridged(
  plane: DataPlane,
  stay: Stay,
  segment: Segment,
  port: Pick<Port, 'namespace' | 'interface'>,
  end: (ending: Ending, at?: Stay) => Next,
): Next {
  const { packet, sessions, recorder } = stay
  const leg = (known: readonly Session[], as: Packet = packet): Next => ({
    leg: { namespace: port.namespace, in: port.interface, packet: as, sessions: known },
  })
  const filteredAs = segment.filteredAs
  const host = filteredAs && plane.namespace(filteredAs.namespace)
  if (!host || host.id === stay.namespace.id || host.id === port.namespace) return leg(sessions)
  const device = filteredAs.device
  recorder?.enter({ namespace: host.id, label: host.label, in: device, packet })
  const crossing: Stay = {
    ...stay,
    namespace: host,
    in: device,
    original: tupleOf(packet),
    session: undefined,
    mark: 0,
    service: null,
  }
  const tracked = prerouting(crossing, 'PREROUTING')
  if ('ending' in tracked) return end(tracked.ending, crossing)
  const passed = forward(tracked.stay, device)
  if ('ending' in passed) return end(passed.ending, crossing)
  // an answer that goes straight to whoever asked, past the host that sent the request on, still gets its old source back
  const out = postrouting(passed.stay, device)
  recorder?.leave(device)
  const { src, srcPort } = out.packet
  return leg(remember(out), { ...packet, src, srcPort })
}

/** The local table first, then the routes: what `ip route get` would find. */
const lookUp = (namespace: Namespace, destination: Ip, by?: string): Route | 'local' | undefined =>
  isLocalOn(namespace, destination, by) ? 'local' : routeTo(namespace, destination, by)

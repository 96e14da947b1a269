/**
 * The last step out of a namespace: over the segment to whoever answers for the next hop, inside a tunnel's packet, or by
 * the parent of a device that has no neighbours. See carriage.ts for which frames pass.
 */
import type { Ip } from '../addr/ip.js'
import { answerers, sibling, taker } from './carriage.js'
import type { Kept } from './carriage.js'
import { forward, postrouting, prerouting, remember } from './hooks.js'
import type { Route } from './namespace.js'
import type { Packet } from './packet.js'
import type { DataPlane } from './plane.js'
import { interfaceOf } from './routing.js'
import { portOf, portsWith } from './segment.js'
import type { Below, Port, Segment, Tunnel } from './segment.js'
import { sessionOf } from './session.js'
import type { Session } from './session.js'
import { end } from './stay.js'
import type { Next, Stay } from './stay.js'
import { recorder as newRecorder } from './trace.js'
import type { Undelivered } from './trace.js'
import { DEEPEST, depthOf, outerPacket, tunnelEnd, tunnelExit } from './tunnel.js'

/** By the device of the route, to whoever answers for its next hop. */
export function transmit(stay: Stay, route: Route): Next {
  const {
    namespace: { id: at },
    packet,
    trip: { plane, recorder },
  } = stay
  const device = interfaceOf(stay.namespace, route.device)
  if (!device?.up) return end(stay, { kind: 'link-down', at, device: route.device })
  const address = route.via ?? packet.dst
  const segment = device.segment === null ? undefined : plane.segment(device.segment)
  if (!segment) return end(stay, { kind: 'neighbour-unreachable', at, device: device.name, address })
  const own = portOf(segment, at, device.name)
  if (own?.below?.routed) return byParent(stay, segment, own.below, device.name)
  const { heard, kept } = answerers(segment, at, own, address)
  const port = heard.length > 1 ? chosen(heard, stay) : heard[0]
  const via = port || !segment.tunnel ? undefined : tunnelEnd(segment.tunnel, address)
  if (segment.tunnel && via !== undefined)
    return tunnelled(stay, segment.tunnel, { address, via }, device.name)
  if (!port)
    return end(
      stay,
      kept
        ? { kind: 'not-carried', at, device: device.name, address, ...named(plane, kept) }
        : { kind: 'neighbour-unreachable', at, device: device.name, address },
    )
  if (recorder) {
    const rivals = heard.length > 1 ? heard.map((each) => labelOf(plane, each)) : []
    recorder.step({ kind: 'neighbour', address, port, segment: segment.label, rivals })
    recorder.leave(device.name)
  }
  return bridged(stay, segment, taker(segment, port, packet.dst))
}

/** Inside a packet of its own to the tunnel's other end, and out of it there. */
function tunnelled(
  stay: Stay,
  tunnel: Tunnel,
  { address, via }: { readonly address: Ip; readonly via: Ip },
  device: string,
): Next {
  const { namespace, packet, sessions } = stay
  const { plane, recorder, carry } = stay.trip
  const at = namespace.id
  const outer = outerPacket(tunnel, via, packet)
  if (depthOf(outer) > DEEPEST) return end(stay, { kind: 'ttl-exceeded', at })
  const notes = recorder && newRecorder()
  const { ending, packet: arrived } = carry(tunnel.namespace, outer, notes)
  const trace = { packet: outer, hops: notes?.hops() ?? [], ending }
  recorder?.step({ kind: 'tunnel', address, tunnel, via, outer: trace })
  recorder?.leave(device)
  if (ending.kind !== 'accepted')
    return end(stay, { kind: 'tunnel-lost', at, device: tunnel.device, via, outer: ending })
  const host = plane.namespace(ending.at)
  const exit = host && tunnelExit(host, arrived)
  const segment = exit && plane.segment(exit.segment)
  const failed = (why: Undelivered): Next =>
    end(stay, { kind: 'not-decapsulated', at: ending.at, vni: tunnel.vni, why })
  if (!segment) return failed('no-network')
  const [port] = portsWith(segment, address)
  return port
    ? { leg: { namespace: port.namespace, in: port.interface, packet, sessions } }
    : failed('nobody')
}

/** Who sent the request of a flow asked for this namespace before, and so made itself known; else the first one. */
const chosen = (heard: readonly Port[], { sessions, packet }: Stay): Port | undefined =>
  heard.find((port) => sessionOf(sessions, port.namespace, packet)) ?? heard[0]

const labelOf = (plane: DataPlane, { namespace }: Port): string =>
  plane.namespace(namespace)?.label ?? namespace

const named = (plane: DataPlane, { port, barrier }: Kept) => ({ owner: labelOf(plane, port), barrier })

/** From a child without neighbours (ipvlan l3): to another child of its parent, else the parent's namespace routes it. */
function byParent(stay: Stay, segment: Segment, below: Below, device: string): Next {
  const { namespace, packet, sessions } = stay
  const { plane, recorder } = stay.trip
  const address = packet.dst
  const port = below.mode === 'vepa' ? undefined : sibling(segment, below, address)
  if (port && below.mode === 'private')
    return end(stay, {
      kind: 'not-carried',
      at: namespace.id,
      device,
      address,
      ...named(plane, { port, barrier: 'private' }),
    })
  if (port) recorder?.step({ kind: 'neighbour', address, port, segment: segment.label, rivals: [] })
  recorder?.leave(device)
  return port
    ? { leg: { namespace: port.namespace, in: port.interface, packet, sessions } }
    : { leg: { namespace: below.namespace, in: '', packet, sessions, by: below.interface } }
}

/** A frame between two ports of a filtered bridge passes the packet filter of the bridge's host (br_netfilter). */
function bridged(stay: Stay, segment: Segment, port: Pick<Port, 'namespace' | 'interface'>): Next {
  const { packet, sessions } = stay
  const { plane, recorder } = stay.trip
  const leg = (known: readonly Session[], as: Packet): Next => ({
    leg: { namespace: port.namespace, in: port.interface, packet: as, sessions: known },
  })
  const filteredAs = segment.filteredAs
  const host = filteredAs && plane.namespace(filteredAs.namespace)
  if (!host || host.id === stay.namespace.id || host.id === port.namespace) return leg(sessions, packet)
  const device = filteredAs.device
  recorder?.enter({ namespace: host.id, label: host.label, in: device, packet })
  const crossing: Stay = {
    ...stay,
    namespace: host,
    in: device,
    original: packet,
    session: undefined,
    mark: 0,
    service: null,
  }
  const tracked = prerouting(crossing, 'PREROUTING')
  if ('ending' in tracked) return end(crossing, tracked.ending)
  const passed = forward(tracked.stay, device)
  if ('ending' in passed) return end(crossing, passed.ending)
  // an answer that goes straight to whoever asked, past the host that sent the request on, still gets its old source back
  const out = postrouting(passed.stay, device)
  recorder?.leave(device)
  const { src, srcPort } = out.packet
  return leg(
    remember(out),
    src === packet.src && srcPort === packet.srcPort ? packet : { ...packet, src, srcPort },
  )
}

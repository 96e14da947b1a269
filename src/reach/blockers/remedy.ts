/**
 * The one change that lets a stuck conversation go on: for every kind of ending, the deciding fact taken away or the missing
 * one added. What a person would type for it is another matter; this is about packets. No remedy is known for martians,
 * for loops, and for a load balancer without servers.
 */
import { addressOf, boundsOf, contains, hostCidr, lengthOf, networkOf, prefixOf } from '../../addr/cidr.js'
import { bigIntToIp, familyOf, widthOf, type Ip } from '../../addr/ip.js'
import { findHost } from '../../cnm/lookup.js'
import type { World } from '../../cnm/world.js'
import type { Conversation } from '../../dataplane/conversation.js'
import type { Interface, Listener, Namespace, NamespaceId, SegmentId } from '../../dataplane/namespace.js'
import { DEFAULT_TTL, type Packet } from '../../dataplane/packet.js'
import type { DataPlane } from '../../dataplane/plane.js'
import { interfaceOf } from '../../dataplane/routing.js'
import { portOf } from '../../dataplane/segment.js'
import type { Ending, Trace } from '../../dataplane/trace.js'
import type { Blocker, Fix } from './fix.js'
import { deviceWith, machineOf, ownersOf, routeOnward, supposed } from './whereabouts.js'

/** The blocker that a failed conversation met; undefined: no single change is known to help. */
export function remedy(plane: DataPlane, world: World, conversation: Conversation): Blocker | undefined {
  const { request, answer, relayed, outcome, question } = conversation
  if (request.ending.kind !== 'accepted') return blocker('request', plane, world, request, conversation)
  if (relayed && relayed.outcome.kind !== 'answered') return remedy(plane, world, relayed)
  if (answer && answer.ending.kind !== 'accepted')
    return blocker('answer', plane, world, answer, conversation)
  if (!answer || outcome.kind === 'answered' || answer.ending.at === question.from) return undefined
  const fix = rivalYields(plane, answer)
  const { ending, packet } = answer
  return fix && { ending, way: 'answer', packet, fix, label: labelOf(plane, ending.at) }
}

function blocker(
  way: 'request' | 'answer',
  plane: DataPlane,
  world: World,
  trace: Trace,
  conversation: Conversation,
): Blocker | undefined {
  const { ending } = trace
  const at = plane.namespace(ending.at)
  const fix =
    at &&
    (way === 'answer' && ending.kind === 'refused'
      ? backTheSameWay(plane, conversation)
      : fixOf(plane, world, at, ending, trace))
  return fix && { ending, way, packet: lastPacket(trace), fix, label: at.label }
}

const labelOf = (plane: DataPlane, id: NamespaceId): string => plane.namespace(id)?.label ?? id

function fixOf(plane: DataPlane, world: World, at: Namespace, ending: Ending, trace: Trace): Fix | undefined {
  const last = lastPacket(trace)
  switch (ending.kind) {
    case 'dropped':
      return ending.rule
        ? { kind: 'no-rule', at: at.id, rule: ending.rule }
        : {
            kind: 'accept-policy',
            at: at.id,
            family: last.family,
            table: ending.table,
            chain: ending.hook,
          }
    case 'no-route':
    case 'no-source-address':
      return wayTo(plane, world, at, last, ending.destination)
    case 'neighbour-unreachable':
      return neighbour(plane, world, at, ending, last)
    case 'not-carried':
      return carried(plane, at, ending.device, ending.address)
    case 'link-down':
      return {
        kind: 'plug',
        at: at.id,
        device: ending.device,
        segment: interfaceOf(at, ending.device)?.segment ?? null,
      }
    case 'refused':
      return { kind: 'listen', at: at.id, listener: listenerFor(last) }
    case 'frozen':
      return { kind: 'thaw', at: at.id, listener: ending.listener }
    case 'not-forwarding':
      return { kind: 'forward', at: at.id }
    case 'tunnel-lost': {
      const outer = trace.hops.at(-1)?.steps.findLast((step) => step.kind === 'tunnel')?.outer
      const where = outer && plane.namespace(outer.ending.at)
      const fix = where && fixOf(plane, world, where, outer.ending, outer)
      return fix ?? outOfLoop(plane, world, trace, last.dst)
    }
    case 'not-decapsulated':
    case 'martian':
    case 'ttl-exceeded':
      return outOfLoop(plane, world, trace, last.dst)
    case 'accepted':
    case 'no-server':
      return undefined
  }
}

/** The packet as it was at the end: what the last namespace made of it. */
function lastPacket({ packet, hops }: Trace): Packet {
  const hop = hops.at(-1)
  const translated = hop?.steps.findLast((step) => step.kind === 'translate')
  return { ...(hop?.packet ?? packet), ...translated?.to, ttl: DEFAULT_TTL }
}

const listenerFor = ({ protocol, dstPort }: Packet): Listener => ({
  protocol,
  address: null,
  family: null,
  port: dstPort,
  owner: 'somebody',
  frozen: false,
  relay: null,
  cause: supposed,
})

/**
 * By a neighbour where one would do, else by an interface where the destination, or at least the LAN, is; to a machine that
 * would have to be there, where nobody has the address.
 */
function wayTo(
  plane: DataPlane,
  world: World,
  at: Namespace,
  packet: Packet,
  destination: Ip = packet.dst,
): Fix | undefined {
  const route = at.interfaces.some((i) => i.addresses.some((a) => familyOf(a) === familyOf(destination)))
    ? routeOnward(plane, world, at, destination)
    : undefined
  if (route && !at.routes.some((known) => known.to === route.to && known.via === route.via))
    return { kind: 'route', at: at.id, route }
  const nobody = ownersOf(plane, world, destination).length === 0
  const device = at.interfaces.find(
    (i) => i.segment !== null && i.up && i.addresses.some((a) => familyOf(a) === familyOf(destination)),
  )
  return nobody && device && device.segment !== null
    ? machineWith(device, device.segment, destination, { ...packet, dst: destination })
    : attached(plane, world, at, destination)
}

/** One of those whom the packet passed is plugged in where its destination is: best the machine that this is on. */
function outOfLoop(plane: DataPlane, world: World, { hops }: Trace, destination: Ip): Fix | undefined {
  const machines = ownersOf(plane, world, destination).map(({ id }) => machineOf(world, id))
  const passed = [...new Set(hops.map(({ namespace }) => namespace))]
  return passed
    .toSorted((a, b) => Number(machines.includes(b)) - Number(machines.includes(a)))
    .map((id) => plane.namespace(id))
    .map((namespace) => namespace && attached(plane, world, namespace, destination))
    .find((fix) => fix !== undefined)
}

/** Plugged in where the destination is. */
function attached(plane: DataPlane, world: World, at: Namespace, destination: Ip): Fix | undefined {
  const there = ownersOf(plane, world, destination).flatMap((owner) => deviceWith(owner, destination) ?? [])
  const lan = findHost(world, machineOf(world, at.id))?.interfaces ?? []
  const found = [...there, ...lan].find(
    ({ segment, addresses }) =>
      segment !== null &&
      plane.segment(segment) !== undefined &&
      !at.interfaces.some(
        (i) => i.segment === segment && i.addresses.some((a) => familyOf(a) === familyOf(destination)),
      ) &&
      addresses.some((a) => familyOf(a) === familyOf(destination)),
  )
  const prefix = found?.addresses.find((a) => familyOf(a) === familyOf(destination))
  if (!found || prefix === undefined || found.segment === null) return undefined
  const address = freeAddress(plane, found.segment, prefix)
  const device: Interface = {
    ...found,
    name: freeName(at),
    mac: null,
    addresses: [prefixOf(address, lengthOf(prefix))],
    up: true,
    cause: { ...supposed, ...(found.cause.network !== undefined && { network: found.cause.network }) },
  }
  return { kind: 'attach', at: at.id, device }
}

const freeName = ({ interfaces }: Namespace): string =>
  ['new0', 'new1', 'new2', 'new3', 'new4'].find((name) => !interfaces.some((i) => i.name === name)) ?? 'new5'

/** From the top of the subnet, where Docker gives out addresses last. */
function freeAddress(plane: DataPlane, segment: SegmentId, prefix: Interface['addresses'][number]): Ip {
  const { first, last } = boundsOf(networkOf(prefix))
  const taken = new Set(plane.segment(segment)?.ports.flatMap(({ addresses }) => addresses))
  const top = last - 1n < first + 1n ? last : last - 1n
  for (let number = top; number >= first; number--) {
    const address = bigIntToIp(familyOf(prefix), number)
    if (!taken.has(address)) return address
  }
  return addressOf(prefix)
}

type Unanswered = Extract<Ending, { readonly kind: 'neighbour-unreachable' }>

/** Nobody answers: a pulled cable, a wrong way, or nobody has the address at all. */
function neighbour(
  plane: DataPlane,
  world: World,
  at: Namespace,
  { device, address }: Unanswered,
  packet: Packet,
): Fix | undefined {
  const own = interfaceOf(at, device)
  const segment = own?.segment === null || own === undefined ? undefined : plane.segment(own.segment)
  const deaf = segment?.ports.find((port) => !port.up && port.addresses.includes(address))
  if (segment && deaf)
    return { kind: 'plug', at: deaf.namespace, device: deaf.interface, segment: segment.id }
  if (ownersOf(plane, world, packet.dst).some(({ id }) => id !== at.id)) {
    const elsewhere = wayTo(plane, world, at, packet)
    if (elsewhere) return elsewhere
  }
  if (!own || !segment) return undefined
  return machineWith(own, segment.id, address, packet)
}

/** A machine that was not there: it answers for the address, and sends everything back to whoever asked. */
function machineWith(own: Interface, segment: SegmentId, address: Ip, packet: Packet): Fix | undefined {
  const mine = own.addresses.find((a) => familyOf(a) === familyOf(address))
  if (mine === undefined) return undefined
  const length = contains(networkOf(mine), address) ? lengthOf(mine) : widthOf(familyOf(address))
  const device: Interface = {
    ...own,
    name: 'eth0',
    mac: null,
    segment,
    addresses: [
      prefixOf(address, length),
      ...(packet.dst === address ? [] : [prefixOf(packet.dst, widthOf(familyOf(address)))]),
    ],
    cause: supposed,
  }
  const everywhere = prefixOf(addressOf(mine), 0)
  return {
    kind: 'machine',
    id: `a machine with ${address}`,
    segment,
    device,
    routes: [{ to: networkOf(everywhere), via: addressOf(mine), device: 'eth0', src: null, cause: supposed }],
    listeners: packet.protocol === 'icmp' ? [] : [listenerFor(packet)],
  }
}

/** Frames pass between the asker's port and the ports with the address. */
function carried(plane: DataPlane, at: Namespace, device: string, address: Ip): Fix | undefined {
  const id = interfaceOf(at, device)?.segment
  const segment = id === undefined || id === null ? undefined : plane.segment(id)
  const own = segment && portOf(segment, at.id, device)
  if (!segment || !own) return undefined
  const owners = segment.ports.filter((port) => port !== own && port.addresses.includes(address))
  return { kind: 'carry', segment: segment.id, ports: [own, ...owners] }
}

/** The answer comes from somebody unknown, as it went past the one that translated the request: it must go back there. */
function backTheSameWay(plane: DataPlane, { request, answer }: Conversation): Fix | undefined {
  const end = request.hops.at(-1)
  const at = end && plane.namespace(end.namespace)
  const device = end && at && interfaceOf(at, end.in)
  const dst = answer?.packet.dst
  if (!at || !device || dst === undefined) return undefined
  // straight to the translator where it is a neighbour: a router between may know a shorter way to the asker
  const translator = request.hops.findLast(({ steps }) => steps.some(({ kind }) => kind === 'translate'))
  const via = [translator, request.hops.at(-2)]
    .flatMap((hop) => (hop && plane.namespace(hop.namespace)?.interfaces) ?? [])
    .filter(({ segment }) => segment !== null && segment === device.segment)
    .flatMap(({ addresses }) => addresses.map(addressOf))
    .find((address) => familyOf(address) === familyOf(dst))
  if (via === undefined) return undefined
  const to = hostCidr(dst)
  return { kind: 'route', at: at.id, route: { to, via, device: device.name, src: null, cause: supposed } }
}

/** The answer went to somebody else who has the asker's address. */
function rivalYields(plane: DataPlane, { hops, ending }: Trace): Fix | undefined {
  for (const { steps } of hops)
    for (const step of steps) {
      if (step.kind !== 'neighbour' || step.port.namespace !== ending.at || step.rivals.length === 0) continue
      const owner = plane.namespace(step.port.namespace)
      const segment = owner && interfaceOf(owner, step.port.interface)?.segment
      if (typeof segment === 'string')
        return { kind: 'yield', segment, port: step.port, address: step.address }
    }
  return undefined
}

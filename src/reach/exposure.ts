/**
 * Who can be reached from outside, and by what: from the host itself, from the LAN, from the internet; and how far each one
 * reaches out. Asked are the ports where programs listen and the ports that are published; no others are scanned.
 */
import { familyOf, isLoopback, isUnspecified } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import { hostOf, joinedBy, sandboxOf } from '../cnm/lookup.js'
import type { Host, Sandbox, SandboxId, World } from '../cnm/world.js'
import { converse } from '../dataplane/conversation.js'
import type { NamespaceId } from '../dataplane/namespace.js'
import type { Protocol } from '../dataplane/packet.js'
import type { DataPlane } from '../dataplane/plane.js'
import { classes } from './classes.js'
import { answersItself, stackOf } from './itself.js'
import { observersOf, sourceOf, type Observer, type ObserverKind } from './observer.js'
import type { Progress } from './matrix.js'
import { containerSandboxes, machinePlace, sandboxPlace } from './place.js'

/** Something that answers: ICMP has the port 0. */
export interface Opening {
  readonly address: Ip
  readonly protocol: Protocol
  readonly port: number
  /** The sandbox's own port; another one than `port` where it is published. */
  readonly containerPort: number
  /** By a port of the host rather than by an address of the sandbox. */
  readonly published: boolean
}

export interface Seen {
  readonly kind: ObserverKind
  readonly label: string
  readonly openings: readonly Opening[]
}

export interface Exposure {
  readonly label: string
  readonly host: string
  readonly seenFrom: readonly Seen[]
  /** Who answers its pings. */
  readonly reaches: readonly Pick<Seen, 'kind' | 'label'>[]
}

/** Of every sandbox, host by host. Cost: a conversation for each class, observer, and port that listens or is published. */
export function exposure(env: Env, world: World, progress: Progress = () => undefined): readonly Exposure[] {
  const all = containerSandboxes(world)
  const wanted = new Set(all.map(({ id }) => id))
  const found = new Map<SandboxId, Exposure>()
  let done = 0
  for (const { members } of classes(world)) {
    // of a class of a cluster's own sandboxes nobody is wanted
    const [first, ...others] = members.filter((id) => wanted.has(id)).map((id) => sandboxOf(world, id))
    if (!first) continue
    const seen = exposureOf(env, world, first)
    found.set(first.id, seen)
    for (const other of others) found.set(other.id, asMember(world, seen, first, other))
    progress((done += 1 + others.length), all.length)
  }
  return all.flatMap(({ id }) => found.get(id) ?? [])
}

/** Of one sandbox, asked for itself. */
export function exposureOf(env: Env, world: World, sandbox: Sandbox): Exposure {
  const plane = dataPlane(env, world)
  const host = hostOf(world, sandbox.host)
  const observers = observersOf(world, host)
  return {
    label: sandbox.label,
    host: host.id,
    seenFrom: observers.map((observer) => ({
      kind: observer.kind,
      label: observer.label,
      openings: openings(plane, world, host, sandbox, observer),
    })),
    reaches: observers
      .filter((observer) => reachesOut(plane, stackOf(sandbox), observer))
      .map(({ kind, label }) => ({ kind, label })),
  }
}

/** What is seen of one member, said of another one: by its own addresses. What is published is of classes of one. */
function asMember(world: World, { host, seenFrom, reaches }: Exposure, from: Sandbox, to: Sandbox): Exposure {
  const [theirs, own] = [from, to].map((each) => sandboxPlace(world, each).addresses)
  const addresses = new Map(theirs?.map((address, at) => [address, own?.[at] ?? address]))
  return {
    label: to.label,
    host,
    seenFrom: seenFrom.map(({ openings: seen, ...observer }) => ({
      ...observer,
      openings: seen.map((each) => ({ ...each, address: addresses.get(each.address) ?? each.address })),
    })),
    reaches,
  }
}

function openings(
  plane: DataPlane,
  world: World,
  host: Host,
  sandbox: Sandbox,
  observer: Observer,
): readonly Opening[] {
  return [...direct(world, sandbox), ...published(world, host, sandbox, observer)].filter(
    ({ address: to, protocol, port }) => {
      const source = sourceOf(observer, familyOf(to))
      const question = { from: observer.namespace, to, protocol, port, ...source }
      return source !== null && answersItself(plane, sandbox, question)
    },
  )
}

/** The sandbox's own addresses: a ping, and every port where its programs listen. */
function direct(world: World, sandbox: Sandbox): readonly Opening[] {
  return sandboxPlace(world, sandbox).addresses.flatMap((address) => [
    { address, protocol: 'icmp' as const, port: 0, containerPort: 0, published: false },
    ...sandbox.listeners
      .filter((l) => l.address === null || l.address === address)
      .map(({ protocol, port }) => ({ address, protocol, port, containerPort: port, published: false })),
  ])
}

/** The host's ports that lead to the sandbox, at each address of the host where they are bound. */
const published = (world: World, host: Host, sandbox: Sandbox, { kind }: Observer): readonly Opening[] =>
  joinedBy(world, sandbox)
    .flatMap(({ bindings }) => bindings)
    .filter(({ hostPort }) => hostPort !== 0)
    .flatMap(({ hostIp, hostPort, protocol, containerPort }) =>
      boundTo(host, hostIp)
        // elsewhere, a loopback address is somebody else's
        .filter((address) => kind === 'host' || !isLoopback(address))
        .map((address) => ({ address, protocol, port: hostPort, containerPort, published: true })),
    )

const boundTo = (host: Host, hostIp: Ip): readonly Ip[] =>
  isUnspecified(hostIp)
    ? machinePlace(host).addresses.filter((address) => familyOf(address) === familyOf(hostIp))
    : [hostIp]

const reachesOut = (plane: DataPlane, from: NamespaceId, { addresses }: Observer): boolean =>
  addresses.some(
    (to) => converse(plane, { from, to, protocol: 'icmp', port: 0 }, false).outcome.kind === 'answered',
  )

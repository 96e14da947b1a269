/**
 * A world as the packet walk sees it: namespaces and segments by their ids. Each part is built when a packet first
 * meets it, and kept with the world, so that a world that is asked once costs what that packet passes.
 */
import { addressOf } from '../addr/cidr.js'
import type { Namespace, NamespaceId, SegmentId } from '../dataplane/namespace.js'
import type { DataPlane } from '../dataplane/plane.js'
import type { Port, Segment } from '../dataplane/segment.js'
import type { Wiring } from '../drivers/api.js'
import type { Env } from './env.js'
import { hostNamespace } from './hostNamespace.js'
import { allHosts, findHost, findSandbox } from './lookup.js'
import { sandboxNamespace } from './sandboxNamespace.js'
import { wiringsOn } from './wiring.js'
import type { World } from './world.js'

const planes = new WeakMap<Env, WeakMap<World, DataPlane>>()

/** The same plane for the same world: what it has built stays built. */
export function dataPlane(env: Env, world: World): DataPlane {
  let ofEnv = planes.get(env)
  if (!ofEnv) planes.set(env, (ofEnv = new WeakMap()))
  let known = ofEnv.get(world)
  if (!known) ofEnv.set(world, (known = build(env, world)))
  return known
}

/** The plane of one world. Nothing is built yet; looking one part up builds that part, and what it needs. */
function build(env: Env, world: World): DataPlane {
  const hosts = () => allHosts(world).map(({ id }) => id)
  const namespace = once((id: NamespaceId): Namespace | undefined => {
    const host = findHost(world, id)
    if (host) return hostNamespace(world, host, wirings(id))
    const sandbox = findSandbox(world, id)
    if (sandbox) return sandboxNamespace(env, world, sandbox)
    // a stack of a driver's own is named after its host, as segments are
    const owners = ownersOf(world, id)
    return owners.flatMap((name) => wirings(name).flatMap((w) => w.namespaces)).find((n) => n.id === id)
  })
  const wirings = once((host: string): readonly Wiring[] => {
    const owner = findHost(world, host)
    return owner ? wiringsOn(env, world, owner) : []
  })
  /**
   * A segment with the ports that others plug into it: macvlan's children on a LAN. Without a description of its own
   * (an alien bridge as parent) it is made of those ports.
   */
  function withGuests(id: SegmentId, own: Segment | undefined, from: readonly string[]): Segment | undefined {
    const ports = from.flatMap((host) => guests(wirings(host), id))
    if (ports.length === 0) return own
    const base = own ?? { id, label: id, ports: [], filteredAs: null }
    return { ...base, ports: [...base.ports, ...ports] }
  }
  return {
    namespace,
    // a segment of a host is named after it: `h1/docker0`; the user may have put a slash into the host's own name
    segment: once((id) => {
      if (Object.hasOwn(world.lans, id)) return withGuests(id, lan(world, id), hosts())
      const owners = ownersOf(world, id)
      const own = owners.map((host) => describedBy(wirings(host), id)).find((found) => found !== undefined)
      return withGuests(id, own, owners.length > 0 ? owners : hosts())
    }),
  }
}

/** The hosts that a thing is named after: one for each slash in its name. */
function ownersOf(world: World, id: string): readonly string[] {
  const owners: string[] = []
  for (let slash = id.indexOf('/'); slash !== -1; slash = id.indexOf('/', slash + 1)) {
    const name = id.slice(0, slash)
    if (findHost(world, name)) owners.push(name)
  }
  return owners
}

/** The segment of that id that one of them describes: of several, the last. */
function describedBy(wirings: readonly Wiring[], id: SegmentId): Segment | undefined {
  let found: Segment | undefined
  for (const { segments } of wirings) for (const segment of segments) if (segment.id === id) found = segment
  return found
}

/** Ports that they plug into the segments of others. */
function guests(wirings: readonly Wiring[], id: SegmentId): readonly Port[] {
  const found: Port[] = []
  for (const { ports } of wirings) for (const { segment, port } of ports) if (segment === id) found.push(port)
  return found
}

/** A table that fills as it is asked. It lives as long as the plane. */
function once<T>(make: (id: string) => T): (id: string) => T {
  const made = new Map<string, T>()
  return (id) => {
    const known = made.get(id)
    if (known !== undefined) return known
    const value = make(id)
    made.set(id, value)
    return value
  }
}

/** Every machine's interface that is plugged into the LAN. */
const lan = (world: World, id: string): Segment => ({
  id,
  label: id,
  filteredAs: null,
  ports: allHosts(world).flatMap((host) =>
    host.interfaces
      .filter((i) => i.segment === id)
      .map((i) => ({
        namespace: host.id,
        interface: i.name,
        addresses: i.addresses.map(addressOf),
        up: i.up,
      })),
  ),
})

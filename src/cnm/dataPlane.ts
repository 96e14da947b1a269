/** A world as the packet walk sees it. Each part is built when a packet first meets it, and kept with the world. */
import { addressOf } from '../addr/cidr.js'
import type { Namespace, NamespaceId, SegmentId } from '../dataplane/namespace.js'
import type { DataPlane } from '../dataplane/plane.js'
import type { Segment } from '../dataplane/segment.js'
import type { Env } from './env.js'
import { hostNamespace } from './hostNamespace.js'
import { findHost, findSandbox } from './lookup.js'
import { sandboxNamespace } from './sandboxNamespace.js'
import { wiringsOn } from './wiring.js'
import type { World } from './world.js'

const planes = new WeakMap<Env, WeakMap<World, DataPlane>>()

/** The same plane for the same world: what it has built stays built. */
export function dataPlane(env: Env, world: World): DataPlane {
  const ofEnv = planes.get(env) ?? new WeakMap<World, DataPlane>()
  planes.set(env, ofEnv)
  const known = ofEnv.get(world) ?? build(env, world)
  ofEnv.set(world, known)
  return known
}

function build(env: Env, world: World): DataPlane {
  const namespace = once((id: NamespaceId): Namespace | undefined => {
    const host = findHost(world, id)
    if (host) return hostNamespace(env, world, host)
    const sandbox = findSandbox(world, id)
    return sandbox && sandboxNamespace(env, world, sandbox)
  })
  const bridges = once((host: string): ReadonlyMap<SegmentId, Segment> => {
    const owner = findHost(world, host)
    const segments = owner ? wiringsOn(env, world, owner).flatMap((w) => w.segments) : []
    return new Map(segments.map((s) => [s.id, s]))
  })
  return {
    namespace,
    // a segment of a host is named after it: `h1/docker0`; the user may have put a slash into the host's own name
    segment: once((id) => {
      if (Object.hasOwn(world.lans, id)) return lan(world, id)
      const owners = Object.keys(world.hosts).filter((host) => id.startsWith(`${host}/`))
      return owners.map((host) => bridges(host).get(id)).find((found) => found !== undefined)
    }),
  }
}

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
  ports: Object.values(world.hosts).flatMap((host) =>
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

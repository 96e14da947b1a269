/**
 * What the drivers describe, remembered: a network is described again only when it or an endpoint on it has changed, and what
 * has not changed stays the same object, so that all that is made of it can be remembered too.
 */
import type { Driver, EndpointInfo, Wiring } from '../drivers/api.js'
import { nothingWired } from '../drivers/api.js'
import { sameItems, sayTheSame } from '../dataplane/remember.js'
import type { Group } from '../store/table.js'
import type { Env } from './env.js'
import { GATEWAY_NETWORK } from './gateway.js'
import { endpointGroup, endpointsOn, findSandbox, networksOn, sandboxGroup } from './lookup.js'
import { meshWiring } from './meshWiring.js'
import { endpointInfo, hostInfo } from './views.js'
import type { Endpoint, Host, Network, World } from './world.js'

/** What a wiring was made of, to see whether it still holds. */
interface Known {
  readonly driver: Driver
  readonly host: Host
  readonly group: Group | undefined
  readonly endpoints: readonly Endpoint[]
  readonly wiring: Wiring
}
const known = new WeakMap<Network, Known>()

/** Only these parts of a host decide how a network is wired. */
const sameHost = (a: Host, b: Host): boolean =>
  a === b ||
  (a.id === b.id &&
    a.interfaces === b.interfaces &&
    a.agent === b.agent &&
    a.esp === b.esp &&
    a.userlandProxy === b.userlandProxy)

/** O(1) for a network that has not changed, else O(endpoints on it). */
export function wiringOf(env: Env, world: World, host: Host, network: Network): Wiring {
  const driver = network.configOnly ? undefined : env.drivers.get(network.driver)
  if (!driver) return nothingWired
  const last = known.get(network)
  const group = endpointGroup(world, network.id)
  const same = last?.driver === driver && sameHost(last.host, host)
  if (same && last.group === group) return last.wiring
  const endpoints = endpointsOn(world, network.id)
  if (same && sameItems(last.endpoints, endpoints)) return last.wiring
  const described = driver.wire(
    network,
    endpoints.map((e) => shown(world, e)),
    hostInfo(world, host, driver.type),
  )
  const wiring = same ? keeping(last.wiring, described) : described
  known.set(network, { driver, host, group, endpoints, wiring })
  return wiring
}

/**
 * The description with the lists of the former one where they have the same in them. An endpoint that joins is described anew,
 * and yet its rules say what they said before: so the host's packet filter stays what it is.
 */
const keeping = (last: Wiring, next: Wiring): Wiring => ({
  segments: kept(last.segments, next.segments),
  namespaces: kept(last.namespaces, next.namespaces),
  ports: kept(last.ports, next.ports),
  interfaces: kept(last.interfaces, next.interfaces),
  routes: kept(last.routes, next.routes),
  chains: kept(last.chains, next.chains),
  rules: keptIfEqual(last.rules, next.rules),
  listeners: keptIfEqual(last.listeners, next.listeners),
  plugs: kept(last.plugs, next.plugs),
})
const kept = <T>(last: readonly T[], next: readonly T[]): readonly T[] =>
  sameItems(last, next) ? last : next
const keptIfEqual = <T>(last: readonly T[], next: readonly T[]): readonly T[] =>
  last.length === next.length && next.every((item, i) => sayTheSame(item, last[i])) ? last : next

/** What an endpoint's driver was shown last, and the one part of it that is not in the endpoint's own record. */
interface Shown {
  readonly publish: EndpointInfo['publish'] | undefined
  readonly info: EndpointInfo
}
const infos = new WeakMap<Endpoint, Shown>()

/** The same view of an endpoint as long as it has not changed, so that drivers can keep what they made of it. */
function shown(world: World, endpoint: Endpoint): EndpointInfo {
  const sandbox = endpoint.sandbox === null ? undefined : findSandbox(world, endpoint.sandbox)
  // the further addresses of a load balancer are others' doing
  if (sandbox && sandbox.purpose !== 'container') return endpointInfo(world, endpoint)
  const last = infos.get(endpoint)
  if (last && last.publish === sandbox?.publish) return last.info
  const info = endpointInfo(world, endpoint)
  infos.set(endpoint, { publish: sandbox?.publish, info })
  return info
}

/** All wirings of a host, as they were last, and what tells whether they still hold. */
interface Wired {
  readonly env: Env
  readonly host: Host
  readonly atStart: readonly Wiring[]
  /** What the routing mesh is made of, and what it is. */
  readonly parts: readonly unknown[]
  readonly mesh: Wiring
  readonly wirings: readonly Wiring[]
}
/** By a part of the host that nearly every change of it leaves alone. */
const wired = new WeakMap<Host['interfaces'], Wired>()

/**
 * All wirings of a host: what each driver sets up at its start, then the networks, oldest first. The same array as long as
 * none of them has changed. O(networks of the host).
 */
export function wiringsOn(env: Env, world: World, host: Host): readonly Wiring[] {
  if (!host.hasEngine) return NOTHING
  const known = wired.get(host.interfaces)
  const last = known?.env === env && sameHost(known.host, host) ? known : undefined
  const atStart = last?.atStart ?? startOf(env, world, host)
  const parts = meshParts(world, host)
  const mesh = last && sameItems(last.parts, parts) ? last.mesh : meshWiring(world, host)
  const wirings = [...atStart, ...networksOn(world, host.id).map((n) => wiringOf(env, world, host, n)), mesh]
  if (last && sameItems(last.wirings, wirings)) return last.wirings
  wired.set(host.interfaces, { env, host, atStart, parts, mesh, wirings })
  return wirings
}
const NOTHING: readonly Wiring[] = []

/** What is there before any network: every driver's own chains, in the order in which drivers are registered. */
const startOf = (env: Env, world: World, host: Host): readonly Wiring[] =>
  [...env.drivers.values()].flatMap((driver) =>
    driver.wireHost ? [driver.wireHost(hostInfo(world, host, driver.type))] : [],
  )

/** What meshWiring looks at: the ingress network, what is on it and on the bridge that leads there, and whose sandbox it is. */
function meshParts(world: World, host: Host): readonly unknown[] {
  if (host.meshSince === null) return [null]
  const looked = networksOn(world, host.id).filter(({ ingress, name }) => ingress || name === GATEWAY_NETWORK)
  return [
    host.meshSince,
    sandboxGroup(world, host.id),
    ...looked.flatMap((network) => [network, endpointGroup(world, network.id)]),
  ]
}

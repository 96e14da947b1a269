/**
 * A sandbox's namespace: an interface for every endpoint, and the default route by the one that is the gateway (moby
 * v28.5.2 libnetwork/sandbox_linux.go populateNetworkResources, updateGateway). Not modelled: sysctls; a container's
 * sandbox forwards nothing, and filters only what the routing mesh wants (`balancerNamespace.ts`).
 */
import { mustParseCidr, prefixOf } from '../addr/cidr.js'
import type { Family } from '../addr/ip.js'
import type { Interface, Namespace, Route } from '../dataplane/namespace.js'
import { remembered, sameItems } from '../dataplane/remember.js'
import type { Wiring } from '../drivers/api.js'
import type { Env } from './env.js'
import { balancingOf } from './balancerNamespace.js'
import { gatewaysOf } from './gateway.js'
import { connectedRoutes } from './hostNamespace.js'
import { hostOf, joinedBy, networkOf } from './lookup.js'
import { backendGroups } from './serviceBackends.js'
import { virtualOn } from './views.js'
import { wiringOf } from './wiring.js'
import type { Endpoint, Network, Sandbox, World } from './world.js'

/** Everywhere, by family. */
const DEFAULT = { 4: mustParseCidr('0.0.0.0/0'), 6: mustParseCidr('::/0') }

interface Known {
  readonly parts: readonly unknown[]
  readonly namespace: Namespace
}
const known = new WeakMap<Sandbox, Known>()

/** The same object until something changes that it is made of. O(endpoints of the sandbox). */
export function sandboxNamespace(env: Env, world: World, sandbox: Sandbox): Namespace {
  const joined = joinedBy(world, sandbox)
  const parts: unknown[] = []
  for (const e of joined) {
    const network = networkOf(world, e.network)
    parts.push(e, network, plugOf(env, world, network, e), backendsFor(world, sandbox, network))
  }
  const last = known.get(sandbox)
  if (last && sameItems(last.parts, parts)) return last.namespace
  const namespace = build(env, world, sandbox, joined)
  known.set(sandbox, { parts, namespace })
  return namespace
}

/** What a load balancer sends to. */
const backendsFor = (world: World, { purpose }: Sandbox, network: Network) =>
  purpose === 'container' ? null : backendGroups(world, network)

const plugs = remembered((wiring: Wiring) => new Map(wiring.plugs.map((plug) => [plug.endpoint, plug])))
const plugOf = (env: Env, world: World, network: Network, { id }: Endpoint) =>
  plugs(wiringOf(env, world, hostOf(world, network.host), network)).get(id)

function build(env: Env, world: World, sandbox: Sandbox, joined: readonly Endpoint[]): Namespace {
  const interfaces = joined
    .filter((e) => e.interface !== '')
    // interfaces stand in the order in which they came, whatever the gateway is: eth0 is not always the way out
    .toSorted((a, b) => a.joinedAt - b.joinedAt)
    .map((e) => interfaceOf(env, world, e))
  const { ipv4, ipv6 } = gatewaysOf(world, joined)
  return {
    id: sandbox.id,
    label: sandbox.label,
    interfaces,
    routes: [
      ...(ipv4 ? [defaultRoute(world, ipv4, 4)] : []),
      ...(ipv6 ? [defaultRoute(world, ipv6, 6)] : []),
      ...interfaces.flatMap((each) => connectedRoutes(each)),
      ...joined.flatMap((e) => staticRoutes(world, e)),
    ],
    rules6: null,
    listeners: sandbox.listeners,
    ...balancingOf(world, sandbox, joined),
  }
}

/**
 * The endpoint's end of what the driver has plugged in; MTU and MAC address as the driver says. Bytes, 1500 where it
 * says nothing.
 */
function interfaceOf(env: Env, world: World, endpoint: Endpoint): Interface {
  const network = networkOf(world, endpoint.network)
  const plug = plugOf(env, world, network, endpoint)
  return {
    name: endpoint.interface,
    mac: plug?.mac ?? endpoint.mac,
    addresses: [
      endpoint.address4,
      endpoint.address6,
      ...virtualOn(world, endpoint).map((address) => prefixOf(address, 32)),
      ...endpoint.linkLocal,
    ].filter((a) => a !== null),
    segment: plug?.segment ?? null,
    mtu: plug?.mtu ?? 1500,
    up: plug?.up ?? true,
    cause: { purpose: 'endpoint', network: network.name, endpoint: endpoint.name },
  }
}

/** By the gateway's address; by the device itself where there is none (ipvlan l3). */
function defaultRoute(world: World, endpoint: Endpoint, family: Family): Route {
  const via = (family === 4 ? endpoint.joinInfo?.gateway4 : endpoint.joinInfo?.gateway6) ?? null
  const network = networkOf(world, endpoint.network).name
  const cause = { purpose: 'default-route', network, endpoint: endpoint.name }
  return { to: DEFAULT[family], via, device: endpoint.interface, src: null, cause }
}

/** But for device routes to everywhere, which only the gateway gets (osl/interface_linux.go setInterfaceRoutes). */
function staticRoutes(world: World, endpoint: Endpoint): readonly Route[] {
  const network = networkOf(world, endpoint.network).name
  const cause = { purpose: 'static-route', network, endpoint: endpoint.name }
  return (endpoint.joinInfo?.routes ?? [])
    .filter(({ to, via }) => via !== null || (to !== DEFAULT[4] && to !== DEFAULT[6]))
    .map(({ to, via }) => ({ to, via, device: endpoint.interface, src: null, cause }))
}

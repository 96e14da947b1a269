/** What a driver is shown of a host, a network and an endpoint: nothing else of the world. */
import type { EndpointInfo, HostInfo, NetworkInfo } from '../drivers/api.js'
import { endpointsOn, networkOf, networksOn, sandboxesOn, sandboxOf } from './lookup.js'
import { isLoadBalancer } from './loadBalancerOf.js'
import { backendGroups, virtualAddresses } from './serviceBackends.js'
import type { Endpoint, EndpointId, Host, Network, World } from './world.js'

/** Of a network record, which has all that a driver may see; the id ones are shared, not copied. */
export const networkInfo = (network: Network): NetworkInfo => network

/** The namespace that an endpoint's interface is in: its sandbox's, which may be the host's own. */
export function namespaceOf(world: World, endpoint: Endpoint): string | null {
  if (endpoint.sandbox === null) return null
  const sandbox = sandboxOf(world, endpoint.sandbox)
  return sandbox.useHost ? sandbox.host : sandbox.id
}

export function endpointInfo(world: World, endpoint: Endpoint): EndpointInfo {
  const namespace = namespaceOf(world, endpoint)
  return {
    ...endpoint,
    virtual: isLoadBalancer(world, endpoint)
      ? virtualAddresses(backendGroups(world, networkOf(world, endpoint.network)))
      : [],
    publish: endpoint.sandbox === null ? [] : sandboxOf(world, endpoint.sandbox).publish,
    joined: namespace === null ? null : { namespace, interface: endpoint.interface },
  }
}

/**
 * The host as `driver` may see it. `without`: an endpoint whose own bindings do not count, since it is about to get new
 * ones. Cost: O(endpoints of the host).
 */
export function hostInfo(world: World, host: Host, driver: string, without?: EndpointId): HostInfo {
  const networks = networksOn(world, host.id)
  const endpoints = networks.flatMap((n) => endpointsOn(world, n.id)).filter((e) => e.id !== without)
  const shared = sandboxesOn(world, host.id).filter((s) => s.useHost)
  return {
    id: host.id,
    interfaces: host.interfaces,
    agent: host.agent,
    devices: [],
    children: endpoints.flatMap(({ joinInfo, mac }) => (joinInfo?.child ? [{ ...joinInfo.child, mac }] : [])),
    userlandProxy: host.userlandProxy,
    networks: networks.filter((n) => n.driver === driver && !n.configOnly).map(networkInfo),
    ports: {
      bindings: endpoints.flatMap((e) => e.bindings),
      listeners: [...host.listeners, ...shared.flatMap((s) => s.listeners)],
      cursors: host.portCursors,
    },
  }
}

/** The driver's name of an endpoint's network. */
export const driverOf = (world: World, endpoint: Endpoint): string =>
  networkOf(world, endpoint.network).driver

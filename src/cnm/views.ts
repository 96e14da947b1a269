/** What a driver is shown of a host, a network and an endpoint: nothing else of the world. */
import type { EndpointInfo, HostInfo, NetworkInfo } from '../drivers/api.js'
import { remembered } from '../dataplane/remember.js'
import { oldestOf } from '../store/table.js'
import type { Group } from '../store/table.js'
import { isLoadBalancer } from './loadBalancerOf.js'
import { endpointGroup, networkOf, networksOn, sandboxGroup, sandboxOf } from './lookup.js'
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

const publishing = remembered((group: Group, { endpoints }: World) =>
  oldestOf(group, endpoints, (e) => e.bindings.length > 0),
)
const parenting = remembered((group: Group, { endpoints }: World) =>
  oldestOf(group, endpoints, (e) => (e.joinInfo?.child ?? null) !== null),
)
const sharing = remembered((group: Group, { sandboxes }: World) =>
  oldestOf(group, sandboxes, (s) => s.useHost),
)

/** Of the host's endpoints those that a remembered choice of each network gives. O(networks + what is chosen). */
const chosen = (world: World, host: Host, choose: typeof publishing): readonly Endpoint[] =>
  networksOn(world, host.id).flatMap(({ id }) => {
    const found = endpointGroup(world, id)
    return found ? choose(found, world) : []
  })

/**
 * The host as `driver` may see it. `without`: an endpoint whose own bindings do not count, since it is about to get new
 * ones. Each part is made when a driver looks at it. Cost of a part: O(networks of the host + what it lists).
 */
export function hostInfo(world: World, host: Host, driver: string, without?: EndpointId): HostInfo {
  return {
    id: host.id,
    interfaces: host.interfaces,
    agent: host.agent,
    devices: [],
    userlandProxy: host.userlandProxy,
    get children() {
      return chosen(world, host, parenting).flatMap(({ id, joinInfo, mac }) =>
        joinInfo?.child && id !== without ? [{ ...joinInfo.child, mac }] : [],
      )
    },
    get networks() {
      return networksOn(world, host.id)
        .filter((n) => n.driver === driver && !n.configOnly)
        .map(networkInfo)
    },
    get ports() {
      const group = sandboxGroup(world, host.id)
      const shared = group ? sharing(group, world) : []
      return {
        bindings: chosen(world, host, publishing).flatMap((e) => (e.id === without ? [] : e.bindings)),
        listeners: [...host.listeners, ...shared.flatMap((s) => s.listeners)],
        cursors: host.portCursors,
      }
    },
  }
}

/** The driver's name of an endpoint's network. */
export const driverOf = (world: World, endpoint: Endpoint): string =>
  networkOf(world, endpoint.network).driver

/** What a driver is shown of a host, a network and an endpoint: nothing else of the world. */
import type { EndpointInfo, HostInfo } from '../drivers/api.js'
import { remembered } from '../dataplane/remember.js'
import { oldestMarked } from '../store/table.js'
import type { Group } from '../store/table.js'
import { isLoadBalancer } from './loadBalancerOf.js'
import { endpointGroup, hostSandboxes, networkOf, networksOn, sandboxOf } from './lookup.js'
import { backendGroups, virtualAddresses } from './serviceBackends.js'
import type { Endpoint, EndpointId, Host, World } from './world.js'
import { NONE } from './world.js'

/** The namespace that an endpoint's interface is in: its sandbox's, which may be the host's own. */
export function namespaceOf(world: World, endpoint: Endpoint): string | null {
  if (endpoint.sandbox === null) return null
  const sandbox = sandboxOf(world, endpoint.sandbox)
  return sandbox.useHost ? sandbox.host : sandbox.id
}

/**
 * An endpoint as its driver is shown it: the record, and what its sandbox wants of it. O(1), but for a load balancer's,
 * which has the addresses of all services of its network.
 */
export function endpointInfo(world: World, endpoint: Endpoint): EndpointInfo {
  const namespace = namespaceOf(world, endpoint)
  return {
    id: endpoint.id,
    name: endpoint.name,
    mac: endpoint.mac,
    address4: endpoint.address4,
    address6: endpoint.address6,
    virtual: virtualOn(world, endpoint),
    linkLocal: endpoint.linkLocal,
    options: endpoint.options,
    publish: endpoint.sandbox === null ? NONE : sandboxOf(world, endpoint.sandbox).publish,
    bindings: endpoint.bindings,
    joined: namespace === null ? null : { namespace, interface: endpoint.interface },
    createdAt: endpoint.createdAt,
    publishedAt: endpoint.publishedAt,
  }
}

/** The addresses that an endpoint has beside its own: a load balancer answers for all services of its network. */
export const virtualOn = (world: World, endpoint: Endpoint): EndpointInfo['virtual'] =>
  isLoadBalancer(world, endpoint)
    ? virtualAddresses(backendGroups(world, networkOf(world, endpoint.network)))
    : NONE

/**
 * Endpoints that take something of the host (ports, a place below an interface) are marked in their table, so the many
 * that take nothing cost nothing.
 */
const marked = remembered((group: Group, { endpoints }: World) => oldestMarked(group, endpoints))

/** Those of the host's endpoints that take something from it. O(networks of the host + what it gives). */
const taking = (world: World, host: Host): readonly Endpoint[] =>
  networksOn(world, host.id).flatMap(({ id }) => {
    const found = endpointGroup(world, id)
    return found ? marked(found, world) : []
  })

/** What is to be shown of a host, but for the driver's own networks. */
interface Shown {
  /** An endpoint whose own bindings do not count, since it is about to get new ones. */
  readonly without?: EndpointId
  /** The names of devices that drivers have made. */
  readonly devices?: () => readonly string[]
}

/** The host as `driver` may see it. Each part is made when a driver looks at it: O(networks of the host + what it lists). */
export const hostInfo = (world: World, host: Host, driver: string, shown: Shown = {}): HostInfo =>
  new HostView(world, host, driver, shown)

/** A class, since an object with getters of its own takes 1.5 us to make. */
class HostView implements HostInfo {
  readonly #world: World
  readonly #host: Host
  readonly #driver: string
  readonly #shown: Shown

  constructor(world: World, host: Host, driver: string, shown: Shown) {
    this.#world = world
    this.#host = host
    this.#driver = driver
    this.#shown = shown
  }

  get id() {
    return this.#host.id
  }
  get interfaces() {
    return this.#host.interfaces
  }
  get agent() {
    return this.#host.agent
  }
  get userlandProxy() {
    return this.#host.userlandProxy
  }
  get devices() {
    return this.#shown.devices?.() ?? []
  }
  get children() {
    return taking(this.#world, this.#host).flatMap(({ id, joinInfo, mac }) =>
      joinInfo?.child && id !== this.#shown.without ? [{ ...joinInfo.child, mac }] : [],
    )
  }
  get networks() {
    return networksOn(this.#world, this.id).filter((n) => n.driver === this.#driver && !n.configOnly)
  }
  get ports() {
    const own = hostSandboxes(this.#world, this.id)
    return {
      bindings: taking(this.#world, this.#host).flatMap((e) =>
        e.id === this.#shown.without ? [] : e.bindings,
      ),
      listeners: [...this.#host.listeners, ...own.flatMap((s) => s.listeners)],
      cursors: this.#host.portCursors,
    }
  }
}

/** The driver's name of an endpoint's network. */
export const driverOf = (world: World, endpoint: Endpoint): string =>
  networkOf(world, endpoint.network).driver

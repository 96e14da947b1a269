/**
 * Find things in a world: by id and by name in O(log32 records), by membership in O(1) after one pass over the group that
 * changed. Tables are read nowhere else.
 */
import { remembered } from '../dataplane/remember.js'
import { group, named, oldestFirst, oldestMarked, record, records } from '../store/table.js'
import type { Group } from '../store/table.js'
import { find, values } from '../store/trie.js'
import { endpointFiling, networkFiling, sandboxFiling } from './filing.js'
import type {
  Endpoint,
  EndpointId,
  Host,
  HostId,
  Network,
  NetworkId,
  Sandbox,
  SandboxId,
  World,
} from './world.js'
import { NONE } from './world.js'

/** A host is known by its id alone. */
export const hostKey = ({ id }: Host): string => id

export const findHost = (world: World, id: HostId): Host | undefined => find(world.hosts, id, hostKey)
export const findNetwork = (world: World, id: NetworkId): Network | undefined => record(world.networks, id)
export const findEndpoint = (world: World, id: EndpointId): Endpoint | undefined =>
  record(world.endpoints, id)
export const findSandbox = (world: World, id: SandboxId): Sandbox | undefined => record(world.sandboxes, id)

/** A reference that leads nowhere is a broken invariant, and throws. */
const must = <T>(value: T | undefined, what: string, id: string): T => {
  if (value === undefined) throw new Error(`the world has no ${what} ${id}`)
  return value
}
/** For references within the world, which always lead somewhere. */
export const hostOf = (world: World, id: HostId): Host => must(findHost(world, id), 'host', id)
export const networkOf = (world: World, id: NetworkId): Network => must(findNetwork(world, id), 'network', id)
export const endpointOf = (world: World, id: EndpointId): Endpoint =>
  must(findEndpoint(world, id), 'endpoint', id)
export const sandboxOf = (world: World, id: SandboxId): Sandbox => must(findSandbox(world, id), 'sandbox', id)

const hostsOf = remembered((hosts: World['hosts']) => [...values(hosts)].sort((a, b) => a.index - b.index))
/** All hosts, in the order in which they were added. O(1) until one changes. */
export const allHosts = (world: World): readonly Host[] => hostsOf(world.hosts)

const [networks, endpoints, sandboxes] = [
  remembered((table: World['networks']) => records(table)),
  remembered((table: World['endpoints']) => records(table)),
  remembered((table: World['sandboxes']) => records(table)),
]
/** All networks, endpoints or sandboxes of all hosts, oldest first. O(records) after any of them changed. */
export const allNetworks = (world: World): readonly Network[] => networks(world.networks)
export const allEndpoints = (world: World): readonly Endpoint[] => endpoints(world.endpoints)
export const allSandboxes = (world: World): readonly Sandbox[] => sandboxes(world.sandboxes)

const networksOf = remembered((group: Group, world: World) => oldestFirst(group, world.networks))
/** The networks of a host, oldest first. O(1) until one of them changes. */
export function networksOn(world: World, host: HostId): readonly Network[] {
  const found = group(world.networks, host)
  return found ? networksOf(found, world) : NONE
}
export const networkNamed = (world: World, host: HostId, name: string): Network | undefined =>
  named(world.networks, networkFiling, host, name)

/** The same object until an endpoint of the network changes: what is derived from them is remembered with it. */
export const endpointGroup = (world: World, network: NetworkId): Group | undefined =>
  group(world.endpoints, network)
const endpointsOf = remembered((group: Group, world: World) => oldestFirst(group, world.endpoints))
/** The endpoints of a network, oldest first. O(1) until one of them changes. */
export function endpointsOn(world: World, network: NetworkId): readonly Endpoint[] {
  const found = endpointGroup(world, network)
  return found ? endpointsOf(found, world) : NONE
}
export const endpointNamed = (world: World, network: NetworkId, name: string): Endpoint | undefined =>
  named(world.endpoints, endpointFiling, network, name)

const sandboxesOf = remembered((group: Group, world: World) => oldestFirst(group, world.sandboxes))
/** The same object until a sandbox of the host changes. */
export const sandboxGroup = (world: World, host: HostId): Group | undefined => group(world.sandboxes, host)
/** The sandboxes of a host, oldest first. O(1) until one of them changes. */
export function sandboxesOn(world: World, host: HostId): readonly Sandbox[] {
  const found = sandboxGroup(world, host)
  return found ? sandboxesOf(found, world) : NONE
}
const hosts = remembered((group: Group, world: World) => oldestMarked(group, world.sandboxes))
/** Those of them that are the host's own namespace, oldest first. O(1) until a sandbox of the host changes, then O(them). */
export function hostSandboxes(world: World, host: HostId): readonly Sandbox[] {
  const found = sandboxGroup(world, host)
  return found ? hosts(found, world) : NONE
}
export const sandboxFor = (world: World, host: HostId, containerId: string): Sandbox | undefined =>
  named(world.sandboxes, sandboxFiling, host, containerId)

/** Is the endpoint on a network of a cluster, so that other hosts hear of it? */
export const isShared = (world: World, endpoint: EndpointId): boolean =>
  networkOf(world, endpointOf(world, endpoint).network).cluster !== null

/** The endpoints that a sandbox has joined, best gateway first. */
export const joinedBy = (world: World, sandbox: Sandbox): readonly Endpoint[] =>
  sandbox.endpoints.length === 0 ? NONE : sandbox.endpoints.map((id) => endpointOf(world, id))

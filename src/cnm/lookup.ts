/** Find things in a world. By id in O(1); by name and by membership in O(1) after one pass over the changed part. */
import { remembered } from '../dataplane/remember.js'
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

/** Own properties only: `constructor` is no id. */
const entry = <T>(table: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(table, id) ? table[id] : undefined

export const findHost = (world: World, id: HostId): Host | undefined => entry(world.hosts, id)
export const findNetwork = (world: World, id: NetworkId): Network | undefined => entry(world.networks, id)
export const findEndpoint = (world: World, id: EndpointId): Endpoint | undefined => entry(world.endpoints, id)
export const findSandbox = (world: World, id: SandboxId): Sandbox | undefined => entry(world.sandboxes, id)

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

const group = <T>(values: readonly T[], key: (value: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const known = groups.get(key(value))
    if (known) known.push(value)
    else groups.set(key(value), [value])
  }
  return groups
}
const byCreation = (a: { readonly createdAt: number }, b: { readonly createdAt: number }): number =>
  a.createdAt - b.createdAt

/** Every network of every host. */
export const networksIn = (world: World): readonly Network[] => Object.values(world.networks)
/** Every machine. */
export const hostsIn = (world: World): readonly Host[] => Object.values(world.hosts)

const networksByHost = remembered((networks: World['networks']) =>
  group(Object.values(networks).toSorted(byCreation), (n) => n.host),
)
/** The networks of a host, oldest first. */
export const networksOn = (world: World, host: HostId): readonly Network[] =>
  networksByHost(world.networks).get(host) ?? []

const networksByName = remembered((networks: readonly Network[]) => new Map(networks.map((n) => [n.name, n])))
export const networkNamed = (world: World, host: HostId, name: string): Network | undefined =>
  networksByName(networksOn(world, host)).get(name)

const endpointsByNetwork = remembered((endpoints: World['endpoints']) =>
  group(Object.values(endpoints).toSorted(byCreation), (e) => e.network),
)
/** The endpoints of a network, oldest first. */
export const endpointsOn = (world: World, network: NetworkId): readonly Endpoint[] =>
  endpointsByNetwork(world.endpoints).get(network) ?? []

const sandboxesByHost = remembered((sandboxes: World['sandboxes']) =>
  group(Object.values(sandboxes).toSorted(byCreation), (s) => s.host),
)
export const sandboxesOn = (world: World, host: HostId): readonly Sandbox[] =>
  sandboxesByHost(world.sandboxes).get(host) ?? []

/** Is the endpoint on a network of a cluster, so that other hosts hear of it? */
export const isShared = (world: World, endpoint: EndpointId): boolean =>
  networkOf(world, endpointOf(world, endpoint).network).cluster !== null

/** The endpoints that a sandbox has joined, best gateway first. */
export const joinedBy = (world: World, sandbox: Sandbox): readonly Endpoint[] =>
  sandbox.endpoints.map((id) => endpointOf(world, id))

/**
 * The tasks of services on a network as one host knows them, its own and those that gossip tells of: what names and load
 * balancers are made of (moby v28.5.2 libnetwork/service_common.go addServiceBinding). Derived, so a task that is gone is gone.
 */
import { addressOf } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import { remembered, sameItems } from '../dataplane/remember.js'
import type { ServiceBinding } from '../drivers/api.js'
import { endpointsOn } from './lookup.js'
import type { Endpoint, Network, World } from './world.js'

/** One task as this host knows it, its own or another host's. */
export interface Backend {
  readonly endpoint: string
  readonly name: string
  readonly address: Ip
  readonly joinedAt: number
  readonly service: ServiceBinding
}

/** The tasks of one service that share its ports, oldest first; after an update of ports there are two such groups. */
export interface BackendGroup {
  readonly service: ServiceBinding
  readonly backends: readonly Backend[]
  /** When the first of them joined. */
  readonly since: number
}

interface Known {
  readonly endpoints: readonly Endpoint[]
  readonly groups: readonly BackendGroup[]
}
const known = new WeakMap<Network, Known>()

/** Oldest first. O(1) for a network that has not changed, apart from comparing its endpoints one by one. */
export function backendGroups(world: World, network: Network): readonly BackendGroup[] {
  if (network.cluster === null) return []
  const endpoints = endpointsOn(world, network.id)
  const last = known.get(network)
  if (last && sameItems(last.endpoints, endpoints)) return last.groups
  const own = endpoints.filter((e) => e.sandbox !== null)
  const groups = grouped(
    [...own, ...network.cluster.peers.flatMap((peer) => peer.endpoints)].flatMap(
      ({ id, name, address4, joinedAt, service }): readonly Backend[] =>
        service && address4 !== null
          ? [{ endpoint: id, name, address: addressOf(address4), joinedAt, service }]
          : [],
    ),
  )
  known.set(network, { endpoints, groups })
  return groups
}

/** Tasks by service and ports, each group with its oldest task's word for what the service is. */
function grouped(backends: readonly Backend[]): readonly BackendGroup[] {
  const table = new Map<string, Backend[]>()
  for (const backend of backends.toSorted((a, b) => a.joinedAt - b.joinedAt)) {
    const key = groupKey(backend.service)
    const group = table.get(key)
    if (group) group.push(backend)
    else table.set(key, [backend])
  }
  return [...table.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ service: first.service, backends: group, since: first.joinedAt }] : []
  })
}

/**
 * libnetwork's serviceKey (service.go): a service whose ports were changed is two of them until its last old task has
 * gone.
 */
export const groupKey = ({ id, ports }: ServiceBinding): string => `${id} ${JSON.stringify(ports)}`

/** The virtual addresses that the network's load balancer on this host answers for. */
export const virtualAddresses = remembered((groups: readonly BackendGroup[]): readonly Ip[] => [
  ...new Set(groups.flatMap(({ service }) => service.bound ?? [])),
])

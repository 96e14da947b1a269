/**
 * What the resolvers of one network know, remembered as long as the network and the endpoints on it stay the same.
 * Source: moby v28.5.2 libnetwork/network.go updateSvcRecord.
 */
import { addressOf } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import { endpointsOn } from '../cnm/lookup.js'
import { backendGroups } from '../cnm/serviceBackends.js'
import type { BackendGroup } from '../cnm/serviceBackends.js'
import type { Endpoint, Network, World } from '../cnm/world.js'
import { sameItems } from '../dataplane/remember.js'
import { indexNames, indexReverse } from '../dns/names.js'
import type { NetworkNames } from '../dns/names.js'
import { serviceRecords } from './serviceNames.js'

export type NetworkIndex = Pick<NetworkNames, 'records' | 'reverse'>

interface Known {
  readonly endpoints: readonly Endpoint[]
  readonly index: NetworkIndex
}
const known = new WeakMap<Network, Known>()

/** O(1) for a network that has not changed, apart from comparing its endpoints one by one. */
export function networkIndex(world: World, network: Network): NetworkIndex {
  const endpoints = endpointsOn(world, network.id)
  const last = known.get(network)
  if (last && sameItems(last.endpoints, endpoints)) return last.index
  const groups = network.ingress ? [] : backendGroups(world, network)
  const index = build(endpoints, network.cluster?.peers ?? [], groups, network.leaked ?? [])
  known.set(network, { endpoints, index })
  return index
}

type Peers = NonNullable<Network['cluster']>['peers']
type Named = Pick<Endpoint, 'name' | 'names' | 'address4' | 'address6' | 'joinedAt' | 'service'>

/** Only endpoints that have joined a sandbox have a name, in the order in which they did. */
function build(
  endpoints: readonly Endpoint[],
  peers: Peers,
  groups: readonly BackendGroup[],
  leaked: NonNullable<Network['leaked']>,
): NetworkIndex {
  const joined: readonly Named[] = [
    ...endpoints.filter((e) => e.sandbox !== null),
    // those on other hosts, as far as gossip has told of them
    ...peers.flatMap((host) => host.endpoints),
  ]
    // a task that is about to stop has no name of its own any more
    .filter((e) => e.service?.disabled !== true)
    .toSorted((a, b) => a.joinedAt - b.joinedAt)
  return {
    records: indexNames([
      ...joined.flatMap((e) =>
        e.names.map(({ name, kind }) => ({ name, kind, endpoint: e.name, addresses: addressesOf(e) })),
      ),
      // an endpoint that is there has its names itself
      ...leaked
        .filter(
          ({ endpoint }) => !endpoints.some(({ id, sandbox }) => id === endpoint.id && sandbox !== null),
        )
        .map(({ name, endpoint }) => ({
          ...name,
          endpoint: endpoint.name,
          addresses: addressesOf(endpoint),
        })),
      ...serviceRecords(groups),
    ]),
    // the first name alone answers questions for an address
    reverse: indexReverse(
      joined.flatMap((e) =>
        e.names.slice(0, 1).flatMap(({ name }) => addressesOf(e).map((a) => [a, name] as const)),
      ),
    ),
  }
}

/** The addresses that names stand for: those from the network's pools, IPv4 first. */
export const addressesOf = ({ address4, address6 }: Pick<Endpoint, 'address4' | 'address6'>): readonly Ip[] =>
  [address4, address6].flatMap((prefix) => (prefix === null ? [] : [addressOf(prefix)]))

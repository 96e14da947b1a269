/**
 * What hosts of a cluster know of each other's endpoints, kept up to date: each host that uses a network hears from the
 * others that do and that it hears at all; of one that it does not hear it still knows what it knew, until it takes it for
 * gone (moby v28.5.2 libnetwork/agent.go, networkdb). When that is, the engine says (setLost.ts): no time passes here.
 */
import { remembered } from '../dataplane/remember.js'
import type { AgentInfo, PeerHost } from '../drivers/api.js'
import type { Env } from './env.js'
import { gossipGroups } from './gossipReach.js'
import { allNetworks, endpointsOn, hostOf, networkOf } from './lookup.js'
import { changed, withNetwork } from './update.js'
import type { Host, HostId, Network, NetworkId, World } from './world.js'

/**
 * Spread the news. The very same world where there are none. `again`: hosts that were taken for gone, and are back.
 * O(networks of clusters + their endpoints), and the walks of gossipGroups when a network has more than one host.
 */
export function gossip(env: Env, world: World, again: readonly HostId[] = []): World {
  const shared = new Map<string, Network[]>()
  for (const network of ofClusters(world.networks, world)) {
    if (!env.drivers.get(network.driver)?.multihost) continue
    const known = shared.get(network.publicId)
    if (known) known.push(network)
    else shared.set(network.publicId, [network])
  }
  const several = [...shared.values()].filter(
    (n) => n.length > 1 || n.some((one) => one.cluster?.peers.length),
  )
  // most worlds have no cluster, and most of a cluster's networks are on one host yet: those cost nothing
  if (several.length === 0) return world
  const groups = gossipGroups(env, world)
  const heard = several.flatMap((instances): readonly Network[] =>
    instances.flatMap((own): readonly Network[] => {
      const peers = heardBy(world, own, instances, groups, again)
      return own.cluster && !same(own.cluster.peers, peers)
        ? [{ ...own, cluster: { ...own.cluster, peers } }]
        : []
    }),
  )
  if (heard.length === 0) return world
  const networks = heard.reduce((table, network) => withNetwork({ networks: table }, network), world.networks)
  return changed(world, { networks })
}

/** The networks of clusters, oldest first. O(networks) after any of them changed. */
const ofClusters = remembered((_: World['networks'], world: World) =>
  allNetworks(world).filter(({ cluster }) => cluster !== null),
)

/** The host, as the others hear of it; what it says of itself is always the newest. */
function heardBy(
  world: World,
  own: Network,
  instances: readonly Network[],
  groups: readonly (readonly Host[])[],
  again: readonly HostId[],
): readonly PeerHost[] {
  const group = groups.find((hosts) => hosts.some(({ id }) => id === own.host)) ?? []
  const { lost } = hostOf(world, own.host)
  const known = own.cluster?.peers ?? []
  const news = instances.flatMap((other) => {
    const host = other.id === own.id ? undefined : group.find(({ id }) => id === other.host)
    if (!host?.agent || lost.includes(host.id)) return []
    const before = known.find((peer) => peer.host === host.id)
    const since = again.includes(host.id) ? world.clock : networkOf(world, other.id).createdAt
    return [peerHost(world, host, host.agent, other.id, before?.since ?? since)]
  })
  // of hosts that are silent, what was known stays; one that is heard and says nothing has left the network
  const old = known.filter(({ host }) => !lost.includes(host) && !group.some(({ id }) => id === host))
  return [...old, ...news].toSorted((a, b) => a.since - b.since)
}

/**
 * What one host tells of itself: only endpoints that are in a sandbox are told of (addDriverInfoToCluster,
 * endpoint_table).
 */
const peerHost = (
  world: World,
  { id }: Host,
  agent: AgentInfo,
  network: NetworkId,
  since: number,
): PeerHost => ({
  host: id,
  node: agent.node,
  advertise: agent.advertise,
  dataPath: agent.dataPath,
  since,
  endpoints: endpointsOn(world, network)
    .filter((e) => e.sandbox !== null)
    .map(({ id: endpoint, name, mac, address4, address6, names, untold, joinedAt, service }) => ({
      id: endpoint,
      name,
      mac,
      address4,
      address6,
      names: untold ? [] : names,
      joinedAt,
      service,
    })),
})

/** Plain values without functions, made by one function: equal when they read equal. */
const same = (a: readonly PeerHost[], b: readonly PeerHost[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

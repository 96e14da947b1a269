/**
 * The section Services of `docker network inspect --verbose`: what the host knows of the endpoints of the whole cluster on a
 * network (moby v28.5.2 libnetwork/agent.go Services). Not modelled: the mark that a host goes on counting for as long as its
 * engine runs, over all networks; here each network counts its own.
 */
import { addressOf } from '../addr/cidr.js'
import { firewallMark } from '../cnm/balancerNamespace.js'
import type { Env } from '../cnm/env.js'
import { endpointsOn, hostOf } from '../cnm/lookup.js'
import { backendGroups, groupKey } from '../cnm/serviceBackends.js'
import type { Network, World } from '../cnm/world.js'
import type { PeerEndpoint } from '../drivers/api.js'
import type { GoStruct, GoValue } from './goValue.js'

/** Go's text for no address at all (net.IP.String). */
const NO_ADDRESS = '<nil>'

interface Known {
  readonly endpoint: Omit<PeerEndpoint, 'names'> & { readonly names: readonly unknown[] }
  /** Where its packets go. */
  readonly dataPath: string
}

/**
 * By name of the service, '' for containers that belong to none. Empty where there is nobody, or the network is no
 * cluster's; the API leaves the section out then. Tasks in the order in which they joined, a real engine's is random.
 * O(endpoints of the network on all hosts).
 */
export function inspectServices(
  { drivers }: Env,
  world: World,
  network: Network,
): ReadonlyMap<string, GoValue> {
  const { agent } = hostOf(world, network.host)
  if (!network.cluster || !agent || !drivers.get(network.driver)?.multihost) return new Map()
  const own = endpointsOn(world, network.id).filter(({ sandbox }) => sandbox !== null)
  const known: readonly Known[] = [
    ...own.map((endpoint) => ({ endpoint, dataPath: agent.dataPath })),
    ...network.cluster.peers.flatMap(({ dataPath, endpoints }) =>
      endpoints.map((endpoint) => ({ endpoint, dataPath })),
    ),
  ].toSorted((a, b) => a.endpoint.joinedAt - b.endpoint.joinedAt)
  const keys = backendGroups(world, network).map(({ service }) => groupKey(service))
  const services = new Map<string, { readonly info: GoStruct; readonly tasks: GoValue[] }>()
  for (const { endpoint, dataPath } of known) {
    const { id, name, address4, names, service } = endpoint
    // what has no name is told of to nobody: balancers (addServiceInfoToCluster)
    if (names.length === 0 || address4 === null) continue
    const key = service?.name ?? ''
    const entry = services.get(key) ?? {
      info: {
        VIP: service?.vip ?? NO_ADDRESS,
        Ports: (service?.ports ?? []).map(
          ({ target, published }) => `Target: ${target}, Publish: ${published}`,
        ),
        LocalLBIndex: service ? firewallMark(keys.indexOf(groupKey(service))) : 0,
      },
      tasks: [],
    }
    services.set(key, entry)
    entry.tasks.push({
      Name: name,
      EndpointID: id,
      EndpointIP: addressOf(address4),
      Info: new Map([['Host IP', dataPath]]),
    })
  }
  return new Map(
    [...services]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { info, tasks }]) => [name, { ...info, Tasks: tasks }]),
  )
}

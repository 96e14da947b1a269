/**
 * `docker network inspect`, field for field as Docker Engine 28.5.2 answers for API 1.51 (moby daemon/network.go
 * buildNetworkResource). Not modelled: Services of `--verbose`.
 */
import type { Env } from '../cnm/env.js'
import { endpointsOn, hostOf, sandboxOf } from '../cnm/lookup.js'
import type { Endpoint, Network } from '../cnm/world.js'
import type { GoStruct, GoValue } from './goValue.js'
import { goMap } from './goValue.js'
import { inspectIpam } from './inspectIpam.js'
import type { DockerWorld } from './state.js'
import { timestampOf } from './time.js'

/** O(endpoints of the network). */
export function inspectNetwork(env: Env, state: DockerWorld, network: Network): GoValue {
  const peers = peersOf(env, state, network)
  return {
    Name: network.name,
    Id: network.publicId,
    Created: timestampOf(network.createdAt),
    Scope: network.scope,
    Driver: network.driver,
    EnableIPv4: network.ipv4,
    EnableIPv6: network.ipv6,
    IPAM: inspectIpam(network),
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: network.ingress,
    ConfigFrom: { Network: network.configFrom },
    ConfigOnly: network.configOnly,
    Containers: attached(state, network),
    Options: goMap(network.options),
    Labels: goMap(network.labels),
    ...(peers.length > 0 && { Peers: peers }),
  }
}

/** The hosts of the cluster that use the network, as this one knows them; not for drivers whose networks end at the host. */
function peersOf(
  { drivers }: Env,
  { cnm }: DockerWorld,
  { cluster, driver, host, createdAt }: Network,
): readonly GoStruct[] {
  const { agent } = hostOf(cnm, host)
  if (cluster === null || agent === null || !drivers.get(driver)?.multihost) return []
  return [{ ...agent, since: createdAt }, ...cluster.peers]
    .toSorted((a, b) => a.since - b.since)
    .map(({ node, advertise }) => ({ Name: node, IP: advertise }))
}

/** By container id; an endpoint that is in no sandbox goes by its own. */
const attached = ({ cnm }: DockerWorld, { id }: Network): GoValue =>
  new Map(
    endpointsOn(cnm, id).map((endpoint) => [
      endpoint.sandbox === null ? `ep-${endpoint.id}` : sandboxOf(cnm, endpoint.sandbox).containerId,
      endpointFields(endpoint),
    ]),
  )

const endpointFields = (endpoint: Endpoint): GoValue => ({
  Name: endpoint.name,
  EndpointID: endpoint.id,
  MacAddress: endpoint.mac ?? '',
  IPv4Address: endpoint.address4 ?? '',
  IPv6Address: endpoint.address6 ?? '',
})

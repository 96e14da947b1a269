/**
 * `docker network inspect`, field for field as Docker Engine 28.5.2 answers for API 1.51 (moby daemon/network.go
 * buildNetworkResource).
 */
import type { Env } from '../cnm/env.js'
import { endpointsOn, hostOf, sandboxOf } from '../cnm/lookup.js'
import type { Endpoint, Network } from '../cnm/world.js'
import type { GoStruct, GoValue } from './goValue.js'
import { goMap } from './goValue.js'
import { inspectIpam } from './inspectIpam.js'
import { inspectServices } from './inspectServices.js'
import type { DockerWorld } from './state.js'
import { timestampOf } from './time.js'

/**
 * The answer of `GET /networks/{id}` on the network's own host. `verbose`: with the cluster's services on it. O(endpoints
 * of the network).
 */
export function inspectNetwork(env: Env, state: DockerWorld, network: Network, verbose = false): GoValue {
  const peers = peersOf(env, state, network)
  const services = verbose ? inspectServices(env, state.cnm, network) : null
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
    // omitempty in Go's struct
    ...(peers.length > 0 && { Peers: peers }),
    ...(services !== null && services.size > 0 && { Services: services }),
  }
}

/**
 * The hosts of the cluster that use the network, as this one knows them (daemon/network.go buildPeerInfoResources),
 * those that joined it first in front; not for drivers whose networks end at the host. IP is the address that they
 * advertise.
 */
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

/**
 * By container id; an endpoint that is in no sandbox goes by its own (daemon/network.go buildContainerAttachments).
 * Only endpoints of running containers: the others are a wish in their container's record.
 */
const attached = ({ cnm }: DockerWorld, { id }: Network): GoValue =>
  new Map(
    endpointsOn(cnm, id).map((endpoint) => [
      endpoint.sandbox === null ? `ep-${endpoint.id}` : sandboxOf(cnm, endpoint.sandbox).containerId,
      endpointFields(endpoint),
    ]),
  )

/** Addresses with the length of the subnet, as `docker inspect` of a container splits them. */
const endpointFields = (endpoint: Endpoint): GoValue => ({
  Name: endpoint.name,
  EndpointID: endpoint.id,
  MacAddress: endpoint.mac ?? '',
  IPv4Address: endpoint.address4 ?? '',
  IPv6Address: endpoint.address6 ?? '',
})

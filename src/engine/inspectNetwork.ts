/**
 * `docker network inspect`, field for field as Docker Engine 28.5.2 answers for API 1.51 (moby daemon/network.go
 * buildNetworkResource). Not modelled: Peers and Services, which swarm networks alone have; others leave them out.
 */
import type { Env } from '../cnm/env.js'
import { endpointsOn, sandboxOf } from '../cnm/lookup.js'
import type { Endpoint, Network } from '../cnm/world.js'
import type { GoValue } from './goValue.js'
import { goMap } from './goValue.js'
import { inspectIpam } from './inspectIpam.js'
import type { DockerWorld } from './state.js'
import { timestampOf } from './time.js'

/** O(endpoints of the network). */
export const inspectNetwork = (_env: Env, state: DockerWorld, network: Network): GoValue => ({
  Name: network.name,
  Id: network.id,
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
})

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

/**
 * `docker network inspect` of a network that the manager's host does not have: what the cluster knows of it (moby v28.5.2
 * daemon/cluster/convert/network.go BasicNetworkFromGRPC).
 */
import type { GoStruct, GoValue } from '../goValue.js'
import { goMap } from '../goValue.js'
import { timestampOf } from '../time.js'
import type { SwarmNetwork } from './swarm.js'

/**
 * No endpoints are known there: `Containers` is null, where a network on the host has a map, perhaps an empty one.
 */
export const inspectSwarmNetwork = (network: SwarmNetwork): GoValue => ({
  Name: network.name,
  Id: network.id,
  Created: timestampOf(network.createdAt),
  Scope: 'swarm',
  // DriverState and IPAM are the allocator's: empty until it has served the network
  Driver: network.allocated ? network.driver : '',
  EnableIPv4: network.ipv4,
  EnableIPv6: network.ipv6,
  IPAM: ipam(network),
  Internal: network.internal,
  Attachable: network.attachable,
  Ingress: network.ingress,
  ConfigFrom: { Network: network.configFrom },
  ConfigOnly: false,
  Containers: null,
  Options: network.allocated?.options.length ? goMap(network.allocated.options) : null,
  Labels: network.labels.length > 0 ? goMap(network.labels) : null,
})

/** Nothing before the allocation; of drivers of local scope only that there is one. */
function ipam({ allocated, ipamDriver, ipamOptions }: SwarmNetwork): GoStruct {
  if (!allocated) return { Driver: '', Options: null, Config: null }
  if (allocated.pools === null) return { Driver: '', Options: null, Config: [] }
  return {
    Driver: ipamDriver,
    Options: ipamOptions.length > 0 ? goMap(ipamOptions) : null,
    Config: allocated.pools.map(({ subnet, range, gateway }) => ({
      Subnet: subnet,
      ...(range === null ? {} : { IPRange: range }),
      ...(gateway === null ? {} : { Gateway: gateway }),
    })),
  }
}

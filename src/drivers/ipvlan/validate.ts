/**
 * What the ipvlan driver refuses, in its order (moby v28.5.2 libnetwork/drivers/ipvlan: ipvlan_network.go CreateNetwork
 * and createNetwork, ipvlan_endpoint.go CreateEndpoint, ipvlan_setup.go createIPVlan).
 */
import { driverError } from '../api.js'
import type { ChildLink, DriverError, EndpointInfo, HostInfo, NetworkInfo } from '../api.js'
import { refuseLink } from '../parent/kernel.js'
import { networksBelow, parentOption, refuseParent } from '../parent/parent.js'
import { refusePools } from '../parent/pools.js'
import { ipvlanOptions } from './options.js'

/** HTTP 500: the engine gives none of these errors a class. */
const internal = (code: string, message: string): DriverError => driverError('internal', code, message)

/**
 * One network a parent, whatever the modes (macvlan's may share one). Whether the parent is taken comes before whether
 * there is one at all. O(networks of the driver on the host).
 */
export function refuseNetwork(network: NetworkInfo, host: HostInfo): DriverError | null {
  const pools = refusePools(network)
  if (pools) return pools
  const read = ipvlanOptions(network)
  if (!read.ok) return read.error
  const parent = parentOption(network)
  const [other] = parent === null ? [] : networksBelow(parent, network, host)
  if (parent === null || !other) return refuseParent(network, host)
  // the engine says getDummyName of the other network here, whatever parent that one has
  const using = `network di-${other.id.slice(0, 12)} is already using parent interface ${parent}`
  return internal('parent-taken', using)
}

/** A MAC address that the user gives would not be the parent's, which alone is known on the LAN. */
export const refuseEndpoint = (_: NetworkInfo, { mac }: EndpointInfo): DriverError | null =>
  mac === null
    ? null
    : internal('custom-mac', 'ipvlan interfaces do not support custom mac address assignment')

/** What the kernel says when the device is made, in the engine's wrapping (createIPVlan). */
export function refuseJoin(link: ChildLink, host: HostInfo): DriverError | null {
  const refused = refuseLink(link, host)
  return refused === null ? null : internal('kernel-link', `failed to create the ipvlan port: ${refused}`)
}

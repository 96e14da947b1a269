/**
 * What one ipvlan network is on a real host: a device with the parent's MAC address for every endpoint, moved into its
 * sandbox (moby v28.5.2 libnetwork/drivers/ipvlan/ipvlan_setup.go createIPVlan).
 */
import type { EndpointInfo, HostInfo, NetworkInfo, Wiring } from '../api.js'
import { parentOf, wireBelow } from '../parent/parent.js'
import { acceptedOptions } from './options.js'

/**
 * Of the dummy that takes the place of a parent (ipvlan_setup.go dummyPrefix): `di-` and 12 digits of the network's id.
 */
export const DUMMY_PREFIX = 'di-'

/**
 * The mode of the network decides who routes, its flag who hears whom: of `l3` the LAN sees the parent's MAC address
 * only and no broadcast. O(endpoints).
 */
export function wire(network: NetworkInfo, endpoints: readonly EndpointInfo[], host: HostInfo): Wiring {
  const { mode, flag } = acceptedOptions(network)
  return wireBelow(parentOf(network, host, DUMMY_PREFIX), endpoints, host, {
    mode: flag,
    sharesMac: true,
    routed: mode !== 'l2',
  })
}

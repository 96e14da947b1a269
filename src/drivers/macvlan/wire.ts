/**
 * What one macvlan network is on a real host: a device with a MAC address of its own for every endpoint, below the
 * parent (moby v28.5.2 libnetwork/drivers/macvlan/macvlan_setup.go createMacVlan).
 */
import type { EndpointInfo, HostInfo, NetworkInfo, Wiring } from '../api.js'
import { parentOf, wireBelow } from '../parent/parent.js'
import { acceptedOptions } from './options.js'

/**
 * Of the dummy that takes the place of a parent (macvlan_setup.go dummyPrefix): `dm-` and 12 digits of the network's
 * id.
 */
export const DUMMY_PREFIX = 'dm-'

/**
 * Nothing is routed and nothing filtered: a frame goes from child to LAN by the parent, as the mode allows.
 * O(endpoints).
 */
export const wire = (network: NetworkInfo, endpoints: readonly EndpointInfo[], host: HostInfo): Wiring =>
  wireBelow(parentOf(network, host, DUMMY_PREFIX), endpoints, host, {
    mode: acceptedOptions(network).mode,
    sharesMac: false,
    routed: false,
  })

/** What one macvlan network is on a real host: a device with a MAC address of its own for every endpoint, below the parent. */
import type { EndpointInfo, HostInfo, NetworkInfo, Wiring } from '../api.js'
import { parentOf, wireBelow } from '../parent/parent.js'
import { acceptedOptions } from './options.js'

/** Of the dummy that takes the place of a parent (macvlan_setup.go dummyPrefix). */
export const DUMMY_PREFIX = 'dm-'

export const wire = (network: NetworkInfo, endpoints: readonly EndpointInfo[], host: HostInfo): Wiring =>
  wireBelow(parentOf(network, host, DUMMY_PREFIX), endpoints, host, {
    mode: acceptedOptions(network).mode,
    sharesMac: false,
    routed: false,
  })

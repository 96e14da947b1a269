/** What one ipvlan network is on a real host: a device with the parent's MAC address for every endpoint. */
import type { EndpointInfo, HostInfo, NetworkInfo, Wiring } from '../api.js'
import { parentOf, wireBelow } from '../parent/parent.js'
import { acceptedOptions } from './options.js'

/** Of the dummy that takes the place of a parent (ipvlan_setup.go dummyPrefix). */
export const DUMMY_PREFIX = 'di-'

export function wire(network: NetworkInfo, endpoints: readonly EndpointInfo[], host: HostInfo): Wiring {
  const { mode, flag } = acceptedOptions(network)
  return wireBelow(parentOf(network, host, DUMMY_PREFIX), endpoints, host, {
    mode: flag,
    sharesMac: true,
    routed: mode !== 'l2',
  })
}

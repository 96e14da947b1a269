/**
 * The macvlan driver: containers as machines of the parent's LAN, each with its own MAC address (moby v28.5.2
 * libnetwork/drivers/macvlan). It publishes no ports and touches no packet filter.
 */
import { err, ok } from '../../addr/result.js'
import { nothingJoined } from '../api.js'
import type { Driver } from '../api.js'
import { parentName } from '../parent/parent.js'
import { gatewayFor } from '../parent/pools.js'
import { acceptedOptions, macvlanOptions } from './options.js'
import { refuseJoin, refuseNetwork } from './validate.js'
import { DUMMY_PREFIX, wire } from './wire.js'

export const macvlan: Driver = {
  type: 'macvlan',
  scope: 'local',
  multihost: true,
  skipGateway: (network) => {
    const read = macvlanOptions(network)
    return read.ok ? ok({ ipv4: read.value.internal, ipv6: read.value.internal }) : read
  },
  createNetwork: refuseNetwork,
  createEndpoint: () => null,
  join: (network, endpoint, host) => {
    const { mode, internal } = acceptedOptions(network)
    const child = { kind: 'macvlan', parent: parentName(network, DUMMY_PREFIX), mode }
    const refused = refuseJoin(child, endpoint, host())
    if (refused) return err(refused)
    const { pools4, pools6 } = network
    const joined = { ...nothingJoined, prefix: 'eth', child }
    if (internal) return ok({ ...joined, disableGatewayService: true })
    return ok({
      ...joined,
      gateway4: gatewayFor(pools4, endpoint.address4),
      gateway6: gatewayFor(pools6, endpoint.address6),
      disableGatewayService: pools4.length === 0 && pools6.length === 0,
    })
  },
  wire,
}

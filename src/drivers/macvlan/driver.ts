/**
 * The macvlan driver: containers as machines of the parent's LAN, each with its own MAC address (moby v28.5.2
 * libnetwork/drivers/macvlan/macvlan.go, macvlan_joinleave.go). It publishes no ports and touches no packet filter:
 * packets never come by the host's own stack, which is also why a host cannot reach its own macvlan containers.
 */
import { err, ok } from '../../addr/result.js'
import { nothingJoined } from '../api.js'
import type { Driver } from '../api.js'
import { parentName } from '../parent/parent.js'
import { gatewayFor } from '../parent/pools.js'
import { acceptedOptions, macvlanOptions } from './options.js'
import { refuseJoin, refuseNetwork } from './validate.js'
import { DUMMY_PREFIX, wire } from './wire.js'

/** Its scope is local, but in a cluster its endpoints are gossiped like an overlay's (ConnectivityScope global). */
export const macvlan: Driver = {
  type: 'macvlan',
  scope: 'local',
  multihost: true,
  // the gateway is a machine of the user's LAN; an internal network needs none
  skipGateway: (network) => {
    const read = macvlanOptions(network)
    return read.ok ? ok({ ipv4: read.value.internal, ipv6: read.value.internal }) : read
  },
  createNetwork: refuseNetwork,
  // `-p` and `--expose` are not refused here, the engine logs a warning and goes on
  createEndpoint: () => null,
  join: (network, endpoint, host) => {
    const { mode, internal } = acceptedOptions(network)
    const child = { kind: 'macvlan', parent: parentName(network, DUMMY_PREFIX), mode }
    // the device is made now, not when the endpoint is created: so a kernel's refusal shows when the container starts
    const refused = refuseJoin(child, endpoint, host())
    if (refused) return err(refused)
    const { pools4, pools6 } = network
    const joined = { ...nothingJoined, prefix: 'eth', child }
    // internal may be the driver's own conclusion (no parent), of which libnetwork knows nothing: without this it would
    // give the sandbox docker_gwbridge
    if (internal) return ok({ ...joined, disableGatewayService: true })
    return ok({
      ...joined,
      // of several pools, the one that the endpoint's own address came from: the LAN may have several subnets
      gateway4: gatewayFor(pools4, endpoint.address4),
      gateway6: gatewayFor(pools6, endpoint.address6),
      disableGatewayService: pools4.length === 0 && pools6.length === 0,
    })
  },
  wire,
}

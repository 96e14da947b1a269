/**
 * The ipvlan driver: containers with addresses of their own behind the parent's one MAC address, as neighbours on its
 * LAN (l2) or routed by the host's table (l3, l3s; moby v28.5.2 libnetwork/drivers/ipvlan/ipvlan.go,
 * ipvlan_joinleave.go). It publishes no ports and touches no packet filter. With l3 the LAN's router has to know the
 * subnet: Docker tells it nothing.
 */
import { mustParseCidr } from '../../addr/cidr.js'
import { err, ok } from '../../addr/result.js'
import { nothingJoined } from '../api.js'
import type { Driver, EndpointInfo, JoinInfo, NetworkInfo } from '../api.js'
import { parentName } from '../parent/parent.js'
import { gatewayFor } from '../parent/pools.js'
import { acceptedOptions, ipvlanOptions } from './options.js'
import { refuseEndpoint, refuseJoin, refuseNetwork } from './validate.js'
import { DUMMY_PREFIX, wire } from './wire.js'

/** ipvlan_joinleave.go defaultV4RouteCidr, defaultV6RouteCidr. */
const EVERYWHERE = { 4: mustParseCidr('0.0.0.0/0'), 6: mustParseCidr('::/0') }

/**
 * A default route by the device itself, with no gateway (types.CONNECTED): in l3 the parent decides where everything
 * goes, so whatever address is asked for counts as a neighbour.
 */
const deviceRoutes = ({ address4, address6 }: EndpointInfo): JoinInfo['routes'] => [
  ...(address4 === null ? [] : [{ to: EVERYWHERE[4], via: null }]),
  ...(address6 === null ? [] : [{ to: EVERYWHERE[6], via: null }]),
]

/**
 * What Join tells libnetwork of the way out, in its three cases: none, by the device, or by the pool's gateway. In the
 * first two libnetwork must be kept from adding docker_gwbridge, as it sees no gateway.
 */
function wayOut(network: NetworkInfo, endpoint: EndpointInfo): Partial<JoinInfo> {
  const { mode, internal } = acceptedOptions(network)
  const { pools4, pools6 } = network
  if (internal) return { disableGatewayService: true }
  if (mode !== 'l2') return { routes: deviceRoutes(endpoint), disableGatewayService: true }
  return {
    gateway4: gatewayFor(pools4, endpoint.address4),
    gateway6: gatewayFor(pools6, endpoint.address6),
    // with no addresses there is nothing that could go anywhere
    disableGatewayService: pools4.length === 0 && pools6.length === 0,
  }
}

/** Its scope is local, but in a cluster its endpoints are gossiped like an overlay's (ConnectivityScope global). */
export const ipvlan: Driver = {
  type: 'ipvlan',
  scope: 'local',
  multihost: true,
  // all children answer by the parent's MAC address: libnetwork makes none up, and the user must not give one
  sharesMac: true,
  // the way out is the device, or there is none: a gateway would be an address that nobody has
  skipGateway: (network) => {
    const read = ipvlanOptions(network)
    if (!read.ok) return read
    const skip = read.value.internal || read.value.mode !== 'l2'
    return ok({ ipv4: skip, ipv6: skip })
  },
  createNetwork: refuseNetwork,
  createEndpoint: refuseEndpoint,
  // the device is made now, not when the endpoint is created: so a kernel's refusal shows when the container starts
  join: (network, endpoint, host) => {
    const child = {
      kind: 'ipvlan',
      parent: parentName(network, DUMMY_PREFIX),
      mode: acceptedOptions(network).flag,
    }
    const refused = refuseJoin(child, host())
    return refused
      ? err(refused)
      : ok({ ...nothingJoined, prefix: 'eth', child, ...wayOut(network, endpoint) })
  },
  wire,
}

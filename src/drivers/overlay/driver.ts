/**
 * The overlay driver: one network over many hosts, by VXLAN (moby v28.5.2 libnetwork/drivers/overlay: overlay.go,
 * ov_network.go, ov_endpoint.go, joinleave.go). It publishes no ports and gives no way out: a container that needs one
 * gets a second interface, on docker_gwbridge, and a service's ports are the routing mesh's (see `cnm/meshWiring.ts`).
 * Not modelled: IPv6 pools, which this driver ignores; the encryption keys and their rotation.
 */
import { addressOf, contains } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import { macOfAddress } from './macOfAddress.js'
import { err, ok } from '../../addr/result.js'
import { driverError, nothingJoined } from '../api.js'
import type { Driver, NetworkInfo } from '../api.js'
import { overlayOptions } from './options.js'
import { wire } from './wire.js'

/**
 * The only driver of scope global: its networks are made by a cluster's manager, which gives them their VNIs, and a
 * host has one only from its first task on.
 */
export const overlay: Driver = {
  type: 'overlay',
  scope: 'global',
  multihost: true,
  // nothing is set up yet: the stack and its tunnels come with the first endpoint that joins (lazily, joinSandbox)
  createNetwork: (network) => {
    const read = overlayOptions(network)
    return read.ok ? null : read.error
  },
  createEndpoint: () => null,
  // an address and its MAC address are known to be one pair on every host, so nobody has to ask by ARP
  makeMac: macOfAddress,
  // no gateway in what it brings: this is what makes libnetwork add docker_gwbridge (default_gateway.go needDefaultGW)
  join: (network, endpoint) => {
    const own = ownPool(network, endpoint.address4)
    if (!own)
      return err(driverError('internal', 'no-subnet', `could not find subnet for endpoint ${endpoint.id}`))
    return ok({
      ...nothingJoined,
      prefix: 'eth',
      // the network's other subnets are reached by the gateway of the own one, which leads nowhere else
      routes: network.pools4.flatMap((pool) => (pool === own ? [] : [{ to: pool.subnet, via: own.gateway }])),
    })
  },
  wire,
}

/** The subnet that an endpoint lives in (getSubnetforIP). undefined: no IPv4 address, or one of none of them. */
const ownPool = ({ pools4 }: NetworkInfo, address: IpPrefix | null) =>
  address === null ? undefined : pools4.find((pool) => contains(pool.subnet, addressOf(address)))

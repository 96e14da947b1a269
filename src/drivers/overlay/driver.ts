/** The overlay driver: one network over many hosts, by VXLAN (moby v28.5.2 libnetwork/drivers/overlay). It publishes no ports. */
import { addressOf, contains } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import { macOfAddress } from './macOfAddress.js'
import { err, ok } from '../../addr/result.js'
import { driverError, nothingJoined } from '../api.js'
import type { Driver, NetworkInfo } from '../api.js'
import { overlayOptions } from './options.js'
import { wire } from './wire.js'

export const overlay: Driver = {
  type: 'overlay',
  scope: 'global',
  multihost: true,
  createNetwork: (network) => {
    const read = overlayOptions(network)
    return read.ok ? null : read.error
  },
  createEndpoint: () => null,
  makeMac: macOfAddress,
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

const ownPool = ({ pools4 }: NetworkInfo, address: IpPrefix | null) =>
  address === null ? undefined : pools4.find((pool) => contains(pool.subnet, addressOf(address)))

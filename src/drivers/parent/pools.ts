/**
 * The pools of a network whose gateways are the users' own routers (moby v28.5.2 libnetwork/drivers/macvlan:
 * macvlan_network.go CreateNetwork, macvlan_joinleave.go getSubnetForIP; ipvlan has the same).
 */
import { networkOf } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import type { Ip } from '../../addr/ip.js'
import { driverError } from '../api.js'
import type { DriverError, NetworkInfo, PoolInfo } from '../api.js'

/** The IPAM driver `null` hands out the whole family, which means: no pool. */
const empty = ([pool]: readonly PoolInfo[], whole: string): boolean => !pool || pool.subnet === whole

/** A family that is on needs a pool, which the IPAM driver `null` does not give. */
export function refusePools({ ipv4, ipv6, pools4, pools6 }: NetworkInfo): DriverError | null {
  if (ipv4 && empty(pools4, '0.0.0.0/0'))
    return driverError('invalidParameter', 'no-pool', 'ipv4 pool is empty')
  if (ipv6 && empty(pools6, '::/0')) return driverError('invalidParameter', 'no-pool', 'ipv6 pool is empty')
  return null
}

/**
 * The gateway of the pool that an endpoint's address came from; null where the pool has none, or the endpoint no
 * address.
 */
export const gatewayFor = (pools: readonly PoolInfo[], address: IpPrefix | null): Ip | null =>
  address === null ? null : (pools.find((pool) => pool.subnet === networkOf(address))?.gateway ?? null)

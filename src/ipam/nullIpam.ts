/**
 * The IPAM driver `null`: no subnets, no addresses, no gateway. The built-in network drivers refuse its pools
 * ("ipv4 pool is empty"); it is for drivers that take care of addresses themselves.
 */

import { mustParseCidr } from '../addr/cidr.js'
import type { Family } from '../addr/ip.js'
import { type Result, err, ok } from '../addr/result.js'
import type { IpamDriver } from './driver.js'
import type { IpamError, PoolLookup } from './errors.js'
import type { PoolRef } from './requestPool.js'

/** The one pool of each family, which inspect shows as the subnet. */
const pools: Readonly<Record<Family, PoolRef>> = {
  4: { subnet: mustParseCidr('0.0.0.0/0'), range: null },
  6: { subnet: mustParseCidr('::/0'), range: null },
}

const checked = <T>({ subnet, range }: PoolRef, lookup: PoolLookup, value: T): Result<T, IpamError> =>
  (subnet === pools[4].subnet || subnet === pools[6].subnet) && range === null
    ? ok(value)
    : err({ code: 'unknown-pool', subnet, range, lookup })

/** moby v28.5.2 libnetwork/ipams/null. Any number of networks hold the same pool; the space never changes. */
export const nullIpam: IpamDriver = {
  name: 'null',
  requestPool: (space, { subnet, range, family }) => {
    if (subnet !== undefined) return err({ code: 'invalid-pool', subnet, driver: 'null' })
    if (range !== undefined) return err({ code: 'invalid-subpool', subnet: null, range, driver: 'null' })
    return ok({ space, pool: pools[family] })
  },
  releasePool: (space) => ok(space),
  requestAddress: (space, pool) => checked(pool, 'request-address', { space, address: null }),
  releaseAddress: (space, pool) => checked(pool, 'release-address', space),
}

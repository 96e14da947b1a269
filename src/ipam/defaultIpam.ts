/** The IPAM driver `default`: Docker's own, for every network that names no other. */

import type { IpamDriver } from './driver.js'
import { releaseAddress, requestAddress } from './requestAddress.js'
import { releasePool, requestPool } from './requestPool.js'

/** moby v28.5.2 libnetwork/ipams/defaultipam. */
export const defaultIpam: IpamDriver = {
  name: 'default',
  requestPool,
  releasePool,
  requestAddress,
  releaseAddress,
}

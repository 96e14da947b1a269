/**
 * What an IPAM driver is: the contract that third parties implement (moby v28.5.2 libnetwork/ipamapi/contract.go Ipam).
 * A driver is pure: state in, state out, errors as values, no clock and no network. Not modelled: extra addresses returned
 * with a pool (a plugin that picks the gateway), driver options, request replay at daemon start.
 */

import type { Ip } from '../addr/ip.js'
import type { Mac } from '../addr/mac.js'
import type { Result } from '../addr/result.js'
import type { AddressSpace } from './addressSpace.js'
import type { IpamError } from './errors.js'
import type { AddressRequest } from './requestAddress.js'
import type { PoolGrant, PoolRef, PoolRequest } from './requestPool.js'

/** An address request as the network makes it; `mac` is there when the driver requires it. */
export interface DriverAddressRequest extends AddressRequest {
  readonly mac?: Mac | undefined
}

/** The next state and the address; null from a driver that manages none. */
export interface DriverAddressGrant {
  readonly space: AddressSpace
  readonly address: Ip | null
}

/**
 * An IPAM driver. `space` is the driver's own JSON state for one scope, first made by emptyAddressSpace: others store it and
 * hand it back, but only the driver reads it. A refusal leaves the caller with the space it had.
 */
export interface IpamDriver {
  /** The name after --ipam-driver. */
  readonly name: string
  /** Must the network say the endpoint's MAC address with every request (a DHCP-like driver)? */
  readonly requiresMacAddress?: boolean
  requestPool(space: AddressSpace, request: PoolRequest): Result<PoolGrant, IpamError>
  releasePool(space: AddressSpace, pool: PoolRef): Result<AddressSpace, IpamError>
  requestAddress(
    space: AddressSpace,
    pool: PoolRef,
    request: DriverAddressRequest,
  ): Result<DriverAddressGrant, IpamError>
  releaseAddress(space: AddressSpace, pool: PoolRef, address: Ip): Result<AddressSpace, IpamError>
}

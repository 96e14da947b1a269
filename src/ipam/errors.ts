/** What IPAM refuses, as values; Docker's own words for each and the class that becomes the HTTP status, in one table. */

import type { Cidr } from '../addr/cidr.js'
import type { Family, Ip } from '../addr/ip.js'

/** Which call did not find its pool: Docker words the three differently. */
export type PoolLookup = 'release-pool' | 'request-address' | 'release-address'

/** Everything an IPAM driver can answer instead of a value. */
export type IpamError =
  | { readonly code: 'pool-overlap'; readonly subnet: Cidr; readonly range: Cidr | null }
  | { readonly code: 'pools-exhausted'; readonly family: Family }
  | { readonly code: 'address-in-use'; readonly address: Ip }
  | { readonly code: 'address-out-of-range'; readonly address: Ip; readonly subnet: Cidr }
  | { readonly code: 'no-available-addresses'; readonly subnet: Cidr; readonly range: Cidr | null }
  | {
      readonly code: 'unknown-pool'
      readonly subnet: Cidr
      readonly range: Cidr | null
      readonly lookup: PoolLookup
    }
  | { readonly code: 'incompatible-families'; readonly subnet: Cidr; readonly range: Cidr }
  /** `driver` is the name of an IPAM driver that takes no subnet ('null'), or 'default' for a subnet it cannot use. */
  | { readonly code: 'invalid-pool'; readonly subnet: Cidr; readonly driver: string }
  | {
      readonly code: 'invalid-subpool'
      readonly subnet: Cidr | null
      readonly range: Cidr
      readonly driver: string
    }

/** libnetwork's error classes as far as IPAM uses them (moby v28.5.2 errdefs): 404, 400, 403, 503. */
export type IpamErrorClass = 'notFound' | 'invalidParameter' | 'forbidden' | 'unavailable'

interface Description {
  readonly class: IpamErrorClass
  readonly text: string
}

/** How Go prints a missing netip.Prefix with %v. */
const goPrefix = (range: Cidr | null): string => range ?? 'invalid Prefix'

/** The table. Sources: libnetwork/ipamapi/contract.go (Err...), defaultipam/allocator.go and address_space.go, null/null.go. */
const describe = (error: IpamError): Description => {
  switch (error.code) {
    case 'pool-overlap':
      return {
        class: 'forbidden',
        text: 'invalid pool request: Pool overlaps with other one on this address space',
      }
    case 'pools-exhausted':
      return {
        class: 'invalidParameter',
        text: 'all predefined address pools have been fully subnetted',
      }
    case 'address-in-use':
      return { class: 'forbidden', text: 'Address already in use' }
    case 'address-out-of-range':
      return { class: 'invalidParameter', text: 'requested address is out of range' }
    case 'no-available-addresses':
      return { class: 'unavailable', text: 'no available addresses on this pool' }
    case 'unknown-pool':
      return error.lookup === 'release-pool'
        ? { class: 'invalidParameter', text: 'address space does not contain specified address pool' }
        : {
            class: 'notFound',
            text: `cannot find address pool for poolID:${error.subnet}/${goPrefix(error.range)}`,
          }
    case 'incompatible-families':
      return {
        class: 'invalidParameter',
        text: 'pool and subpool are of incompatible address families',
      }
    case 'invalid-pool':
      return { class: 'invalidParameter', text: refusal(error.driver, 'pool') }
    case 'invalid-subpool':
      return { class: 'invalidParameter', text: refusal(error.driver, 'subpool') }
  }
}

const refusal = (driver: string, what: 'pool' | 'subpool'): string =>
  driver === 'null'
    ? `null ipam driver does not handle specific address ${what} requests`
    : `invalid address ${what}`

/** What Docker prints for the error, before the network or daemon wraps it. */
export const ipamErrorText = (error: IpamError): string => describe(error).text

/** The class that decides the HTTP status. */
export const ipamErrorClass = (error: IpamError): IpamErrorClass => describe(error).class

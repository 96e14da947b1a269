import { expect, test } from 'vitest'
import { type IpamError, ipamErrorClass, ipamErrorText } from '../../src/ipam/errors.js'
import { cidr, ip } from './helpers.js'

const subnet = cidr('10.0.0.0/8')
const range = cidr('10.1.0.0/16')

/** Texts: recorded from Docker Engine 28.5.2, or moby v28.5.2 libnetwork/ipamapi/contract.go and ipams/. */
const table: readonly (readonly [IpamError, string, string])[] = [
  [
    { code: 'pool-overlap', subnet, range: null },
    'invalid pool request: Pool overlaps with other one on this address space',
    'forbidden',
  ],
  [
    { code: 'pools-exhausted', family: 4 },
    'all predefined address pools have been fully subnetted',
    'invalidParameter',
  ],
  [{ code: 'address-in-use', address: ip('10.0.0.1') }, 'Address already in use', 'forbidden'],
  [
    { code: 'address-out-of-range', address: ip('11.0.0.1'), subnet },
    'requested address is out of range',
    'invalidParameter',
  ],
  [
    { code: 'no-available-addresses', subnet, range: null },
    'no available addresses on this pool',
    'unavailable',
  ],
  [
    { code: 'unknown-pool', subnet, range: null, lookup: 'release-pool' },
    'address space does not contain specified address pool',
    'invalidParameter',
  ],
  [
    { code: 'unknown-pool', subnet, range, lookup: 'request-address' },
    'cannot find address pool for poolID:10.0.0.0/8/10.1.0.0/16',
    'notFound',
  ],
  [
    { code: 'unknown-pool', subnet, range: null, lookup: 'release-address' },
    'cannot find address pool for poolID:10.0.0.0/8/invalid Prefix',
    'notFound',
  ],
  [
    { code: 'incompatible-families', subnet, range: cidr('fd00::/64') },
    'pool and subpool are of incompatible address families',
    'invalidParameter',
  ],
  [{ code: 'invalid-pool', subnet, driver: 'default' }, 'invalid address pool', 'invalidParameter'],
  [
    { code: 'invalid-pool', subnet, driver: 'null' },
    'null ipam driver does not handle specific address pool requests',
    'invalidParameter',
  ],
  [
    { code: 'invalid-subpool', subnet: null, range, driver: 'default' },
    'invalid address subpool',
    'invalidParameter',
  ],
  [
    { code: 'invalid-subpool', subnet: null, range, driver: 'null' },
    'null ipam driver does not handle specific address subpool requests',
    'invalidParameter',
  ],
]

test.each(table)('%j', (error, text, errorClass) => {
  expect(ipamErrorText(error)).toBe(text)
  expect(ipamErrorClass(error)).toBe(errorClass)
})

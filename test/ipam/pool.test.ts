import { expect, test } from 'vitest'
import { newPool } from '../../src/ipam/pool.js'
import { cidr } from './helpers.js'

// RFC 3021 (/31), RFC 4291 2.6.1 (subnet-router anycast); moby TestUnusualSubnets; recorded: a /128 has no address to give.
test.each([
  ['10.0.0.0/24', ['10.0.0.0', '10.0.0.255']],
  ['10.0.0.0/30', ['10.0.0.0', '10.0.0.3']],
  ['10.0.0.2/31', []],
  ['10.0.0.2/32', []],
  ['fd00::/64', ['fd00::']],
  ['fd00::/127', ['fd00::']],
  ['fd00:e::/128', ['fd00:e::']],
])('of %s never given out: %j', (subnet, reserved) => {
  expect(newPool(cidr(subnet), null).used).toEqual(reserved.map((address) => [address, address]))
})

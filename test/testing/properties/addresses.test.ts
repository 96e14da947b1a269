import fc from 'fast-check'
import { expect, test } from 'vitest'
import { covers, isCidr, mustParseCidr } from '../../../src/addr/cidr.js'
import { familyOf, isIp, parseIp } from '../../../src/addr/ip.js'
import { ip, ipv4, ipv6, subnet } from '../../../src/testing/properties/addresses.js'

test('addresses are canonical', () => {
  fc.assert(
    fc.property(ip(), (address) => {
      expect(isIp(address) && parseIp(address)).toBe(address)
    }),
  )
  fc.assert(
    fc.property(ipv4(), ipv6(), (a, b) => {
      expect([familyOf(a), familyOf(b)]).toEqual([4, 6])
    }),
  )
})

test.each(['10.0.0.0/24', 'fd00::/120', '0.0.0.0/0', '::/0', '192.0.2.1/32'])('subnets within %s', (text) => {
  const within = mustParseCidr(text)
  fc.assert(
    fc.property(subnet({ within }), (part) => {
      expect(isCidr(part) && covers(within, part)).toBe(true)
    }),
  )
})

test('subnets of one family', () => {
  fc.assert(
    fc.property(subnet({ family: 6 }), (cidr) => {
      expect(familyOf(cidr)).toBe(6)
    }),
  )
  fc.assert(
    fc.property(subnet(), (cidr) => {
      expect(isCidr(cidr)).toBe(true)
    }),
  )
})

// Reverse names: there and back, and what is none.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bigIntToIp, mustParseIp } from '../../src/addr/ip.js'
import { addressInReverseName, reverseName } from '../../src/dns/reverse.js'

const name6 = '3.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.5.5.0.0.0.0.d.f.ip6.arpa'

test('IPv4 by octets, IPv6 by hexadecimal digits (dns-ipv6-network)', () => {
  expect(addressInReverseName('2.0.18.172.in-addr.arpa.')).toBe('172.18.0.2')
  expect(addressInReverseName(name6)).toBe('fd00:55::3')
  expect(reverseName(mustParseIp('172.18.0.2'))).toBe('2.0.18.172.in-addr.arpa')
  expect(reverseName(mustParseIp('fd00:55::3'))).toBe(name6)
})

test('half a name, a name in capitals and other names are no addresses', () => {
  for (const name of [
    '18.172.in-addr.arpa',
    '02.0.18.172.in-addr.arpa',
    '2.0.18.172.IN-ADDR.ARPA',
    'web1',
    '',
    '.ip6.arpa',
    `1.${name6}`,
  ])
    expect(addressInReverseName(name)).toBeUndefined()
})

test('every address has a reverse name that leads back', () => {
  const v4 = fc.bigInt(0n, 2n ** 32n - 1n).map((value) => bigIntToIp(4, value))
  const v6 = fc.bigInt(0n, 2n ** 128n - 1n).map((value) => bigIntToIp(6, value))
  fc.assert(
    fc.property(fc.oneof(v4, v6), (ip) => {
      expect(addressInReverseName(reverseName(ip))).toBe(ip)
    }),
  )
})

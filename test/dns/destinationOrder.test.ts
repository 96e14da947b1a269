// Which address glibc tries first, with the addresses of recorded containers.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { familyOf, mustParseIp, type Ip } from '../../src/addr/ip.js'
import { orderDestinations, type SourceFor } from '../../src/dns/destinationOrder.js'

const order = (sourceFor: SourceFor, ...texts: string[]) =>
  orderDestinations(texts.map(mustParseIp), sourceFor)

const dual: SourceFor = (to) => mustParseIp(familyOf(to) === 4 ? '172.18.0.2' : 'fd00:55::2')
const only4: SourceFor = (to) => (familyOf(to) === 4 ? mustParseIp('172.17.0.2') : undefined)

test('a unique local address comes before IPv4 for a source of its kind (dns-ipv6-network)', () => {
  expect(order(dual, '172.18.0.3', 'fd00:55::3')).toEqual(['fd00:55::3', '172.18.0.3'])
})

test('a global IPv6 address comes after IPv4 when the source is unique local (dns-ipv6-network)', () => {
  expect(order(dual, '2001:db8:ffff::7', '198.51.100.7')).toEqual(['198.51.100.7', '2001:db8:ffff::7'])
})

test('an address without a route comes last', () => {
  expect(order(only4, 'fd00:55::3', '172.18.0.3')).toEqual(['172.18.0.3', 'fd00:55::3'])
})

test('equals keep their order; of two IPv6 addresses the nearer comes first', () => {
  expect(order(dual, '172.18.0.9', '172.18.0.3')).toEqual(['172.18.0.9', '172.18.0.3'])
  expect(order(dual, 'fd00:77::3', 'fd00:55::3')).toEqual(['fd00:55::3', 'fd00:77::3'])
})

test('nothing is lost or added, and sorting again changes nothing', () => {
  const some = fc.subarray(['::1', '127.0.0.1', 'fe80::1', '10.0.0.1', '2001:db8::1', 'fd00::1', '2002::1'])
  fc.assert(
    fc.property(some, fc.constantFrom(dual, only4), (texts, sourceFor) => {
      const once = order(sourceFor, ...texts)
      expect([...once].sort()).toEqual(texts.map((text): Ip => mustParseIp(text)).sort())
      expect(orderDestinations(once, sourceFor)).toEqual(once)
    }),
  )
})

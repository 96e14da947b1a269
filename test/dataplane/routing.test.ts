// Which route a namespace takes, and which address it signs with.
import { expect, test } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { connectedRoute, isLocal, routeTo, sourceFor } from '../../src/dataplane/routing.js'
import { prefix } from '../cnm/lab.js'
import { namespace } from './plane.js'

const host = namespace('h', {
  interfaces: ['eth0@lan 192.0.2.11/24 2001:db8:1::11/64', 'br0@br0 172.17.0.1/16'],
  routes: [
    'default via 192.0.2.1 dev eth0',
    '172.17.9.0/24 via 192.0.2.9 dev eth0',
    '10.0.0.0/8 dev eth0 src 172.17.0.1',
  ],
})
const route = (to: string) => {
  const found = routeTo(host, mustParseIp(to))
  return found && [found.to, found.via, found.device, sourceFor(host, found)].join(' ')
}

test('the longest prefix wins, the default route comes last', () => {
  expect(route('172.17.1.2')).toBe('172.17.0.0/16  br0 172.17.0.1')
  expect(route('172.17.9.2')).toBe('172.17.9.0/24 192.0.2.9 eth0 192.0.2.11')
  expect(route('198.51.100.7')).toBe('0.0.0.0/0 192.0.2.1 eth0 192.0.2.11')
  expect(route('2001:db8:ffff::7')).toBeUndefined()
})

test('of two equally long ones the earlier', () => {
  const two = namespace('h', { interfaces: ['a@x 10.0.0.1/24', 'b@y 10.0.0.2/24'] })
  expect(routeTo(two, mustParseIp('10.0.0.9'))?.device).toBe('a')
})

test("the source is the route's own, else the device's first of the family, else any of it", () => {
  expect(route('10.1.2.3')).toBe('10.0.0.0/8  eth0 172.17.0.1')
  const bare = namespace('h', {
    interfaces: ['a@x fd00::1/64', 'b@y 10.0.0.2/24'],
    routes: ['default dev a'],
  })
  const found = routeTo(bare, mustParseIp('198.51.100.7'))
  expect(found && sourceFor(bare, found)).toBe('10.0.0.2')
})

test('its own addresses and all of loopback are local', () => {
  for (const own of ['192.0.2.11', '172.17.0.1', '2001:db8:1::11', '127.0.0.1', '127.8.8.8', '::1'])
    expect(isLocal(host, mustParseIp(own))).toBe(true)
  expect(isLocal(host, mustParseIp('192.0.2.12'))).toBe(false)
})

test('an address brings an on-link route, a lone IPv4 host address none', () => {
  const cause = { purpose: 'test' }
  expect(connectedRoute('eth0', prefix('10.1.2.3/24'), cause)).toMatchObject({
    to: '10.1.2.0/24',
    via: null,
    device: 'eth0',
    src: '10.1.2.3',
  })
  expect(connectedRoute('eth0', prefix('10.1.2.3/32'), cause)).toBeUndefined()
})

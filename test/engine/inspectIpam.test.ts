import { expect, test } from 'vitest'
import type { NetworkSpec } from '../../src/cnm/networkSpec.js'
import type { IpamConfig } from '../../src/cnm/world.js'
import { parseCidr } from '../../src/addr/cidr.js'
import { parseIp } from '../../src/addr/ip.js'
import { inspectIpam } from '../../src/engine/inspectIpam.js'
import { networkOf, oneHost, plain, withNetwork } from './build.js'

const cidr = (text: string) => parseCidr(text) ?? null
const subnet = (text: string, more: Partial<IpamConfig> = {}): IpamConfig => ({
  subnet: cidr(text),
  range: null,
  gateway: null,
  auxiliary: [],
  ...more,
})
const ipamOf = (spec: Partial<NetworkSpec>): unknown =>
  plain(inspectIpam(networkOf(withNetwork(oneHost(), 'net1', spec), 'net1')))

// all from recordings of `docker network inspect`
test('a subnet that the engine chose shows its gateway', () => {
  expect(ipamOf({})).toEqual({
    Driver: 'default',
    Options: {},
    Config: [{ Subnet: '172.18.0.0/16', Gateway: '172.18.0.1' }],
  })
})

test('a subnet of the user shows a gateway only if the user gave one', () => {
  expect(ipamOf({ ipam: [subnet('10.10.0.0/24')] })).toHaveProperty('Config', [{ Subnet: '10.10.0.0/24' }])
  const gateway = parseIp('10.20.0.254') ?? null
  expect(
    ipamOf({ ipam: [subnet('10.20.0.0/24', { gateway, range: cidr('10.20.0.16/28') })] }),
  ).toHaveProperty('Config', [{ Subnet: '10.20.0.0/24', IPRange: '10.20.0.16/28', Gateway: '10.20.0.254' }])
})

test('the IPv6 subnet of the user comes before the IPv4 one of the engine', () => {
  expect(ipamOf({ ipv6: true, ipam: [subnet('fd00:abcd::/64')] })).toHaveProperty('Config', [
    { Subnet: 'fd00:abcd::/64' },
    { Subnet: '172.18.0.0/16', Gateway: '172.18.0.1' },
  ])
})

test('of two subnets of the user the IPv4 one comes first', () => {
  const ipam = [subnet('fd00:9::/64'), subnet('10.10.0.0/24')]
  expect(ipamOf({ ipv6: true, ipam })).toHaveProperty('Config', [
    { Subnet: '10.10.0.0/24' },
    { Subnet: 'fd00:9::/64' },
  ])
})

test('auxiliary addresses', () => {
  const spare = parseIp('10.60.0.67')!
  expect(ipamOf({ ipam: [subnet('10.60.0.64/26', { auxiliary: [['spare', spare]] })] })).toHaveProperty(
    'Config',
    [{ Subnet: '10.60.0.64/26', AuxiliaryAddresses: { spare: '10.60.0.67' } }],
  )
})

test('a family that is off shows nothing', () => {
  expect(ipamOf({ ipv4: false, ipv6: true, ipam: [subnet('fd00:6::/64')] })).toHaveProperty('Config', [
    { Subnet: 'fd00:6::/64' },
  ])
})

test("the engine's own networks have no options and, host and none, no subnets", () => {
  const ipam = (name: string): unknown => plain(inspectIpam(networkOf(oneHost(), name)))
  expect(ipam('host')).toEqual({ Driver: 'default', Options: null, Config: null })
  expect(ipam('none')).toEqual({ Driver: 'default', Options: null, Config: null })
  expect(ipam('bridge')).toEqual({
    Driver: 'default',
    Options: null,
    Config: [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }],
  })
})

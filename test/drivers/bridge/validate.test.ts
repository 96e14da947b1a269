// What the bridge driver refuses when a network is created, in its order (moby bridge_linux.go CreateNetwork).
import { describe, expect, test } from 'vitest'
import type { HostInfo, NetworkInfo } from '../../../src/drivers/api.js'
import { refuseNetwork } from '../../../src/drivers/bridge/validate.js'
import { ip, options } from '../../cnm/lab.js'
import { dual, hostInfo, networkInfo, poolInfo } from '../info.js'

const refused = (network: Partial<NetworkInfo>, host: Partial<HostInfo> = {}): string =>
  refuseNetwork(networkInfo(network), hostInfo(host))?.message ?? 'accepted'

const mode = (value: string) => options({ gateway_mode_ipv4: value })

test('an ordinary network is accepted', () => expect(refused({})).toBe('accepted'))

describe('one problem at a time', () => {
  test.each<[string, Partial<NetworkInfo>]>([
    ["gateway mode 'isolated' can only be used for an internal network", { options: mode('isolated') }],
    ['accepted', { options: mode('isolated'), internal: true, pools4: [poolInfo('172.19.0.0/16', null)] }],
    ['IPv4 or IPv6 must be enabled', { ipv4: false }],
    ['ipv4 pool is empty', { pools4: [] }],
    ['ipv4 pool is empty', { pools4: [poolInfo('0.0.0.0/0', null)] }],
    ['ipv6 pool is empty', { ipv6: true }],
    [
      "bridge driver doesn't support multiple subnets",
      { pools4: [poolInfo('10.1.0.0/24', '10.1.0.1'), poolInfo('10.2.0.0/24', '10.2.0.1')] },
    ],
    ["multicast subnet 'ff00::/8' is not allowed", { ipv6: true, pools6: [poolInfo('ff00::/8', null)] }],
    [
      "'fe80::1/10' clashes with the Link-Local prefix 'fe80::/64'",
      { ipv6: true, pools6: [poolInfo('fe80::/10', 'fe80::1')] },
    ],
    ['accepted', { ipv6: true, pools6: [poolInfo('fe80::/64', 'fe80::1')] }],
    ['accepted', { ipv6: true, pools6: [poolInfo('fe80:1234::/64', 'fe80:1234::1')] }],
    ['invalid MTU number: -5', { options: [['com.docker.network.driver.mtu', '-5']] }],
    ['existing interface eth0 is not a bridge', { options: options({ name: 'eth0' }) }],
    ['numerical result out of range', { options: options({ name: 'exactly16chars12' }) }],
    ['accepted', { options: options({ name: 'exactly15chars1' }) }],
    ['numerical result out of range', { options: options({ name: 'äöüäöüäö' }) }],
    ['invalid argument', { options: options({ name: 'a b' }) }],
    ['invalid argument', { options: options({ name: 'a/b' }) }],
    ['existing interface lo is not a bridge', { options: options({ name: 'lo' }) }],
    [
      'bridge device with non default name brx must be created manually',
      { options: options({ name: 'brx', default_bridge: 'true' }) },
    ],
    ['accepted', { options: options({ name: 'brx', default_bridge: 'false' }) }],
  ])('%s', (message, network) => expect(refused(network)).toBe(message))
})

test('an auxiliary address as default gateway must lie in the subnet, and an internal network has none', () => {
  const pools = (gateway: string) => [
    poolInfo('172.19.0.0/16', '172.19.0.1', { auxiliary: [['DefaultGatewayIPv4', ip(gateway)]] }),
  ]
  expect(refused({ pools4: pools('172.19.0.9') })).toBe('accepted')
  expect(refused({ pools4: pools('10.0.0.9') })).toBe('default gateway ip must be part of the network')
  expect(refused({ pools4: pools('172.19.0.9'), internal: true })).toBe(
    'no gateway can be set on an internal bridge network',
  )
})

test('an internal network with an own gateway: the device is looked at before, and IPv6 is not asked', () => {
  const auxiliary = (gateway: string, family: 4 | 6) => ({
    auxiliary: [[`DefaultGatewayIPv${String(family)}`, ip(gateway)] as const],
  })
  const pools4 = [poolInfo('172.19.0.0/16', '172.19.0.1', auxiliary('172.19.0.9', 4))]
  expect(refused({ pools4, internal: true, options: options({ name: 'eth0' }) })).toBe(
    'existing interface eth0 is not a bridge',
  )
  const pools6 = [poolInfo('fd00:1::/64', 'fd00:1::1', auxiliary('fd00:1::9', 6))]
  expect(refused({ ipv6: true, pools6, internal: true })).toBe('accepted')
})

describe('two networks of one host', () => {
  const other = dual({ id: 'f'.repeat(64), name: 'other' })
  const conflict = (why: string, device = 'br-0123456789ab', theirs = `br-${'f'.repeat(12)}`) =>
    `cannot create network ${networkInfo().id} (${device}): conflicts with network ${other.id} (${theirs}): ${why}`

  test('with overlapping subnets', () => {
    expect(refused({}, { networks: [other] })).toBe(conflict('networks have overlapping IPv4'))
    expect(refused({ ...dual(), pools4: [poolInfo('10.0.0.0/24', '10.0.0.1')] }, { networks: [other] })).toBe(
      conflict('networks have overlapping IPv6'),
    )
  })

  test('with one bridge name', () => {
    const named = options({ name: 'br0' })
    expect(refused({ options: named }, { networks: [{ ...other, options: named }] })).toBe(
      conflict('networks have same bridge name', 'br0', 'br0'),
    )
  })
})

test('what cannot be read comes before what clashes', () => {
  const bad = options({ enable_icc: 'maybe', gateway_mode_ipv4: 'isolated' })
  expect(refused({ options: bad, ipv4: false }, { networks: [networkInfo()] })).toMatch(/enable_icc/)
  expect(refused({ options: mode('isolated'), ipv4: false })).toMatch(/isolated/)
})

// Which endpoint gives a sandbox its default route (moby integration/network TestConnectWithPriority, sandbox_unix_test.go).
import { describe, expect, test } from 'vitest'
import { gatewaysOf, hasExternalAccess, leadsOut } from '../../src/cnm/gateway.js'
import { joinedBy, networkOf } from '../../src/cnm/lookup.js'
import { bridge } from '../../src/drivers/bridge/driver.js'
import { nothingJoined, type Driver } from '../../src/drivers/api.js'
import { ok } from '../../src/addr/result.js'
import { standardEnv } from '../../src/standard.js'
import { Lab, options, pool } from './lab.js'

const dual = (four: string, six: string) => ({ ipv6: true, ipam: [pool(four), pool(six)] })

const gateway4 = (lab: Lab) =>
  lab
    .state('web')
    .routes.filter((route) => route.startsWith('0.0.0.0/0'))
    .map((route) => route.slice('0.0.0.0/0 '.length))

/** The sandbox's networks, best gateway first. */
const order = (lab: Lab) =>
  joinedBy(lab.world, lab.sandbox('web').info()).map((e) => networkOf(lab.world, e.network).name)

const gateways = (lab: Lab) => {
  const { ipv4, ipv6 } = gatewaysOf(lab.world, joinedBy(lab.world, lab.sandbox('web').info()))
  const name = (e: typeof ipv4) => e && networkOf(lab.world, e.network).name
  return [name(ipv4), name(ipv6)]
}

describe('gw-priority', () => {
  const lab = new Lab()
  for (const n of [1, 2, 3, 4, 5]) lab.bridge(`testnet${n}`, { ipam: [pool(`10.100.${n * 10}.0/24`)] })
  lab.run('web', 'testnet1')
  const connect = (n: number, priority: number) => lab.connect(`testnet${n}`, 'web', { priority })

  // the steps build on each other, as in TestConnectWithPriority
  test.each<[string, () => unknown, string]>([
    ['the only network', () => 0, 'via 10.100.10.1 dev eth0'],
    ['a lower one changes nothing', () => connect(5, -100), 'via 10.100.10.1 dev eth0'],
    ['a higher one takes over at once', () => connect(2, 100), 'via 10.100.20.1 dev eth2'],
    ['lower ones do not', () => [connect(3, 10), connect(4, 10)], 'via 10.100.20.1 dev eth2'],
    [
      'it goes; of equals the first by name',
      () => lab.disconnect('testnet2', 'web'),
      'via 10.100.30.1 dev eth3',
    ],
    ['the other one', () => lab.disconnect('testnet3', 'web'), 'via 10.100.40.1 dev eth4'],
    ['0 is more than -100', () => lab.disconnect('testnet4', 'web'), 'via 10.100.10.1 dev eth0'],
  ])('%s', (_, step, expected) => {
    step()
    expect(gateway4(lab)).toEqual([expected])
  })
})

test('priority comes before internal and dual-stack (TestSandboxAddMultiPrio)', () => {
  const lab = new Lab()
  lab.bridge('nw0', dual('10.1.0.0/24', 'fe90::/64'))
  lab.bridge('nw1', { internal: true })
  lab.bridge('nw2')
  lab.run('web', '')
  for (const [network, priority] of [
    ['nw0', 1],
    ['nw1', 2],
    ['nw2', 3],
  ] as const)
    lab.connect(network, 'web', { priority })
  expect(order(lab)).toEqual(['nw2', 'nw1', 'nw0'])
  lab.disconnect('nw2', 'web')
  expect(order(lab)).toEqual(['nw1', 'nw0'])
})

test('of one priority: dual-stack, then by name, internal last (TestSandboxAddSamePrio)', () => {
  const lab = new Lab()
  lab.bridge('nw0')
  lab.bridge('nw1')
  lab.bridge('nw2', dual('10.1.0.0/24', 'fe90::/64'))
  lab.bridge('nw3', { internal: true })
  lab.run('web', 'nw1 nw2 nw3 nw0')
  expect(order(lab)).toEqual(['nw2', 'nw0', 'nw1', 'nw3'])
  expect(gateways(lab)).toEqual(['nw2', 'nw2'])
})

test('in 28.5 a dual-stack endpoint takes both families, even past an IPv4-only one of higher priority', () => {
  const lab = new Lab()
  lab.bridge('dual', dual('10.1.0.0/24', 'fd00:1::/64'))
  lab.bridge('four')
  lab.run('web', 'dual')
  lab.connect('four', 'web', { priority: 1000 })
  expect(order(lab)).toEqual(['four', 'dual'])
  expect(gateways(lab)).toEqual(['dual', 'dual'])
})

test('single-stack networks share: one is the gateway of IPv4, the other of IPv6', () => {
  const lab = new Lab()
  lab.bridge('four')
  lab.bridge('six', { ipv4: false, ipv6: true, ipam: [pool('fd00:6::/64')] })
  lab.run('web', 'four six')
  expect(gateways(lab)).toEqual(['four', 'six'])
})

test('an internal network leads nowhere: no default route, no external access', () => {
  const lab = new Lab()
  const inner = lab.bridge('inner', { internal: true })
  lab.run('web', 'inner')
  const endpoint = joinedBy(lab.world, lab.sandbox('web').info())[0]
  expect(endpoint && leadsOut(endpoint, 4)).toBe(false)
  expect(gateways(lab)).toEqual([null, null])
  expect(gateway4(lab)).toEqual([])
  expect(hasExternalAccess(lab.world, lab.sandbox('web').info())).toBe(false)
  expect(inner.info().pools4[0]?.gateway).toBe('172.18.0.1')
})

test('an endpoint of the user on docker_gwbridge is a candidate like any other', () => {
  const lab = new Lab()
  lab.bridge('docker_gwbridge')
  lab.bridge('zzz')
  lab.run('web', 'zzz')
  lab.connect('docker_gwbridge', 'web')
  expect(order(lab)).toEqual(['docker_gwbridge', 'zzz'])
})

test('a sandbox that needs docker_gwbridge does not join where that cannot be made', () => {
  const mute: Driver = { ...bridge, type: 'mute', join: () => ok({ ...nothingJoined, prefix: 'eth' }) }
  const lab = new Lab(standardEnv([mute]))
  lab.bridge('mine', { options: options({ name: 'docker_gwbridge' }) })
  lab.newNetwork('mute', 'silent')
  expect(() => lab.run('web', 'silent')).toThrow(
    /^error creating external connectivity network: cannot create network .*: networks have same bridge name$/,
  )
})

// Creating and deleting endpoints: addresses are taken at once, and given back.
import { describe, expect, test } from 'vitest'
import { CnmRefusal } from '../../src/cnm/errors.js'
import { bridge } from '../../src/drivers/bridge/driver.js'
import { driverError, type Driver } from '../../src/drivers/api.js'
import { standardEnv } from '../../src/standard.js'
import { ip, Lab, pool, refusal } from './lab.js'

const small = () => {
  const lab = new Lab()
  return { lab, net: lab.bridge('net1', { ipam: [pool('10.1.0.0/29')] }) }
}

test('the lowest free address after the gateway; a released one is given again', () => {
  const { net } = small()
  const addresses = ['a', 'b', 'c'].map((name) => net.createEndpoint(name))
  expect(addresses.map((e) => e.info().address4)).toEqual(['10.1.0.2/29', '10.1.0.3/29', '10.1.0.4/29'])
  addresses[1]?.delete()
  expect(net.createEndpoint('d').info().address4).toBe('10.1.0.3/29')
})

test('until there is none left', () => {
  const { net } = small()
  for (const name of ['a', 'b', 'c', 'd', 'e']) net.createEndpoint(name)
  try {
    net.createEndpoint('f')
    expect.unreachable()
  } catch (error) {
    expect(error instanceof CnmRefusal && error.message).toBe(
      `no available IPv4 addresses on this network's address pools: net1 (${net.id})`,
    )
  }
})

test('an address that was asked for; one that is taken or outside is refused', () => {
  const { net } = small()
  const at = (address: string) => () => net.createEndpoint(`at ${address}`, { address4: ip(address) })
  expect(at('10.1.0.5')().info().address4).toBe('10.1.0.5/29')
  expect(refusal(() => net.createEndpoint('other', { address4: ip('10.1.0.5') }))).toBe('ipam')
  expect(refusal(at('10.2.0.5'))).toBe('address-outside')
})

test('both families on a dual-stack network, none on host and none', () => {
  const lab = new Lab()
  lab.bridge('dual', { ipv6: true, ipam: [pool('fd00:1::/64')] })
  const created = (network: string) => lab.network(network)!.createEndpoint('web').info()
  expect(created('dual')).toMatchObject({ address4: '172.18.0.2/16', address6: 'fd00:1::2/64' })
  expect(created('none')).toMatchObject({ address4: null, address6: null, mac: null })
})

describe('refused', () => {
  test.each([
    ['name-empty', ' ', {}],
    ['endpoint-exists', 'taken', {}],
    ['not-link-local', 'web', { linkLocal: [ip('169.253.5.5')] }],
    ['ok', 'web', { linkLocal: [ip('169.254.7.7')] }],
  ] as const)('%s', (code, name, spec) => {
    const { net } = small()
    net.createEndpoint('taken')
    expect(refusal(() => net.createEndpoint(name, spec))).toBe(code)
  })

  test('by the driver: the address is free again (TestIpamReleaseOnNetDriverFailures)', () => {
    let broken = true
    const moody: Driver = {
      ...bridge,
      type: 'moody',
      createEndpoint: () => (broken ? driverError('internal', 'moody', 'not today') : null),
    }
    const lab = new Lab(standardEnv([moody]))
    const net = lab.newNetwork('moody', 'net1')
    const before = lab.world
    expect(refusal(() => net.createEndpoint('web'))).toBe('endpoint-creation')
    expect(lab.world).toBe(before)
    broken = false
    expect(net.createEndpoint('web').info().address4).toBe('172.18.0.2/16')
  })
})

// What a bridge network is on its host: a device with the gateway's address, a segment with a port for each endpoint.
import { expect, test } from 'vitest'
import { wire } from '../../../src/drivers/bridge/wire.js'
import type { NetworkInfo } from '../../../src/drivers/api.js'
import { ip, options } from '../../cnm/lab.js'
import { dual, endpointInfo, hostInfo, networkInfo } from '../info.js'

const deviceOf = (network: NetworkInfo) => wire(network, [], hostInfo()).interfaces[0]

test("the device holds the gateways' addresses", () => {
  expect(deviceOf(dual())).toMatchObject({
    name: 'br-0123456789ab',
    addresses: ['172.19.0.1/16', 'fdf8:b88e:bb5c:3483::1/64'],
    mtu: 1500,
    cause: { purpose: 'bridge-device', network: 'net1' },
  })
})

test.each([{ inhibit_ipv4: 'true' }, { gateway_mode_ipv4: 'isolated' }])(
  'no IPv4 address with %o',
  (short) => {
    expect(deviceOf(dual({ options: options(short) }))?.addresses).toEqual(['fdf8:b88e:bb5c:3483::1/64'])
  },
)

test('every joined endpoint has a port that answers for its addresses', () => {
  const [segment] = wire(
    networkInfo(),
    [endpointInfo(), endpointInfo({ id: 'e2', joined: null })],
    hostInfo(),
  ).segments
  expect(segment).toEqual({
    id: 'h1/br-0123456789ab',
    label: 'br-0123456789ab',
    filteredAs: null,
    ports: [
      { namespace: 'h1', interface: 'br-0123456789ab', addresses: ['172.19.0.1'], up: true },
      { namespace: 's1', interface: 'eth0', addresses: ['172.19.0.2'], up: true },
    ],
  })
})

test('with icc off, frames between two ports pass the packet filter of the host', () => {
  const quiet = networkInfo({ options: options({ enable_icc: 'false' }) })
  expect(wire(quiet, [], hostInfo()).segments[0]?.filteredAs).toEqual({
    namespace: 'h1',
    device: 'br-0123456789ab',
  })
})

test('the MTU is that of the option', () => {
  const network = networkInfo({ options: [['com.docker.network.driver.mtu', '1400']] })
  expect(deviceOf(network)?.mtu).toBe(1400)
  expect(wire(network, [endpointInfo()], hostInfo()).plugs).toEqual([
    { endpoint: 'e1', segment: 'h1/br-0123456789ab', mtu: 1400 },
  ])
})

test('docker-proxy listens for every binding that has a host port, unless it is switched off', () => {
  const binding = { protocol: 'tcp', containerIp: ip('172.19.0.2'), containerPort: 80 } as const
  const bindings = [
    { ...binding, hostIp: ip('0.0.0.0'), hostPort: 8080 },
    { ...binding, hostIp: ip('127.0.0.1'), hostPort: 8081 },
    { ...binding, hostIp: ip('0.0.0.0'), hostPort: 0 },
  ]
  const listeners = (userlandProxy: boolean) =>
    wire(networkInfo(), [endpointInfo({ bindings })], hostInfo({ userlandProxy })).listeners
  expect(listeners(true)).toMatchObject([
    { address: null, family: 4, port: 8080, relay: { address: '172.19.0.2', port: 80 } },
    { address: '127.0.0.1', port: 8081 },
  ])
  expect(listeners(false)).toEqual([])
})

import { expect, test } from 'vitest'
import type { EndpointName } from '../../src/cnm/world.js'
import { parseCidr } from '../../src/addr/cidr.js'
import { parseMac } from '../../src/addr/mac.js'
import { inspectEndpointSettings } from '../../src/engine/inspectEndpointSettings.js'
import type { DockerWorld, EndpointSettings } from '../../src/engine/state.js'
import { containerOf, networkOf, oneHost, plain, withCreated, withNetwork, withRunning } from './build.js'
import { findEndpoint } from '../../src/cnm/lookup.js'

const shown = (state: DockerWorld): unknown => {
  const container = containerOf(state, 'web1')
  return plain(inspectEndpointSettings(state, container, container.attachments[0]!))
}
const names: readonly EndpointName[] = [
  { name: 'web1', kind: 'container' },
  { name: 'db', kind: 'alias' },
  { name: '0123456789ab', kind: 'short-id' },
]

/** What is left without an endpoint, in recordings of created and stopped containers. */
const nothing = {
  MacAddress: '',
  NetworkID: '',
  EndpointID: '',
  Gateway: '',
  IPAddress: '',
  IPPrefixLen: 0,
  IPv6Gateway: '',
  GlobalIPv6Address: '',
  GlobalIPv6PrefixLen: 0,
  DNSNames: null,
}

const subnet6 = { subnet: parseCidr('fd00:3::/64') ?? null, range: null, gateway: null, auxiliary: [] }

test('all fields in their order', () => {
  const state = withRunning(withNetwork(oneHost(), 'net1', { ipv6: true, ipam: [subnet6] }), {
    name: 'web1',
    networks: [
      { network: 'net1', endpoint: { names }, memory: { lastNames: names.map(({ name }) => name) } },
    ],
  })
  const endpoint = findEndpoint(state.cnm, containerOf(state, 'web1').attachments[0]?.endpoint ?? '')!
  expect(JSON.stringify(shown(state))).toBe(
    JSON.stringify({
      IPAMConfig: null,
      Links: null,
      Aliases: null,
      MacAddress: endpoint.mac,
      DriverOpts: null,
      GwPriority: 0,
      NetworkID: networkOf(state, 'net1').id,
      EndpointID: endpoint.id,
      Gateway: '172.18.0.1',
      IPAddress: '172.18.0.2',
      IPPrefixLen: 16,
      IPv6Gateway: 'fd00:3::1',
      GlobalIPv6Address: 'fd00:3::2',
      GlobalIPv6PrefixLen: 64,
      DNSNames: ['web1', 'db', '0123456789ab'],
    }),
  )
})

test('null and empty are shown as the client sent them', () => {
  const asked = (settings: Partial<EndpointSettings>): unknown =>
    shown(withCreated(oneHost(), { name: 'web1', networks: [{ network: 'net1', settings }] }))
  const ipam = { ipv4: '', ipv6: '', linkLocal: [] }
  expect(asked({})).toMatchObject({ IPAMConfig: null, Links: null, Aliases: null, DriverOpts: null })
  expect(asked({ ipam, links: [], aliases: [], driverOpts: [] })).toMatchObject({
    IPAMConfig: {},
    Links: [],
    Aliases: [],
    DriverOpts: {},
  })
  expect(asked({ ipam: { ...ipam, ipv4: '10.0.0.9' } })).toHaveProperty('IPAMConfig', {
    IPv4Address: '10.0.0.9',
  })
  expect(asked({ ipam: { ipv4: '', ipv6: 'fd00::9', linkLocal: ['169.254.1.1'] } })).toHaveProperty(
    'IPAMConfig',
    {
      IPv6Address: 'fd00::9',
      LinkLocalIPs: ['169.254.1.1'],
    },
  )
  expect(asked({ links: ['cache:pal'], driverOpts: [['k', 'v']], gwPriority: -1 })).toMatchObject({
    Links: ['cache:pal'],
    DriverOpts: { k: 'v' },
    GwPriority: -1,
  })
})

test('on an internal network there is no gateway', () => {
  const state = withRunning(withNetwork(oneHost(), 'net1', { internal: true }), {
    name: 'web1',
    networks: [{ network: 'net1' }],
  })
  expect(shown(state)).toMatchObject({ Gateway: '', IPAddress: '172.18.0.2' })
})

test('on the default bridge there are no names; on host and none nothing but ids', () => {
  const on = (network: string): unknown =>
    shown(
      withRunning(oneHost(), {
        name: 'web1',
        networks: [{ network }],
        sandbox: { useHost: network === 'host' },
      }),
    )
  expect(on('bridge')).toMatchObject({ DNSNames: null, IPAddress: '172.17.0.2' })
  for (const network of ['host', 'none']) {
    const ids = {
      NetworkID: expect.stringMatching(/^\w{64}$/),
      EndpointID: expect.stringMatching(/^\w{64}$/),
    }
    expect(on(network)).toMatchObject({ ...nothing, ...ids })
  }
})

test('before the first start the MAC address is the one asked for, and the network has no id yet', () => {
  const macAddress = parseMac('02:42:ac:aa:00:09')!
  const created = { name: 'web1', networks: [{ network: 'net1', settings: { macAddress } }] }
  expect(shown(withCreated(oneHost(), created))).toMatchObject({
    ...nothing,
    MacAddress: '02:42:ac:aa:00:09',
  })
  const record = { startedAt: 3, finishedAt: 5, exitCode: 137, status: 'exited' as const }
  expect(shown(withCreated(oneHost(), { ...created, record }))).toMatchObject({ ...nothing })
})

test('a stopped container remembers the network and its names there', () => {
  const lastNetwork = 'f'.repeat(64)
  const lastNames = ['web1', 'db', '0123456789ab']
  const networks = [{ network: 'net1', memory: { lastNetwork, lastNames } }]
  const record = { startedAt: 3, finishedAt: 5, status: 'exited' as const }
  expect(shown(withCreated(oneHost(), { name: 'web1', networks, record }))).toMatchObject({
    ...nothing,
    NetworkID: lastNetwork,
    DNSNames: lastNames,
  })
})

test('connected while it does not run: names, but no network id', () => {
  const networks = [{ network: 'net2', memory: { lastNames: ['web1', 'al2', '0123456789ab'] } }]
  expect(shown(withCreated(oneHost(), { name: 'web1', networks }))).toMatchObject({
    ...nothing,
    DNSNames: ['web1', 'al2', '0123456789ab'],
  })
})

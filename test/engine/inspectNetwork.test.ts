import { expect, test } from 'vitest'
import { createEndpoint } from '../../src/cnm/createEndpoint.js'
import type { GoValue } from '../../src/engine/goValue.js'
import { inspectNetwork } from '../../src/engine/inspectNetwork.js'
import { at, containerOf, env, must, networkOf, oneHost, plain, withNetwork, withRunning } from './build.js'
import { findEndpoint } from '../../src/cnm/lookup.js'

const web = { name: 'web1', networks: [{ network: 'net1' }] }

test('a network with a container, as recorded from `docker network inspect`', () => {
  const state = withRunning(withNetwork(oneHost(), 'net1', { labels: [['x', 'y']] }), web)
  const network = networkOf(state, 'net1')
  const container = containerOf(state, 'web1')
  const endpoint = findEndpoint(state.cnm, container.attachments[0]?.endpoint ?? '')
  const shown = plain(inspectNetwork(env, state, network))
  expect(JSON.stringify(shown)).toBe(
    JSON.stringify({
      Name: 'net1',
      Id: network.id,
      Created: '2026-01-01T00:00:05Z', // the clock starts at 1; a host and its three networks come before
      Scope: 'local',
      Driver: 'bridge',
      EnableIPv4: true,
      EnableIPv6: false,
      IPAM: { Driver: 'default', Options: {}, Config: [{ Subnet: '172.18.0.0/16', Gateway: '172.18.0.1' }] },
      Internal: false,
      Attachable: false,
      Ingress: false,
      ConfigFrom: { Network: '' },
      ConfigOnly: false,
      Containers: {
        [container.id]: {
          Name: 'web1',
          EndpointID: endpoint?.id,
          MacAddress: endpoint?.mac,
          IPv4Address: '172.18.0.2/16',
          IPv6Address: '',
        },
      },
      Options: {},
      Labels: { x: 'y' },
    }),
  )
})

test('an endpoint in no sandbox goes by its own id', () => {
  const state = withNetwork(oneHost(), 'net1')
  const { id } = networkOf(state, 'net1')
  const { world, endpoint } = must(createEndpoint(env, state.cnm, id, { name: 'ep1' }))
  const shown = inspectNetwork(env, { ...state, cnm: world }, networkOf(state, 'net1'))
  expect(at(shown, 'Containers', `ep-${endpoint}`)).toHaveProperty('Name', 'ep1')
})

test('an endpoint without interface has no addresses', () => {
  const state = withRunning(oneHost(), {
    name: 'web1',
    networks: [{ network: 'host' }],
    sandbox: { useHost: true },
  })
  expect(
    at(inspectNetwork(env, state, networkOf(state, 'host')), 'Containers', containerOf(state, 'web1').id),
  ).toMatchObject({
    MacAddress: '',
    IPv4Address: '',
    IPv6Address: '',
  })
})

test('the default bridge has the options that the engine gave it', () => {
  const state = oneHost()
  expect(at(inspectNetwork(env, state, networkOf(state, 'bridge')), 'Options')).toEqual({
    'com.docker.network.bridge.default_bridge': 'true',
    'com.docker.network.bridge.enable_icc': 'true',
    'com.docker.network.bridge.enable_ip_masquerade': 'true',
    'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
    'com.docker.network.bridge.name': 'docker0',
    'com.docker.network.driver.mtu': '1500',
  })
})

test('a configuration network, and one that is made from it', () => {
  const options = [['com.docker.network.driver.mtu', '1400']] as const
  const state = withNetwork(oneHost(), 'conf1', { configOnly: true, options })
  expect(plain(inspectNetwork(env, state, networkOf(state, 'conf1')))).toMatchObject({
    Driver: 'null',
    IPAM: { Driver: 'default', Options: {}, Config: null },
    ConfigOnly: true,
    ConfigFrom: { Network: '' },
  })
  const both = withNetwork(state, 'net1', { configFrom: 'conf1' })
  expect(plain(inspectNetwork(env, both, networkOf(both, 'net1')))).toMatchObject({
    Driver: 'bridge',
    ConfigOnly: false,
    ConfigFrom: { Network: 'conf1' },
    Options: { 'com.docker.network.driver.mtu': '1400' },
  })
})

test('names that are properties of every object are labels like others', () => {
  const state = withNetwork(oneHost(), 'net1', {
    labels: [
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ],
  })
  const labels: GoValue = Reflect.get(Object(inspectNetwork(env, state, networkOf(state, 'net1'))), 'Labels')
  expect(labels).toEqual(
    new Map([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]),
  )
})

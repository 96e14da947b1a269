import { expect, test } from 'vitest'
import type { PortRequest } from '../../src/drivers/api.js'
import { containerPorts } from '../../src/engine/containerPorts.js'
import { portText } from '../../src/engine/portText.js'
import type { DockerWorld, PortKey } from '../../src/engine/state.js'
import type { Spec } from './build.js'
import { containerOf, oneHost, withCreated, withNetwork, withRunning } from './build.js'

const tcp = (port: number): PortKey => ({ port, protocol: 'tcp' })
const publish = (containerPort: number, hostPort: number): PortRequest => ({
  protocol: 'tcp',
  containerPort,
  hostIp: null,
  hostPort,
  hostPortEnd: hostPort,
})
const exposing = (
  exposed: readonly PortKey[],
  networks: Spec['networks'] = [{ network: 'bridge' }],
): Spec => ({
  name: 'web1',
  config: { exposed },
  networks,
})
const shown = (state: DockerWorld): unknown =>
  containerPorts(state, containerOf(state, 'web1')).map(({ port, bindings }) => [portText(port), bindings])

test('a published port has a binding for each family, in the order of a recording', () => {
  const spec = { ...exposing([tcp(80)]), sandbox: { publish: [publish(80, 8080)] } }
  expect(shown(withRunning(oneHost(), spec))).toEqual([
    [
      '80/tcp',
      [
        { hostIp: '0.0.0.0', hostPort: '8080' },
        { hostIp: '::', hostPort: '8080' },
      ],
    ],
  ])
})

test('an exposed port has none; ports are sorted as text', () => {
  const state = withRunning(oneHost(), exposing([tcp(80), tcp(443), { port: 53, protocol: 'udp' }]))
  expect(shown(state)).toEqual([
    ['443/tcp', null],
    ['53/udp', null],
    ['80/tcp', null],
  ])
})

test('a routed port has no port on the host', () => {
  const options = [['com.docker.network.bridge.gateway_mode_ipv4', 'routed']] as const
  const spec = { ...exposing([tcp(80)], [{ network: 'net1' }]), sandbox: { publish: [publish(80, 8082)] } }
  expect(shown(withRunning(withNetwork(oneHost(), 'net1', { options }), spec))).toEqual([
    ['80/tcp', expect.arrayContaining([{ hostIp: '0.0.0.0', hostPort: '' }])],
  ])
})

test('on an internal network nothing shows', () => {
  const spec = { ...exposing([tcp(80)], [{ network: 'net1' }]), sandbox: { publish: [publish(80, 8080)] } }
  expect(shown(withRunning(withNetwork(oneHost(), 'net1', { internal: true }), spec))).toEqual([])
})

test.each(['none', 'host'])('on network %s nothing shows', (network) => {
  const spec = { ...exposing([tcp(80)], [{ network }]), sandbox: { publish: [publish(80, 8080)] } }
  expect(shown(withRunning(oneHost(), spec))).toEqual([])
})

test('only while it runs, and only in the container that owns the sandbox', () => {
  const spec = exposing([tcp(80)])
  expect(shown(withCreated(oneHost(), spec))).toEqual([])
  expect(shown(withRunning(oneHost(), { ...spec, record: { status: 'exited', sandbox: null } }))).toEqual([])
  expect(shown(withRunning(oneHost(), { ...spec, record: { status: 'paused' } }))).toEqual([['80/tcp', null]])
  const mode = { hostConfig: { networkMode: `container:${'a'.repeat(64)}` } }
  expect(shown(withRunning(oneHost(), { ...spec, ...mode }))).toEqual([])
})

test('with two networks the bindings are those of the gateway', () => {
  const networks = [{ network: 'net1' }, { network: 'net2' }]
  const spec = { ...exposing([tcp(80)], networks), sandbox: { publish: [publish(80, 8080)] } }
  const state = withRunning(withNetwork(withNetwork(oneHost(), 'net1'), 'net2'), spec)
  expect(shown(state)).toEqual([
    [
      '80/tcp',
      [
        { hostIp: '0.0.0.0', hostPort: '8080' },
        { hostIp: '::', hostPort: '8080' },
      ],
    ],
  ])
})

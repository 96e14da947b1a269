import { expect, test } from 'vitest'
import { containerCreate } from '../../src/engine/containerCreate.js'
import { engineErrorText } from '../../src/engine/errors.js'
import { containerOf, env, oneHost, withCreated } from './build.js'
import type { Spec } from './build.js'

/** What is told of a container with these settings; '' when it is created. */
function refusal(spec: Omit<Spec, 'name'>): string {
  const state = oneHost()
  const { config, hostConfig } = containerOf(withCreated(state, { name: 'web', ...spec }), 'web')
  const made = containerCreate(env, state, 'h1', { name: 'web', config, hostConfig, networks: [] })
  return made.ok ? '' : engineErrorText(made.error.error)
}
const badSignal = { stopSignal: 'NOPE' }
const badPolicy = { restartPolicy: { name: 'sometimes', maximumRetryCount: 0 } }

// runconfig/config.go decodeContainerConfig, then daemon/container.go verifyContainerSettings, then the networks
test('of several mistakes the one is told that the engine sees first', () => {
  const inContainer = { networkMode: 'container:web', publishAll: true, ...badPolicy }
  expect(refusal({ config: { hostname: '', ...badSignal }, hostConfig: inContainer })).toBe(
    'conflicting options: port publishing and the container type network mode',
  )
  expect(refusal({ config: badSignal, hostConfig: badPolicy })).toBe('invalid signal: NOPE')
  expect(refusal({ config: { macAddress: 'xx' }, hostConfig: badPolicy })).toMatch(
    /^invalid restart policy: /,
  )
})

test('a MAC address is one of the network of the mode', () => {
  const config = { macAddress: 'xx' }
  expect(refusal({ config, hostConfig: { networkMode: 'bridge' } })).toBe(
    'invalid config for network bridge: invalid MAC address xx',
  )
  expect(refusal({ config, hostConfig: { networkMode: 'host' } })).toBe('')
})

// The bridge driver's options: what they are called, how they are read, and what is refused (recording bridge-options-invalid).
import { expect, test } from 'vitest'
import { acceptedOptions, bridgeOptions } from '../../../src/drivers/bridge/options.js'
import { options } from '../../cnm/lab.js'
import { networkInfo } from '../info.js'

const read = (short: Readonly<Record<string, string>>) => {
  const result = bridgeOptions(options(short))
  return result.ok ? result.value : result.error.message
}

test('without options: inter-container communication, masquerading, gateway mode nat', () => {
  expect(read({})).toMatchObject({
    device: null,
    icc: true,
    masquerade: true,
    mode4: 'nat',
    mode6: 'nat',
    binding: null,
    prefix: 'eth',
  })
})

test('the device is named after the network, unless the user names it', () => {
  expect(acceptedOptions(networkInfo()).device).toBe('br-0123456789ab')
  expect(acceptedOptions(networkInfo({ options: options({ name: 'docker0' }) })).device).toBe('docker0')
})

test.each([
  ['enable_icc', 'maybe', 'strconv.ParseBool: parsing "maybe": invalid syntax'],
  ['enable_ip_masquerade', '2', 'strconv.ParseBool: parsing "2": invalid syntax'],
  ['inhibit_ipv4', 'nah', 'strconv.ParseBool: parsing "nah": invalid syntax'],
  ['gateway_mode_ipv4', 'magic', 'unknown gateway mode magic'],
  ['host_binding_ipv4', '300.1.1.1', 'nil ip'],
])('%s=%s cannot be read', (key, value, why) => {
  expect(read({ [key]: value })).toBe(
    `failed to parse com.docker.network.bridge.${key} value: ${value} (${why})`,
  )
})

test('booleans are what Go takes for one; unknown options are taken as they are', () => {
  for (const no of ['0', 'f', 'F', 'false', 'FALSE', 'False'])
    expect(read({ enable_icc: no })).toMatchObject({ icc: false })
  expect(read({ unknown_option: '1' })).toEqual(read({}))
})

test('of an option given twice the later one counts', () => {
  const twice = [...options({ enable_icc: 'false' }), ...options({ enable_icc: 'true' })]
  expect(bridgeOptions(twice)).toMatchObject({ ok: true, value: { icc: true } })
})

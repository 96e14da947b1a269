// The bridge driver keeps the contract, with and without published ports, and says what endpoints get as their gateway.
import { expect, test } from 'vitest'
import type { NetworkInfo } from '../../../src/drivers/api.js'
import { bridge } from '../../../src/drivers/bridge/driver.js'
import { ip, options } from '../../cnm/lab.js'
import { driverContract } from '../contract.js'
import { endpointInfo, hostInfo, networkInfo, poolInfo } from '../info.js'
import { bridgeSample } from './sample.js'

driverContract(bridge, bridgeSample)

const gateway4 = (network: Partial<NetworkInfo>) => {
  const joined = bridge.join(networkInfo(network), endpointInfo(), hostInfo)
  return joined.ok ? joined.value.gateway4 : joined.error
}

test("endpoints get the bridge's address as their gateway, or the one that the user set instead", () => {
  expect(gateway4({})).toBe('172.19.0.1')
  const auxiliary = [['DefaultGatewayIPv4', ip('172.19.0.254')]] as const
  expect(gateway4({ pools4: [poolInfo('172.19.0.0/16', '172.19.0.1', { auxiliary })] })).toBe('172.19.0.254')
  expect(gateway4({ internal: true })).toBeNull()
})

test('no gateway address is reserved on an isolated network, nor on an internal one without it on the bridge', () => {
  const skip = (short: Readonly<Record<string, string>>, internal = true) =>
    bridge.skipGateway?.({ options: options(short), internal })
  expect(skip({ gateway_mode_ipv4: 'isolated' })).toEqual({ ok: true, value: { ipv4: true, ipv6: false } })
  expect(skip({ inhibit_ipv4: '1' })).toEqual({ ok: true, value: { ipv4: true, ipv6: false } })
  expect(skip({ inhibit_ipv4: '1' }, false)).toEqual({ ok: true, value: { ipv4: false, ipv6: false } })
})

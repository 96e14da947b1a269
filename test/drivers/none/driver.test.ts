// The none driver: one network, no addresses, nothing on the host; and the contract.
import { expect, test } from 'vitest'
import { none } from '../../../src/drivers/none/driver.js'
import { driverContract } from '../contract.js'
import { endpointInfo, hostInfo, networkInfo } from '../info.js'

const network = networkInfo({ name: 'none', pools4: [] })
const other = networkInfo({ id: 'fedcba987654'.padEnd(64, '1'), name: 'other-network', pools4: [] })
const web = endpointInfo({ address4: null })

driverContract(none, { network, endpoints: [web], other, host: hostInfo() })

test('there is one such network only', () => {
  const message = 'only one instance of "null" network is allowed'
  expect(none.createNetwork(other, hostInfo({ networks: [network] }))?.message).toBe(message)
})

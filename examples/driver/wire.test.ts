import { createLab } from 'cnm-sim'
import { expect, test } from 'vitest'
import { driverContract } from '../../test/drivers/contract.js'
import { endpointInfo, hostInfo, networkInfo, poolInfo } from '../../test/drivers/info.js'
import { prefix } from '../../test/cnm/lab.js'
import { wireDriver } from './wire.js'

// what every driver has to keep, this project's own drivers included
driverContract(wireDriver, {
  network: networkInfo(),
  endpoints: [
    endpointInfo(),
    endpointInfo({
      id: 'e2',
      name: 'db',
      address4: prefix('172.19.0.3/16'),
      joined: { namespace: 's2', interface: 'eth0' },
    }),
  ],
  other: networkInfo({
    id: 'fedcba987654'.padEnd(64, '1'),
    name: 'other-network',
    pools4: [poolInfo('10.99.0.0/24', null)],
    createdAt: 9,
  }),
  host: hostInfo(),
})

test('two containers hold the ends of a wire, and a third is left out', () => {
  const lab = createLab({ drivers: [wireDriver] })
  for (const line of [
    'network create -d wire cable',
    ...['aa', 'bb', 'cc'].map((name) => `run -dit --name ${name} --network cable alpine ash`),
  ])
    expect(lab.docker('h1', line)).toMatchObject({ exit: 0, stderr: '' })
  expect(lab.ping('h1/aa', 'bb').verdict).toBe('reachable')
  expect(lab.ping('h1/cc', 'bb').why).toBe('host-unreachable')
  expect(lab.ping('h1/aa', '192.0.2.50').why).toBe('network-unreachable')
})

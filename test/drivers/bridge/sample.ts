// Two bridge networks and two endpoints, for the contract of drivers.
import { ip, prefix } from '../../cnm/lab.js'
import type { Sample } from '../contract.js'
import { dual, endpointInfo, hostInfo, networkInfo, poolInfo } from '../info.js'

const web = endpointInfo({
  address6: prefix('fdf8:b88e:bb5c:3483::2/64'),
  bindings: [
    {
      protocol: 'tcp',
      containerIp: ip('172.19.0.2'),
      containerPort: 80,
      hostIp: ip('0.0.0.0'),
      hostPort: 8080,
    },
  ],
})
const db = endpointInfo({
  id: 'e2',
  name: 'db',
  address4: prefix('172.19.0.3/16'),
  address6: prefix('fdf8:b88e:bb5c:3483::3/64'),
  joined: { namespace: 's2', interface: 'eth0' },
  createdAt: 4,
  publishedAt: 5,
})

export const bridgeSample: Sample = {
  network: dual(),
  endpoints: [web, db],
  other: networkInfo({
    id: 'fedcba987654'.padEnd(64, '1'),
    name: 'other-network',
    pools4: [poolInfo('10.99.0.0/24', '10.99.0.1')],
    createdAt: 9,
  }),
  host: hostInfo(),
}

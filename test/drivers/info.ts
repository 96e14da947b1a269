// What a driver is shown, built by hand: for tests of drivers without a world around them.
import { mustParseIp } from '../../src/addr/ip.js'
import type { EndpointInfo, HostInfo, NetworkInfo, PoolInfo } from '../../src/drivers/api.js'
import { cidr, device, prefix } from '../cnm/lab.js'

export const poolInfo = (subnet: string, gateway: string | null, rest: Partial<PoolInfo> = {}): PoolInfo => ({
  subnet: cidr(subnet),
  range: null,
  gateway: gateway === null ? null : mustParseIp(gateway),
  auxiliary: [],
  ...rest,
})

export const networkInfo = (rest: Partial<NetworkInfo> = {}): NetworkInfo => ({
  id: '0123456789ab'.padEnd(64, '0'),
  publicId: '0123456789ab'.padEnd(64, '0'),
  cluster: null,
  name: 'net1',
  options: [],
  internal: false,
  ipv4: true,
  ipv6: false,
  pools4: [poolInfo('172.19.0.0/16', '172.19.0.1')],
  pools6: [],
  createdAt: 1,
  ...rest,
})

export const dual = (rest: Partial<NetworkInfo> = {}): NetworkInfo =>
  networkInfo({
    ipv6: true,
    pools6: [poolInfo('fdf8:b88e:bb5c:3483::/64', 'fdf8:b88e:bb5c:3483::1')],
    ...rest,
  })

export const endpointInfo = (rest: Partial<EndpointInfo> = {}): EndpointInfo => ({
  id: 'e1',
  name: 'web',
  mac: null,
  address4: prefix('172.19.0.2/16'),
  address6: null,
  virtual: [],
  linkLocal: [],
  options: [],
  publish: [],
  bindings: [],
  joined: { namespace: 's1', interface: 'eth0' },
  createdAt: 2,
  publishedAt: 3,
  ...rest,
})

export const hostInfo = (rest: Partial<HostInfo> = {}): HostInfo => ({
  id: 'h1',
  interfaces: [device('eth0', ['192.0.2.11/24', '2001:db8:1::11/64'], null)],
  agent: null,
  userlandProxy: true,
  devices: [],
  children: [],
  networks: [],
  ports: { bindings: [], listeners: [], cursors: [] },
  ...rest,
})

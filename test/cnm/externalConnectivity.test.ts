// Published ports follow the gateway (recording ports-gateway-moves; moby TestGatewaySelection, fixed ports).
import { describe, expect, test } from 'vitest'
import { Lab, options, pool, refusal } from './lab.js'
import { allEndpoints } from '../../src/cnm/lookup.js'

const any = (address: string) => [`0.0.0.0:8080->${address}:80/tcp`, `:::8080->${address}:80/tcp`]
const published = { publish: ['8080:80'], listen: [80] }

test('a network that becomes the gateway takes the ports, with its own bindings, and gives them back', () => {
  const lab = new Lab()
  lab.bridge('net1')
  lab.bridge('net2', { options: options({ host_binding_ipv4: '127.0.0.1' }) })
  lab.run('web1', 'net1', published)
  expect(lab.bindings('net1', 'web1')).toEqual(any('172.18.0.2'))
  expect(lab.http('peer', '192.0.2.11', 8080)).toBe('web1')

  lab.connect('net2', 'web1', { priority: 10 })
  expect(lab.bindings('net1', 'web1')).toEqual([])
  expect(lab.bindings('net2', 'web1')).toEqual(['127.0.0.1:8080->172.19.0.2:80/tcp'])
  expect(lab.http('peer', '192.0.2.11', 8080)).toBe('refused')
  expect(lab.http('h1', '127.0.0.1', 8080)).toBe('web1')

  lab.disconnect('net2', 'web1')
  expect(lab.bindings('net1', 'web1')).toEqual(any('172.18.0.2'))
  expect(lab.http('peer', '192.0.2.11', 8080)).toBe('web1')
})

test('an ephemeral port changes with the gateway, and not where the gateway stays', () => {
  const lab = new Lab()
  for (const name of ['aaa', 'ccc']) lab.bridge(name)
  lab.run('web1', 'bridge', { publish: ['70', '9000:90'] })
  const numbers = (network: string) => lab.bindings(network, 'web1').map((b) => /:(\d+)->/.exec(b)?.[1])
  expect(numbers('bridge')).toEqual(['9000', '9000', '32768', '32768'])
  lab.connect('aaa', 'web1')
  expect(numbers('aaa')).toEqual(['9000', '9000', '32769', '32769'])
  lab.disconnect('aaa', 'web1')
  expect(numbers('bridge')).toEqual(['9000', '9000', '32770', '32770'])
  lab.connect('ccc', 'web1')
  expect(numbers('bridge')).toEqual(['9000', '9000', '32770', '32770'])
})

describe('the two families (TestGatewaySelection)', () => {
  const lab = new Lab()
  lab.bridge('net4', { ipam: [pool('10.4.0.0/24')] })
  lab.bridge('net6', { ipv4: false, ipv6: true, ipam: [pool('fd00:6::/64')] })
  lab.bridge('net46', { ipv6: true, ipam: [pool('10.46.0.0/24'), pool('fd00:46::/64')] })
  lab.run('web', 'net4', published)

  // the steps build on each other
  test.each<[string, () => unknown, readonly string[]]>([
    ['IPv4 only: docker-proxy serves the IPv6 addresses of the host', () => 0, any('10.4.0.2')],
    [
      'an IPv6 gateway takes those over',
      () => lab.connect('net6', 'web'),
      ['0.0.0.0:8080->10.4.0.2:80/tcp', ':::8080->fd00:6::2:80/tcp'],
    ],
    ['and gives them back', () => lab.disconnect('net6', 'web'), any('10.4.0.2')],
    [
      'a dual-stack gateway takes both',
      () => lab.connect('net46', 'web'),
      ['0.0.0.0:8080->10.46.0.2:80/tcp', ':::8080->fd00:46::2:80/tcp'],
    ],
    ['and gives both back', () => lab.disconnect('net46', 'web'), any('10.4.0.2')],
  ])('%s', (_, step, expected) => {
    step()
    const left = allEndpoints(lab.world).flatMap((e) => e.bindings)
    expect(left.map((b) => `${b.hostIp}:${b.hostPort}->${b.containerIp}:${b.containerPort}/tcp`)).toEqual(
      expected,
    )
  })
})

test('on an internal network nothing is published; a normal one that is connected later publishes', () => {
  const lab = new Lab()
  lab.bridge('inner', { internal: true })
  lab.run('web', 'inner', published)
  expect(lab.bindings('inner', 'web')).toEqual([])
  expect(lab.http('peer', '192.0.2.11', 8080)).toBe('refused')
  lab.connect('bridge', 'web')
  expect(lab.http('peer', '192.0.2.11', 8080)).toBe('web')
})

test('a port that is taken undoes the join: the sandbox stays as it was', () => {
  const lab = new Lab()
  lab.bridge('aaa')
  lab.run('one', 'bridge', published)
  lab.run('two', '', published)
  const endpoint = lab.network('aaa')!.createEndpoint('two')
  const before = lab.world
  expect(refusal(() => endpoint.join(lab.sandbox('two')))).toBe('external-connectivity')
  expect(lab.world).toBe(before)
})

// Hosts, LANs, routes and cables: addHost, addLan, addRoute, setLink.
import { describe, expect, test } from 'vitest'
import { networksOn } from '../../src/cnm/lookup.js'
import { cidr, device, ip, Lab, refusal } from './lab.js'

const bare = (id: string, hasEngine = true) =>
  ({
    do: 'addHost',
    spec: { id, hasEngine, interfaces: [], routes: [], forwarding: true, nameservers: [], zone: null },
  }) as const

test('an engine starts with none, host and bridge; another machine with nothing', () => {
  const lab = new Lab()
  expect(networksOn(lab.world, 'h1').map((n) => `${n.name} ${n.driver}`)).toEqual([
    'none null',
    'host host',
    'bridge bridge',
  ])
  expect(networksOn(lab.world, 'peer')).toEqual([])
  expect(lab.namespace('peer').rules4).toBeNull()
})

test.each(['h1', 'peer'])('a second %s is refused', (id) => {
  expect(refusal(() => new Lab().apply(bare(id)))).toBe('host-exists')
})

test('a host may be called as it likes', () => {
  const lab = new Lab()
  for (const id of ['__proto__', 'constructor', 'rack/7', '🐳']) {
    lab.apply({ do: 'addLan', id: `${id} lan` })
    lab.apply(bare(id))
    lab.apply({ do: 'newNetwork', host: id, spec: { driver: 'bridge', name: id } })
    const { sandbox = '' } = lab.apply({ do: 'newSandbox', host: id, spec: { containerId: id } })
    const network = networksOn(lab.world, id).find((n) => n.name === id)!
    const { endpoint = '' } = lab.apply({ do: 'createEndpoint', network: network.id, spec: { name: id } })
    lab.apply({ do: 'join', endpoint, sandbox })
    expect(lab.ping(id, lab.world.endpoints[endpoint]!.address4!.split('/')[0]!)).toBe('answered 64')
  }
  lab.apply({ do: 'addLan', id: '__proto__' })
  expect(Object.keys(lab.world.lans)).toContain('__proto__')
})

describe('routes', () => {
  test('a route leads to the containers of another host, for whoever may address them', () => {
    const lab = new Lab()
    lab.bridge('net1', { options: [['com.docker.network.bridge.gateway_mode_ipv4', 'routed']] })
    lab.run('web', 'net1')
    expect(lab.ping('peer', '172.18.0.2')).toBe('network-unreachable')
    lab.apply({ do: 'addRoute', host: 'peer', to: cidr('172.18.0.0/16'), via: ip('192.0.2.11') })
    expect(lab.ping('peer', '172.18.0.2')).toBe('answered 63')
  })

  test('a second one to the same destination takes its place; one to nowhere is refused', () => {
    const lab = new Lab()
    const to = cidr('172.18.0.0/16')
    lab.apply({ do: 'addRoute', host: 'peer', to, via: ip('192.0.2.9') })
    lab.apply({ do: 'addRoute', host: 'peer', to, via: ip('192.0.2.11') })
    expect(lab.world.hosts['peer']?.routes.filter((r) => r.to === to)).toMatchObject([{ via: '192.0.2.11' }])
    const via = ip('10.0.0.1')
    expect(refusal(() => lab.apply({ do: 'addRoute', host: 'peer', to, via }))).toBe('next-hop-unreachable')
    expect(refusal(() => lab.apply({ do: 'addRoute', host: 'h9', to, via }))).toBe('host-not-found')
  })
})

test('a pulled cable is a link that is down, and a neighbour that does not answer', () => {
  const lab = new Lab()
  lab.run('web', 'bridge')
  expect(lab.ping('h1/web'.slice(3), '192.0.2.50')).toBe('answered 63')
  lab.apply({ do: 'setLink', host: 'h1', up: false })
  expect(lab.ask('h1', '192.0.2.50').ending).toMatchObject({ kind: 'link-down', at: 'h1', device: 'eth0' })
  expect(lab.ask('peer', '192.0.2.11').ending).toMatchObject({ kind: 'neighbour-unreachable', at: 'peer' })
  expect(lab.ping('web', '192.0.2.50')).toBe('host-unreachable')
  expect(lab.ping('h1', '172.17.0.2')).toBe('answered 64')
  lab.apply({ do: 'setLink', host: 'h1', up: true })
  expect(lab.ping('web', '192.0.2.50')).toBe('answered 63')
})

test('default subnets stay clear of the subnets that the host is on', () => {
  const lab = new Lab()
  const spec = { ...bare('h2').spec, interfaces: [device('eth0', ['172.17.0.9/16'], null)] }
  lab.apply({ do: 'addHost', spec })
  const docker0 = networksOn(lab.world, 'h2').find((n) => n.name === 'bridge')
  expect(docker0?.pools4[0]?.subnet).toBe('172.18.0.0/16')
})

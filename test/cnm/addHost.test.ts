// Machines in a world: with an engine or without, called as the user likes.
import { expect, test } from 'vitest'
import { endpointOf, networksOn } from '../../src/cnm/lookup.js'
import { device, Lab, refusal } from './lab.js'

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
    expect(lab.ping(id, endpointOf(lab.world, endpoint).address4!.split('/')[0]!)).toBe('answered 64')
  }
  lab.apply({ do: 'addLan', id: '__proto__' })
  expect(Object.keys(lab.world.lans)).toContain('__proto__')
})

test('a host whose bridges would be called as a LAN is refused', () => {
  const lab = new Lab()
  lab.apply({ do: 'addLan', id: 'rack/7/a' })
  expect(refusal(() => lab.apply(bare('rack/7')))).toBe('lan-like-bridge')
})

test('default subnets stay clear of the subnets that the host is on', () => {
  const lab = new Lab()
  const spec = { ...bare('h2').spec, interfaces: [device('eth0', ['172.17.0.9/16'], null)] }
  lab.apply({ do: 'addHost', spec })
  const docker0 = networksOn(lab.world, 'h2').find((n) => n.name === 'bridge')
  expect(docker0?.pools4[0]?.subnet).toBe('172.18.0.0/16')
})

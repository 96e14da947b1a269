// Expectations: recordings dns-add-host, dns-hostname, multi-disconnect-gateway and seed-user-bridge of Docker Engine 28.5.2.
import { expect, it } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { amendEndpoint } from '../../src/cnm/amend.js'
import { leave } from '../../src/cnm/leave.js'
import { endpointsOn, networkNamed } from '../../src/cnm/lookup.js'
import type { World } from '../../src/cnm/world.js'
import { networkIndex } from '../../src/reach/networkIndex.js'
import { resolve } from '../../src/reach/resolve.js'
import { connected, env, idOf, lab, must, subnets, withContainer, withNetwork } from './lab.js'

const find = (world: World, from: string, name: string) => resolve(env, world, idOf(world, from), name)
const net1 = withNetwork(lab(), 'net1')
const network = (world: World, name: string) => {
  const found = networkNamed(world, 'h1', name)
  if (!found) throw new Error(name)
  return found
}

it('a literal address is its own answer', () => {
  expect(find(net1, 'peer', '192.0.2.99').address).toBe('192.0.2.99')
})

it('the hosts file comes before the resolver', () => {
  const extraHosts = [{ address: mustParseIp('192.0.2.50'), names: ['web1'] }]
  const world = withContainer(withContainer(net1, 'web1', { on: ['net1'] }), 'web2', {
    on: ['net1'],
    extraHosts,
  })
  expect(find(world, 'web2', 'web1').address).toBe('192.0.2.50')
  expect(find(world, 'web1', 'web1id').address).toBe('172.18.0.2')
  expect(find(world, 'web1', 'localhost').address).toBe('127.0.0.1')
})

it('a link alias is known to the asker alone', () => {
  const db = withContainer(net1, 'db1', { on: ['net1'] })
  const links = [{ alias: 'database', target: 'db1' }]
  const world = withContainer(withContainer(db, 'web1', { on: [{ network: 'net1', links }] }), 'web2', {
    on: ['net1'],
  })
  expect(find(world, 'web1', 'database').address).toBe('172.18.0.2')
  expect(find(world, 'web2', 'database').address).toBeUndefined()
})

it('says who bears a name that was not found', () => {
  const world = withContainer(withContainer(net1, 'web1', { on: ['net1'] }), 'ctr1')
  expect(find(world, 'ctr1', 'web1').bearers).toEqual([
    { host: 'h1', network: 'net1', endpoint: 'web1', attached: false, named: true },
  ])
  expect(find(world, 'web1', 'CTR1').bearers).toEqual([
    { host: 'h1', network: 'bridge', endpoint: 'ctr1', attached: false, named: false },
  ])
  expect(find(world, 'web1', 'constructor').bearers).toEqual([])
})

it('a name leaves the network with its endpoint and follows a rename', () => {
  const world = withContainer(withContainer(net1, 'web1', { on: ['net1'] }), 'web2', { on: ['net1'] })
  const endpoint = endpointsOn(world, network(world, 'net1').id).find((e) => e.name === 'web1')
  const id = endpoint?.id ?? ''
  const names = [{ name: 'other', kind: 'container' }] as const
  const renamed = must(amendEndpoint(world, id, { name: 'other', names })).world
  expect(find(renamed, 'web2', 'other').address).toBe('172.18.0.2')
  expect(find(renamed, 'web2', 'web1').address).toBeUndefined()
  const gone = must(leave(env, world, id, idOf(world, 'web1'))).world
  expect(find(gone, 'web2', 'web1').address).toBeUndefined()
  expect(find(world, 'web2', 'web1').address).toBe('172.18.0.2')
})

it('of two networks the gateway’s answers; the file of a sandbox lists both', () => {
  const two = withNetwork(net1, 'net2')
  const base = withContainer(withContainer(two, 'same', { on: ['net1'] }), 'asker', { on: ['net2', 'net1'] })
  const world = connected(base, 'same', 'net2')
  expect(find(world, 'asker', 'same').addresses).toEqual(['172.18.0.2'])
  expect(find(world, 'same', 'sameid').address).toBe('172.18.0.2')
})

it('prefers the family that a route and its source favour', () => {
  const six = withNetwork(lab(), 'net6', subnets('172.18.0.0/16', 'fd00:55::/64'))
  const world = withContainer(withContainer(six, 'web1', { on: ['net6'] }), 'web2', { on: ['net6'] })
  expect(find(world, 'web1', 'web2').addresses).toEqual(['fd00:55::3', '172.18.0.3'])
  expect(find(world, 'web1', 'google.com').address).toBe('198.51.100.7')
})

it('the index of a network is the same value until the network changes', () => {
  const world = withContainer(net1, 'web1', { on: ['net1'] })
  const elsewhere = withContainer(world, 'ctr1')
  const here = withContainer(world, 'web2', { on: ['net1'] })
  const index = networkIndex(world, network(world, 'net1'))
  expect(networkIndex(elsewhere, network(elsewhere, 'net1'))).toBe(index)
  expect(networkIndex(here, network(here, 'net1'))).not.toBe(index)
})

// Expectations: recordings seed-default-bridge, seed-user-bridge, bridge-two-isolated, bridge-reach-outside,
// bridge-internal, bridge-icc-false, mode-host, mode-none of Docker Engine 28.5.2.
import { describe, expect, it } from 'vitest'
import { ping, pingResult } from '../../src/reach/ping.js'
import type { World } from '../../src/cnm/world.js'
import { connected, env, idOf, lab, subnets, withContainer, withNetwork } from './lab.js'

const asked = (world: World, from: string, target: string, family: 4 | 6 | 'any' = 'any') =>
  pingResult(ping(env, world, idOf(world, from), target, family))

const yes = (address: string, ttl = 64) => ({ ok: true, address, ttl })
const no = (why: string, address?: string) => ({ ok: false, why, ...(address !== undefined && { address }) })

describe('on the default bridge', () => {
  const world = ['ctr1', 'ctr2'].reduce((w, name) => withContainer(w, name), lab())

  it('containers reach each other by address and not by name', () => {
    expect(asked(world, 'ctr1', '172.17.0.3')).toEqual(yes('172.17.0.3'))
    expect(asked(world, 'ctr1', 'ctr2')).toEqual(no('no-such-name'))
  })

  it('the internet, the LAN and the host are reached, one router away', () => {
    expect(asked(world, 'ctr1', 'google.com')).toEqual(yes('198.51.100.7', 63))
    expect(asked(world, 'ctr1', '192.0.2.50')).toEqual(yes('192.0.2.50', 63))
    expect(asked(world, 'ctr1', '192.0.2.11')).toEqual(yes('192.0.2.11'))
    expect(asked(world, 'h1', '172.17.0.2')).toEqual(yes('172.17.0.2'))
  })

  it('what a router says about an address comes too late or as an error that ping does not hear', () => {
    expect(asked(world, 'ctr1', '203.0.113.9')).toEqual(no('timeout', '203.0.113.9'))
    expect(asked(world, 'ctr1', '192.0.2.99')).toEqual(no('timeout', '192.0.2.99'))
  })
})

describe('on user-defined bridges', () => {
  const networks = ['net1', 'net2'].reduce((w, name) => withNetwork(w, name), lab())
  const three = withContainer(withContainer(networks, 'web1', { on: ['net1'] }), 'web2', { on: ['net2'] })
  const world = withContainer(withContainer(three, 'web3'), 'web4', { on: ['net1'] })

  it('names are known on the same network only', () => {
    expect(asked(world, 'web1', 'web4')).toEqual(yes('172.18.0.3'))
    expect(asked(world, 'web1', 'web2')).toEqual(no('no-such-name'))
    expect(asked(world, 'web1', 'web3')).toEqual(no('no-such-name'))
  })

  it('networks are isolated, yet every gateway address answers', () => {
    expect(asked(world, 'web1', '172.19.0.2')).toEqual(no('timeout', '172.19.0.2'))
    expect(asked(world, 'web3', '172.18.0.2')).toEqual(no('timeout', '172.18.0.2'))
    expect(asked(world, 'web1', '172.19.0.1')).toEqual(yes('172.19.0.1'))
    expect(asked(world, 'web3', '172.18.0.1')).toEqual(yes('172.18.0.1'))
  })

  it('a second network brings its names', () => {
    const both = connected(world, 'web3', 'net1')
    expect(asked(both, 'web3', 'web1')).toEqual(yes('172.18.0.2'))
    expect(asked(both, 'web1', 'web3')).toEqual(yes('172.18.0.4'))
  })
})

describe('elsewhere', () => {
  it('an internal network ends at its gateway', () => {
    const world = ['web1', 'web2'].reduce(
      (w, name) => withContainer(w, name, { on: ['net1'] }),
      withNetwork(lab(), 'net1', { internal: true }),
    )
    expect(asked(world, 'web1', 'web2')).toEqual(yes('172.18.0.3'))
    expect(asked(world, 'web1', '172.18.0.1')).toEqual(yes('172.18.0.1'))
    expect(asked(world, 'web1', '192.0.2.50')).toEqual(no('network-unreachable', '192.0.2.50'))
    expect(asked(world, 'web1', 'google.com')).toEqual(no('no-such-name'))
  })

  it('with enable_icc=false neighbours are silent', () => {
    const options = [['com.docker.network.bridge.enable_icc', 'false']] as const
    const world = ['web1', 'web2'].reduce(
      (w, name) => withContainer(w, name, { on: ['net1'] }),
      withNetwork(lab(), 'net1', { options }),
    )
    expect(asked(world, 'web1', 'web2')).toEqual(no('timeout', '172.18.0.3'))
    expect(asked(world, 'web1', 'web1')).toEqual(yes('172.18.0.2'))
    expect(asked(world, 'web1', 'google.com')).toEqual(yes('198.51.100.7', 63))
  })

  it('network none has a loopback only', () => {
    const world = withContainer(lab(), 'web1', { on: ['none'] })
    expect(asked(world, 'web1', '127.0.0.1')).toEqual(yes('127.0.0.1'))
    expect(asked(world, 'web1', '172.17.0.1')).toEqual(no('network-unreachable', '172.17.0.1'))
    expect(asked(world, 'web1', 'google.com')).toEqual(no('no-such-name'))
  })

  it('network host asks as the host does, and prefers IPv6', () => {
    const world = withContainer(withContainer(lab(), 'hostweb', { on: ['host'] }), 'web1')
    expect(asked(world, 'hostweb', '172.17.0.2')).toEqual(yes('172.17.0.2'))
    expect(asked(world, 'hostweb', 'google.com')).toEqual(yes('2001:db8:ffff::7'))
  })

  it('the family can be chosen', () => {
    const world = ['web1', 'web2'].reduce(
      (w, name) => withContainer(w, name, { on: ['net1'] }),
      withNetwork(lab(), 'net1', subnets('172.18.0.0/16', 'fd00:abcd::/64')),
    )
    expect(asked(world, 'web1', 'web2', 6)).toEqual(yes('fd00:abcd::3'))
    expect(asked(world, 'web1', 'web2', 4)).toEqual(yes('172.18.0.3'))
    expect(asked(world, 'web1', '172.18.0.3', 6)).toEqual(no('no-such-name'))
  })
})

it('refuses to ask from nowhere', () => {
  expect(() => ping(env, lab(), 'constructor', '192.0.2.1')).toThrow('no sandbox and no host constructor')
})

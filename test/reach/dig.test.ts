// Expectations: recordings seed-*, bridge-internal, dns-custom-server, dns-aaaa-v4-only, dns-ptr, dns-add-host,
// mode-host of Docker Engine 28.5.2.
import { describe, expect, it } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { setLink } from '../../src/cnm/setLink.js'
import type { World } from '../../src/cnm/world.js'
import type { RecordType } from '../../src/dns/query.js'
import { dig, dnsResult } from '../../src/reach/dig.js'
import { env, idOf, lab, must, subnets, withContainer, withNetwork } from './lab.js'

/** `server RCODE data...`. */
function asked(world: World, from: string, name: string, type: RecordType = 'A'): string {
  const { server, rcode, answers } = dnsResult(dig(env, world, idOf(world, from), name, type))
  return [server, rcode, ...answers.map(({ ttl, data }) => `${ttl}:${data}`)].join(' ')
}

describe('on a user-defined network', () => {
  const net1 = withNetwork(lab(), 'net1')
  const world = withContainer(withContainer(net1, 'web1', { on: ['net1'] }), 'web2', { on: ['net1'] })

  it('the embedded resolver knows the names of the network', () => {
    expect(asked(world, 'web1', 'web2')).toBe('127.0.0.11 NOERROR 600:172.18.0.3')
    expect(asked(world, 'web1', 'WEB2.net1')).toBe('127.0.0.11 NOERROR 600:172.18.0.3')
    expect(asked(world, 'web1', 'web2', 'AAAA')).toBe('127.0.0.11 NOERROR')
    expect(asked(world, 'web1', '3.0.18.172.in-addr.arpa', 'PTR')).toBe('127.0.0.11 NOERROR 600:web2.net1.')
  })

  it('and asks the host’s server about others', () => {
    expect(asked(world, 'web1', 'google.com')).toBe('127.0.0.11 NOERROR 0:198.51.100.7')
    expect(asked(world, 'web1', 'nosuch')).toBe('127.0.0.11 NXDOMAIN')
    expect(asked(world, 'web1', 'nosuch.example')).toBe('127.0.0.11 SERVFAIL')
  })

  it('from the host’s namespace, so that the asker’s own routes do not matter', () => {
    const six = { ...subnets('fd00:66::/64'), ipv4: false }
    const world6 = withContainer(withNetwork(lab(), 'net6', six), 'six1', { on: ['net6'] })
    expect(asked(world6, 'six1', 'google.com')).toBe('127.0.0.11 NOERROR 0:198.51.100.7')
  })

  it('a dig gives up before the resolver has given up on a silent server', () => {
    const unplugged = must(setLink(env, world, 'h1', false)).world
    expect(asked(unplugged, 'web1', 'google.com')).toBe('127.0.0.11 TIMEOUT')
    expect(asked(unplugged, 'web1', 'web2')).toBe('127.0.0.11 NOERROR 600:172.18.0.3')
  })
})

it('an internal network asks nobody outside', () => {
  const world = withContainer(withNetwork(lab(), 'net1', { internal: true }), 'web1', { on: ['net1'] })
  expect(asked(world, 'web1', 'google.com')).toBe('127.0.0.11 SERVFAIL')
  expect(asked(world, 'web1', 'web1')).toBe('127.0.0.11 NOERROR 600:172.18.0.2')
})

it('without an embedded resolver the host’s server is asked directly', () => {
  const world = withContainer(withContainer(lab(), 'ctr1'), 'ctr2', { on: ['host'] })
  expect(asked(world, 'ctr1', 'ctr2')).toBe('192.0.2.1 NXDOMAIN')
  expect(asked(world, 'ctr1', 'google.com')).toBe('192.0.2.1 NOERROR 0:198.51.100.7')
  expect(asked(world, 'ctr2', 'google.com')).toBe('192.0.2.1 NOERROR 0:198.51.100.7')
  expect(asked(world, 'h1', 'google.com')).toBe('192.0.2.1 NOERROR 0:198.51.100.7')
})

describe('--dns', () => {
  const dns = (...servers: string[]) => ({ servers: servers.map(mustParseIp), search: [], options: [] })
  const net1 = withNetwork(lab(), 'net1')
  const world = [
    ['web1', 'net1', dns('192.0.2.1')],
    ['web2', 'net1', dns('192.0.2.50', '192.0.2.1')],
    ['web3', 'bridge', dns('192.0.2.1', '192.0.2.50')],
    ['web4', 'bridge', dns('192.0.2.50')],
    ['web6', 'net1', dns('127.0.0.1')],
  ] as const
  const all = world.reduce((w, [name, on, own]) => withContainer(w, name, { on: [on], dns: own }), net1)

  it.each([
    ['web1', '127.0.0.11 NOERROR 0:198.51.100.7'],
    ['web2', '127.0.0.11 NOERROR 0:198.51.100.7'],
    ['web3', '192.0.2.1 NOERROR 0:198.51.100.7'],
    ['web4', '192.0.2.50 TIMEOUT'],
    ['web6', '127.0.0.11 SERVFAIL'],
  ])('%s: %s', (name, expected) => {
    expect(asked(all, name, 'google.com')).toBe(expected)
  })
})

it('the hosts file is none of dig’s business', () => {
  const extraHosts = [{ address: mustParseIp('192.0.2.50'), names: ['web3'] }]
  const net1 = withContainer(withNetwork(lab(), 'net1'), 'web3', { on: ['net1'] })
  const world = withContainer(net1, 'web7', { on: ['net1'], extraHosts })
  expect(asked(world, 'web7', 'web3')).toBe('127.0.0.11 NOERROR 600:172.18.0.2')
})

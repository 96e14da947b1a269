// What `ping NAME` uses in a container, against recordings.
import { describe, expect, test } from 'vitest'
import { familyOf, mustParseIp, type Family } from '../../src/addr/ip.js'
import { buildHostsFile, endpointHosts } from '../../src/dns/hostsFile.js'
import { resolveEmbedded } from '../../src/dns/resolver.js'
import { resolveStub, type AskServer, type StubView } from '../../src/dns/stub.js'
import { answerZone, labZone } from '../../src/dns/zone.js'
import { askLab, named, network, on } from './views.js'

const web1 = named('web1', '172.18.0.2')
const dual = named('dual', '172.18.0.3', 'fd00:55::3')
const embedded = on(network('net1', [web1, dual]))

const askServer: AskServer = (server, query) => {
  if (server === '127.0.0.11') return resolveEmbedded(embedded, query, askLab)
  if (server === '192.0.2.1') return { ...answerZone(labZone, query), seconds: 0 }
  return { rcode: 'TIMEOUT', answers: [], seconds: 0 }
}

const view = (nameserver: string, search: readonly string[], ...options: string[]): StubView => ({
  hosts: buildHostsFile({
    ipv6: true,
    extra: [{ address: mustParseIp('192.0.2.50'), names: ['web3'] }],
    endpoints: endpointHosts('aa2c66c864f3', '', [mustParseIp('172.18.0.9')]),
  }),
  resolv: { nameservers: [mustParseIp(nameserver)], search, options },
  sourceFor: (to) => mustParseIp(familyOf(to) === 4 ? '172.18.0.9' : 'fd00:55::9'),
})

const plain = view('127.0.0.11', [], 'ndots:0')
const found = (from: StubView, name: string, want: Family | 'any' = 'any') =>
  resolveStub(from, name, want, askServer).address

describe('order', () => {
  test('an address is itself', () => {
    expect(found(plain, '172.18.0.77')).toBe('172.18.0.77')
    expect(found(plain, '172.18.0.77', 6)).toBeUndefined()
  })

  test('/etc/hosts goes before DNS (dns-add-host)', () => {
    expect(found(plain, 'web3')).toBe('192.0.2.50')
    expect(found(plain, 'AA2C66C864F3')).toBe('172.18.0.9')
    expect(found(plain, 'localhost')).toBe('127.0.0.1')
    expect(found(plain, 'web1')).toBe('172.18.0.2')
  })

  test('of both families the better one for the source comes first (dns-ipv6-network)', () => {
    expect(found(plain, 'dual')).toBe('fd00:55::3')
    expect(found(plain, 'dual', 4)).toBe('172.18.0.3')
    expect(found(plain, 'google.com')).toBe('198.51.100.7')
    expect(found(plain, 'google.com', 6)).toBe('2001:db8:ffff::7')
    expect(found(plain, 'web1', 6)).toBeUndefined()
  })
})

describe('the search list (dns-search)', () => {
  test('on a user network the name as it stands comes first', () => {
    const web2 = view('127.0.0.11', ['com'], 'ndots:0')
    expect(found(plain, 'google')).toBeUndefined()
    expect(found(web2, 'google')).toBe('198.51.100.7')
    expect(found(web2, 'web1')).toBe('172.18.0.2')
    expect(found(web2, 'www.google')).toBe('198.51.100.7')
    expect(found(web2, 'google.')).toBeUndefined()
    expect(found(web2, 'google.com.')).toBe('198.51.100.7')
    expect(found(web2, 'nosuch.example')).toBeUndefined()
  })

  test('SERVFAIL for one domain lets the next one have its try', () => {
    expect(found(view('127.0.0.11', ['lan', 'com'], 'ndots:2', 'timeout:1'), 'google')).toBe('198.51.100.7')
    expect(found(view('127.0.0.11', ['lan', 'com'], 'ndots:2', 'timeout:1'), 'peer')).toBe('192.0.2.50')
    expect(found(view('127.0.0.11', ['lan', 'com'], 'ndots:2'), 'web1')).toBe('172.18.0.2')
  })

  test('on the default bridge the search domain comes first, and a refusal ends the search', () => {
    expect(found(view('192.0.2.1', ['com']), 'google')).toBe('198.51.100.7')
    expect(found(view('192.0.2.1', ['lan', 'com']), 'google')).toBeUndefined()
    expect(found(view('192.0.2.1', ['lan', 'com']), 'www.google')).toBeUndefined()
    expect(found(view('192.0.2.1', ['lan', 'com']), 'peer')).toBe('192.0.2.50')
  })
})

describe('reasons', () => {
  test('the steps say who was asked for what, and why it said so', () => {
    const { why } = resolveStub(view('127.0.0.11', ['com'], 'ndots:0'), 'google', 4, askServer)
    expect(why).toMatchObject([
      { step: 'server-asked', server: '127.0.0.11', query: { name: 'google', type: 'A' }, rcode: 'NXDOMAIN' },
      { step: 'server-asked', query: { name: 'google.com' }, rcode: 'NOERROR', addresses: ['198.51.100.7'] },
    ])
    expect(why.at(-1)).toHaveProperty('why.1.step', 'upstream-asked')
  })

  test('no nameserver, silence, and names that fit no message', () => {
    const none = { ...plain, resolv: { ...plain.resolv, nameservers: [] } }
    expect(resolveStub(none, 'web1', 4, askServer).why).toEqual([{ step: 'no-nameserver' }])
    expect(found(view('192.0.2.50', ['com'], 'ndots:2'), 'google.com')).toBeUndefined()
    expect(resolveStub(plain, 'a..b', 4, askServer).why).toEqual([{ step: 'unsendable', name: 'a..b' }])
  })

  test('a program that waits 5 seconds hears what a silent upstream delays by 4 (asked of the engine)', () => {
    const upstreams = ['192.0.2.99', '192.0.2.1'].map((each) => ({
      address: mustParseIp(each),
      from: 'sandbox' as const,
    }))
    const slow: AskServer = (_, query) =>
      resolveEmbedded(
        { networks: [], forwarding: { upstreams, proxyDns: true, ndotsSet: false } },
        query,
        askLab,
      )
    expect(resolveStub(plain, 'google.com', 4, slow).address).toBe('198.51.100.7')
    expect(
      resolveStub(view('127.0.0.11', [], 'timeout:1', 'ndots:0'), 'google.com', 4, slow).address,
    ).toBeUndefined()
  })

  test('the second nameserver is asked when the first is silent', () => {
    const two = { ...plain.resolv, nameservers: ['192.0.2.50', '192.0.2.1'].map(mustParseIp) }
    expect(found({ ...plain, resolv: two }, 'google.com')).toBe('198.51.100.7')
  })
})

// What the embedded resolver answers, against recordings of Docker Engine 28.5.2, and what it never does.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mustParseIp } from '../../src/addr/ip.js'
import { indexNames, type NameRecord } from '../../src/dns/names.js'
import { recordTypes } from '../../src/dns/query.js'
import { asSeenWithin, resolveEmbedded, type ResolverView } from '../../src/dns/resolver.js'
import { alias, ask, askLab, internalOnly, named, network, on, outside } from './views.js'

const web1 = named('web1', '172.18.0.2')
const web2 = named('web2', '172.18.0.3')
const net1 = network('net1', [web1, alias('db', web1), web2])

describe('names of containers', () => {
  test('a container is found by name and alias, with a TTL of 600 (dns-alias-run)', () => {
    const { rcode, answers } = resolveEmbedded(on(net1), { name: 'db', type: 'A' }, askLab)
    expect({ rcode, answers }).toEqual({
      rcode: 'NOERROR',
      answers: [{ ttl: 600, type: 'A', data: '172.18.0.2' }],
    })
  })

  test('NAME.NETWORK is a name; the network part is compared exactly, the rest is not (dns-fqdn)', () => {
    expect(ask(on(net1), 'web1.net1')).toBe('NOERROR 172.18.0.2')
    expect(ask(on(net1), 'db.net1.')).toBe('NOERROR 172.18.0.2')
    expect(ask(on(net1), 'WEB1.net1')).toBe('NOERROR 172.18.0.2')
    expect(ask(on(net1), 'web1.NET1')).toBe('SERVFAIL')
    expect(ask(on(net1), 'web1.net2')).toBe('SERVFAIL')
    expect(ask(on(net1), 'web1.net1.net1')).toBe('SERVFAIL')
    expect(ask(on(net1), 'net1')).toBe('NXDOMAIN')
  })

  test('a network with a dot in its name (dns-fqdn)', () => {
    const dotted = network('my.net', [named('web3', '172.19.0.2')])
    expect(ask(on(dotted), 'web3.my.net')).toBe('NOERROR 172.19.0.2')
    expect(ask(on(net1), 'web3.my.net')).toBe('SERVFAIL')
  })

  test('one name on several containers has all their addresses (dns-alias-is-a-name)', () => {
    expect(ask(on(network('net1', [web1, web2, alias('web1', web2)])), 'web1')).toBe(
      'NOERROR 172.18.0.2 172.18.0.3',
    )
  })

  test('two records with one address give it once', () => {
    expect(ask(on(network('net1', [web1, alias('web1', web1)])), 'web1')).toBe('NOERROR 172.18.0.2')
  })

  test('a container hides an outside name (dns-shadow-outside)', () => {
    const view = on(network('net1', [named('google.com', '172.18.0.2')]))
    expect(ask(view, 'google.com')).toBe('NOERROR 172.18.0.2')
    expect(ask(view, 'google.com', 'AAAA')).toBe('NOERROR')
    expect(ask(view, 'google.com', 'MX')).toBe('NOERROR')
    expect(ask(on(net1), 'google.com')).toBe('NOERROR 198.51.100.7')
  })

  test('an empty alias answers for the root (asked of the engine: --network-alias "")', () => {
    expect(ask(on(network('net1', [alias('', web1)])), '.')).toBe('NOERROR 172.18.0.2')
  })
})

describe('several networks', () => {
  const net6 = network('net6', [named('two', 'fd00:66::5')])
  const net4 = network('net4', [named('two', '172.18.0.11')])

  test('the first network that knows the name answers, even in the other family (asked of the engine)', () => {
    expect(ask(on(net4, net6), 'two')).toBe('NOERROR 172.18.0.11')
    expect(ask(on(net4, net6), 'two', 'AAAA')).toBe('NOERROR')
    expect(ask(on(net6, net4), 'two')).toBe('NOERROR')
    expect(ask(on(net6, net4), 'two', 'AAAA')).toBe('NOERROR fd00:66::5')
    expect(ask(on(net4, net6), 'two.net6', 'AAAA')).toBe('NOERROR fd00:66::5')
  })

  test('the explanation names what was shadowed', () => {
    const { why } = resolveEmbedded(on(net4, net6), { name: 'two', type: 'A' }, askLab)
    expect(why).toEqual([
      { step: 'network-asked', network: 'net4', name: 'two', found: 'addresses' },
      { step: 'matched', network: 'net4', name: 'two', family: 4, records: [named('two', '172.18.0.11')] },
      { step: 'shadowed', network: 'net6', name: 'two', records: [named('two', 'fd00:66::5')] },
    ])
  })
})

describe('links of the asker on a user network (asked of the engine)', () => {
  const links = [
    { alias: 'Alias', target: 'web1' },
    { alias: 'web1', target: 'web2' },
    { alias: 'web3', target: 'nosuch' },
  ]
  const view = on(network('net1', [web1, web2, named('web3', '172.18.0.4')], links))

  test('an alias is followed, compared as it was typed', () => {
    expect(ask(view, 'Alias')).toBe('NOERROR 172.18.0.2')
    expect(ask(view, 'Alias.net1')).toBe('NOERROR 172.18.0.2')
    expect(ask(view, 'Alias', 'AAAA')).toBe('NOERROR')
    expect(ask(view, 'Alias', 'MX')).toBe('NOERROR')
    expect(ask(view, 'alias')).toBe('NXDOMAIN')
  })

  test('an alias hides the name that it equals, in that spelling', () => {
    expect(ask(view, 'web1')).toBe('NOERROR 172.18.0.3')
    expect(ask(view, 'WEB1')).toBe('NOERROR 172.18.0.2')
    expect(ask(view, 'web3')).toBe('NXDOMAIN')
  })
})

describe('other record types (dns-record-types, dns-ipv6-network)', () => {
  test('MX of a known name is empty, others are asked outside', () => {
    expect(ask(on(net1), 'web2', 'MX')).toBe('NOERROR')
    for (const type of ['TXT', 'SRV', 'NS', 'CNAME', 'SOA', 'ANY', 'HTTPS', 'TYPE65'] as const)
      expect(ask(on(net1), 'web2', type)).toBe('NXDOMAIN')
    expect(ask(on(net1), 'google.com', 'MX')).toBe('SERVFAIL')
  })

  test('PTR names the container and the network, for addresses on its own networks', () => {
    const dual = network('dual', [named('web2', '172.19.0.3', 'fd00:55::3')])
    const name6 = '3.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.5.5.0.0.0.0.d.f.ip6.arpa'
    expect(ask(on(net1), '2.0.18.172.in-addr.arpa', 'PTR')).toBe('NOERROR web1.net1.')
    expect(ask(on(net1, dual), '3.0.19.172.in-addr.arpa', 'PTR')).toBe('NOERROR web2.dual.')
    expect(ask(on(dual), name6, 'PTR')).toBe('NOERROR web2.dual.')
    expect(ask(on(net1), '3.0.19.172.in-addr.arpa', 'PTR')).toBe('SERVFAIL')
    expect(ask(on(net1), '2.0.18.172.IN-ADDR.ARPA', 'PTR')).toBe('SERVFAIL')
    expect(ask(on(net1), '2.0.18.172.in-addr.arpa')).toBe('SERVFAIL')
    expect(ask(on(net1), 'web2', 'PTR')).toBe('NXDOMAIN')
  })

  test('a name that no message can carry is SERVFAIL, and nobody else is asked', () => {
    const long = network('net1', [named('x'.repeat(64), '172.18.0.2')])
    const { rcode, why } = resolveEmbedded(on(long), { name: '2.0.18.172.in-addr.arpa', type: 'PTR' }, () =>
      expect.unreachable(),
    )
    expect([rcode, why.at(-1)?.step]).toEqual(['SERVFAIL', 'unsendable'])
  })
})

describe('forwarding (dns-nxdomain-servfail, dns-custom-server, bridge-internal)', () => {
  const forwarding = (changes: Partial<ResolverView['forwarding']>): ResolverView => ({
    networks: [net1],
    forwarding: { ...outside, ...changes },
  })
  const given = (...addresses: string[]): ResolverView =>
    forwarding({ upstreams: addresses.map((each) => ({ address: mustParseIp(each), from: 'sandbox' })) })

  test('a refusal becomes SERVFAIL, NXDOMAIN is handed on', () => {
    expect(ask(on(net1), 'nosuch')).toBe('NXDOMAIN')
    expect(ask(on(net1), 'nosuch.example')).toBe('SERVFAIL')
  })

  test('on internal networks only, the host’s servers are not asked', () => {
    const view: ResolverView = { networks: [net1], forwarding: internalOnly }
    expect(ask(view, 'nosuch')).toBe('SERVFAIL')
    expect(ask(view, 'web1')).toBe('NOERROR 172.18.0.2')
    expect(resolveEmbedded(view, { name: 'google.com', type: 'A' }, askLab).why.at(-1)).toEqual({
      step: 'upstream-skipped',
      server: { address: '192.0.2.1', from: 'host' },
      reason: 'internal-only',
    })
  })

  test('the next server is asked when one is dead; a fourth one never is', () => {
    expect(ask(given('192.0.2.50', '192.0.2.1'), 'google.com')).toBe('NOERROR 198.51.100.7')
    expect(ask(given('192.0.2.50', '192.0.2.50', '192.0.2.50', '192.0.2.1'), 'google.com')).toBe('SERVFAIL')
    expect(ask(given(), 'google.com')).toBe('SERVFAIL')
  })

  test('the resolver does not ask itself, and does not count itself', () => {
    expect(ask(given('127.0.0.11'), 'google.com')).toBe('SERVFAIL')
    expect(ask(given('127.0.0.11', '127.0.0.11', '127.0.0.11', '192.0.2.1'), 'google.com')).toBe(
      'NOERROR 198.51.100.7',
    )
  })

  test('a silent server costs 4 seconds; who waits less sees a timeout', () => {
    const silent = resolveEmbedded(given('192.0.2.99'), { name: 'nosuch', type: 'A' }, askLab)
    expect(silent).toMatchObject({ rcode: 'SERVFAIL', seconds: 4 })
    expect(asSeenWithin(silent, 1).rcode).toBe('TIMEOUT')
    expect(asSeenWithin(silent, 5).rcode).toBe('SERVFAIL')
  })

  test('with ndots set, addresses of unknown single labels stay at home, on internal networks too', () => {
    expect(ask(forwarding({ ndotsSet: true }), 'nosuch')).toBe('NOERROR')
    expect(ask(forwarding({ ndotsSet: true }), 'nosuch', 'AAAA')).toBe('NOERROR')
    expect(ask(forwarding({ ndotsSet: true }), 'nosuch', 'MX')).toBe('NXDOMAIN')
    expect(ask(forwarding({ ndotsSet: true }), 'google.com')).toBe('NOERROR 198.51.100.7')
    expect(ask(forwarding({ ndotsSet: true, proxyDns: false }), 'nosuch')).toBe('NOERROR')
    expect(ask(forwarding({ ndotsSet: true, proxyDns: false }), 'nosuch', 'MX')).toBe('SERVFAIL')
  })

  test('a name of a network that the sandbox is not on is only a remark', () => {
    const record = named('lone', '172.20.0.2')
    const view: ResolverView = { ...on(net1), elsewhere: () => [{ network: 'far', record }] }
    expect(resolveEmbedded(view, { name: 'lone', type: 'A' }, askLab).why).toContainEqual({
      step: 'elsewhere',
      network: 'far',
      record,
    })
    expect(ask(view, 'lone')).toBe('NXDOMAIN')
  })
})

describe('laws', () => {
  const names = fc.oneof(
    fc.constantFrom(
      'web',
      'WEB',
      'web.net1',
      'a.b.c',
      '__proto__',
      'constructor',
      '',
      '.',
      '..',
      '2.0.18.172.in-addr.arpa',
    ),
    fc.string({ maxLength: 20 }),
    fc
      .array(fc.constantFrom('web', 'net1', 'net2', 'in-addr', 'arpa', '', 'A'), { maxLength: 5 })
      .map((l) => l.join('.')),
  )
  const addresses = fc.subarray(['172.18.0.2', '172.18.0.3', '10.0.0.9', 'fd00::2', 'fd00::3'])
  const records = fc.array(
    fc.tuple(names, addresses).map(([name, list]): NameRecord => named(name, ...list)),
    { maxLength: 6 },
  )
  const worlds = fc.tuple(records, records).map(([a, b]) => [network('net1', a), network('net2', b)] as const)
  const types = fc.constantFrom(...recordTypes)

  test('it never throws, and says something about every question', () => {
    fc.assert(
      fc.property(worlds, names, types, (world, name, type) => {
        expect(resolveEmbedded(on(...world), { name, type }, askLab).why).not.toEqual([])
      }),
    )
  })

  test('names without a network part are answered alike in any case', () => {
    const letters = names.filter((name) => !name.includes('.') && /^[\x20-\x7e]*$/.test(name))
    fc.assert(
      fc.property(worlds, letters, fc.constantFrom('A', 'AAAA', 'MX'), (world, name, type) => {
        const said = ask(on(...world), name, type)
        expect(ask(on(...world), name.toUpperCase(), type)).toBe(said)
        expect(ask(on(...world), name.toLowerCase(), type)).toBe(said)
      }),
    )
  })

  test('answers of several networks are never merged', () => {
    fc.assert(
      fc.property(worlds, names, fc.constantFrom('A', 'AAAA'), ([first, second], name, type) => {
        const alone = [first, second].map((each) =>
          ask({ networks: [each], forwarding: internalOnly }, name, type),
        )
        expect(alone).toContain(ask({ networks: [first, second], forwarding: internalOnly }, name, type))
      }),
    )
  })

  test('a network that comes later never changes what an earlier one answers', () => {
    fc.assert(
      fc.property(worlds, names, ([first, second], name) => {
        const alone = resolveEmbedded(on(first), { name, type: 'A' }, askLab)
        fc.pre(alone.why.some(({ step }) => step === 'matched'))
        // a reading such as `web` on network `net1` comes after the whole name on any network
        fc.pre(!second.records.has(name.toLowerCase().replace(/\.$/, '')))
        expect(ask(on(first, second), name)).toBe(
          [alone.rcode, ...alone.answers.map(({ data }) => data)].join(' '),
        )
      }),
    )
  })

  test('records of a network that the sandbox is not on change no reply', () => {
    fc.assert(
      fc.property(worlds, records, names, types, ([near], far, name, type) => {
        const index = indexNames(far)
        const view: ResolverView = {
          ...on(near),
          elsewhere: (asked) =>
            (index.get(asked.toLowerCase()) ?? []).map((record) => ({ network: 'far', record })),
        }
        expect(ask(view, name, type)).toBe(ask(on(near), name, type))
      }),
    )
  })
})

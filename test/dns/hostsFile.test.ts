// /etc/hosts as recorded, and how it is read.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mustParseIp, type Ip } from '../../src/addr/ip.js'
import {
  buildHostsFile,
  endpointHosts,
  hostsHeader,
  hostsLookup,
  parseHostsFile,
  renderHostsFile,
  renderHostsLine,
} from '../../src/dns/hostsFile.js'

const extra = (name: string, address: string) => ({ address: mustParseIp(address), names: [name] })
const ips = (...texts: string[]): readonly Ip[] => texts.map(mustParseIp)

describe('what Docker writes', () => {
  test('header, extra hosts, endpoints (dns-add-host)', () => {
    const lines = buildHostsFile({
      ipv6: true,
      extra: [extra('foo', '10.9.8.7'), extra('six', 'fd00::5')],
      endpoints: endpointHosts('67e8f5faee64', '', ips('172.17.0.2')),
    })
    expect(lines.map(renderHostsLine)).toEqual([
      '127.0.0.1\tlocalhost',
      '::1\tlocalhost ip6-localhost ip6-loopback',
      'fe00::\tip6-localnet',
      'ff00::\tip6-mcastprefix',
      'ff02::1\tip6-allnodes',
      'ff02::2\tip6-allrouters',
      '10.9.8.7\tfoo',
      'fd00::5\tsix',
      '172.17.0.2\t67e8f5faee64',
    ])
  })

  test('without IPv6 no line has an IPv6 address (asked of the engine: disable_ipv6=1)', () => {
    const lines = buildHostsFile({
      ipv6: false,
      extra: [extra('six', 'fd00::5'), extra('four', '10.0.0.5')],
      endpoints: endpointHosts('bbd56da015d7', '', ips('172.18.0.15')),
    })
    expect(renderHostsFile(lines)).toBe('127.0.0.1\tlocalhost\n10.0.0.5\tfour\n172.18.0.15\tbbd56da015d7\n')
  })

  test('hostnames with a domain (dns-hostname)', () => {
    const written = (hostname: string, domainname: string) =>
      endpointHosts(hostname, domainname, ips('172.18.0.3', 'fd00::3')).map(renderHostsLine)
    expect(written('boxy', '')).toEqual(['172.18.0.3\tboxy', 'fd00::3\tboxy'])
    expect(written('boxy.example.org', '')[0]).toBe('172.18.0.3\tboxy.example.org boxy')
    expect(written('13d3705af44e', 'example.net')[0]).toBe(
      '172.18.0.3\t13d3705af44e.example.net 13d3705af44e',
    )
    expect(written('n.example.org', 'example.net')[0]).toBe('172.18.0.3\tn.example.org.example.net n')
  })
})

describe('reading', () => {
  test('one line counts: the first of the wanted family (asked of the engine)', () => {
    const lines = [
      ...hostsHeader(true),
      extra('both', '192.0.2.50'),
      extra('both', '2001:db8:1::50'),
      extra('twice', '192.0.2.50'),
      extra('twice', '192.0.2.1'),
    ]
    expect(hostsLookup(lines, 'localhost', 'any')).toBe('127.0.0.1')
    expect(hostsLookup(lines, 'LOCALHOST', 6)).toBe('::1')
    expect(hostsLookup(lines, 'both', 'any')).toBe('192.0.2.50')
    expect(hostsLookup(lines, 'both', 6)).toBe('2001:db8:1::50')
    expect(hostsLookup(lines, 'twice', 4)).toBe('192.0.2.50')
    expect(hostsLookup(lines, 'twice', 6)).toBeUndefined()
  })

  test('comments, blanks and nonsense are passed over', () => {
    expect(parseHostsFile('# me\n\n::1\t\tlocalhost  a # b\nnonsense x\n10.0.0.1\n')).toEqual([
      { address: '::1', names: ['localhost', 'a'] },
    ])
  })

  test('what is written is read back', () => {
    const lines = fc.array(
      fc.record({
        address: fc.constantFrom(...ips('10.0.0.1', 'fd00::1')),
        names: fc.array(fc.stringMatching(/^[a-z._-]+$/), { minLength: 1, maxLength: 3 }),
      }),
    )
    fc.assert(
      fc.property(lines, (each) => {
        expect(parseHostsFile(renderHostsFile(each))).toEqual(each)
      }),
    )
  })
})

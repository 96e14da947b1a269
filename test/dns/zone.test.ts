// What the recorded outside server (dnsmasq) says, asked directly from a host.
import { expect, test } from 'vitest'
import type { RecordType } from '../../src/dns/query.js'
import { answerZone, labZone } from '../../src/dns/zone.js'

const said = (name: string, type: RecordType = 'A') => {
  const { rcode, answers } = answerZone(labZone, { name, type })
  return [rcode, ...answers.map((answer) => `${String(answer.ttl)} ${answer.type} ${answer.data}`)].join(', ')
}

test('known names, their subdomains and any case', () => {
  for (const name of ['google.com', 'www.google.com', 'a.b.google.com', 'GOOGLE.com', 'google.com.'])
    expect(said(name)).toBe('NOERROR, 0 A 198.51.100.7')
  expect(said('google.com', 'AAAA')).toBe('NOERROR, 0 AAAA 2001:db8:ffff::7')
  expect(said('peer.lan')).toBe('NOERROR, 0 A 192.0.2.50')
  expect(said('x.peer.lan')).toBe('NOERROR, 0 A 192.0.2.50')
})

test('a known name with a type that it has no record of is refused', () => {
  expect(said('peer.lan', 'AAAA')).toBe('REFUSED')
  for (const type of ['MX', 'TXT', 'NS', 'CNAME', 'SOA', 'SRV', 'PTR'] as const)
    expect(said('google.com', type)).toBe('REFUSED')
})

test('ANY gives the records of one family', () => {
  expect(said('google.com', 'ANY')).toBe('NOERROR, 0 AAAA 2001:db8:ffff::7')
  expect(said('peer.lan', 'ANY')).toBe('NOERROR, 0 A 192.0.2.50')
})

test('single words do not exist, everything else is refused', () => {
  for (const type of ['A', 'MX', 'TXT', 'ANY', 'SOA'] as const) expect(said('nosuch', type)).toBe('NXDOMAIN')
  expect(said('lan')).toBe('NXDOMAIN')
  expect(said('nosuch.example')).toBe('REFUSED')
  expect(said('xgoogle.com')).toBe('REFUSED')
  expect(said('50.2.0.192.in-addr.arpa', 'PTR')).toBe('REFUSED')
  expect(said('.', 'NS')).toBe('REFUSED')
})

// Rules as text, as iptables-save prints them. Whole packet filters are compared in test/drivers/bridge.
import { expect, test } from 'vitest'
import { mustParseCidr } from '../../src/addr/cidr.js'
import { mustParseIp } from '../../src/addr/ip.js'
import { iptablesSave, ruleText } from '../../src/dataplane/iptables.js'
import { accept, drop, is, isNot, jump, masquerade } from '../../src/dataplane/rule.js'
import type { Match, TableName, Target } from '../../src/dataplane/rule.js'
import { rule } from './plane.js'

const text = (table: TableName, chain: string, match: Match, target: Target, family: 4 | 6 = 4) =>
  ruleText(rule(table, chain, match, target), family)

test('the words come in the order of iptables-save (lines of recordings rules-*)', () => {
  const host = is(mustParseCidr('172.18.0.2/32'))
  const tcp = { protocol: 'tcp' } as const
  const lines = [
    text('raw', 'PREROUTING', { dst: host, in: isNot('br0') }, drop),
    text('filter', 'DOCKER', { dst: host, in: isNot('br0'), out: is('br0'), ...tcp, dstPort: 80 }, accept),
    text('filter', 'DOCKER-CT', { out: is('br0'), established: true }, accept),
    text('nat', 'OUTPUT', { dst: isNot(mustParseCidr('127.0.0.0/8')), dstLocal: true }, jump('DOCKER')),
    text('nat', 'POSTROUTING', { src: is(mustParseCidr('172.18.0.0/16')), out: isNot('br0') }, masquerade),
    text(
      'nat',
      'DOCKER',
      { in: isNot('br0'), ...tcp, dstPort: 8080 },
      {
        kind: 'dnat',
        to: mustParseIp('172.18.0.2'),
        port: 80,
      },
    ),
  ]
  expect(lines).toEqual([
    '-A PREROUTING -d 172.18.0.2/32 ! -i br0 -j DROP',
    '-A DOCKER -d 172.18.0.2/32 ! -i br0 -o br0 -p tcp -m tcp --dport 80 -j ACCEPT',
    '-A DOCKER-CT -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    '-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
    '-A POSTROUTING -s 172.18.0.0/16 ! -o br0 -j MASQUERADE',
    '-A DOCKER ! -i br0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.18.0.2:80',
  ])
})

test('IPv6: another name for ICMP, brackets around addresses with ports', () => {
  const to: Target = { kind: 'dnat', to: mustParseIp('fd00:1::2'), port: 80 }
  expect(text('filter', 'DOCKER', { protocol: 'icmp' }, accept, 4)).toBe('-A DOCKER -p icmp -j ACCEPT')
  expect(text('filter', 'DOCKER', { protocol: 'icmp' }, accept, 6)).toBe('-A DOCKER -p ipv6-icmp -j ACCEPT')
  expect(text('nat', 'DOCKER', {}, to, 6)).toBe('-A DOCKER -j DNAT --to-destination [fd00:1::2]:80')
})

test('tables with nothing in them are left out; users chains come by name after the built-in ones', () => {
  const chain = (name: string, policy: 'accept' | null = null) => ({ name, policy, rules: [] })
  const rules = {
    raw: [chain('PREROUTING', 'accept')],
    mangle: [],
    nat: [],
    filter: [chain('B'), chain('A'), chain('INPUT', 'accept')],
  }
  expect(iptablesSave(rules, 4)).toEqual(['*filter', ':INPUT ACCEPT', ':A -', ':B -', 'COMMIT'])
})

// Every kind of ending has a sentence and a row in docs/endings.md, and neither has more.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { mustParseIp } from '../../../src/addr/ip.js'
import type { Packet } from '../../../src/dataplane/packet.js'
import { accept } from '../../../src/dataplane/rule.js'
import type { Ending, EndingKind } from '../../../src/dataplane/trace.js'
import { endingPhrase } from '../../../src/reach/explain/ending.js'
import { listener } from '../lab.js'

const destination = mustParseIp('172.18.0.2')
const packet: Packet = {
  family: 4,
  protocol: 'tcp',
  src: mustParseIp('172.17.0.2'),
  dst: destination,
  srcPort: 40000,
  dstPort: 80,
  ttl: 64,
  role: 'request',
}
const at = 'id'
const web = listener(80, 'web')

/** The compiler wants one example of each kind, and allows no other. */
const EXAMPLES: { readonly [Kind in EndingKind]: Extract<Ending, { kind: Kind }> } = {
  accepted: { kind: 'accepted', at, listener: web },
  refused: { kind: 'refused', at },
  'no-server': {
    kind: 'no-server',
    at,
    service: { id: 's', label: 'web', mark: 256, servers: [], cause: { purpose: 'service' } },
  },
  frozen: { kind: 'frozen', at, listener: web },
  dropped: {
    kind: 'dropped',
    at,
    table: 'filter',
    hook: 'FORWARD',
    rule: {
      table: 'filter',
      chain: 'X',
      match: {},
      target: accept,
      cause: { purpose: 'icc-off', network: 'net1' },
    },
  },
  'no-route': { kind: 'no-route', at, destination },
  'no-source-address': { kind: 'no-source-address', at, destination },
  'neighbour-unreachable': { kind: 'neighbour-unreachable', at, device: 'eth0', address: destination },
  'not-carried': {
    kind: 'not-carried',
    at,
    device: 'eth0',
    address: destination,
    owner: 'h1',
    barrier: 'parent',
  },
  'link-down': { kind: 'link-down', at, device: 'eth0' },
  'tunnel-lost': {
    kind: 'tunnel-lost',
    at,
    device: 'vx-001001-abcde',
    via: destination,
    outer: { kind: 'link-down', at, device: 'eth0' },
  },
  'not-decapsulated': { kind: 'not-decapsulated', at, vni: 4097, why: 'nobody' },
  'not-forwarding': { kind: 'not-forwarding', at, destination },
  martian: { kind: 'martian', at, address: mustParseIp('127.0.0.1') },
  'ttl-exceeded': { kind: 'ttl-exceeded', at },
}

it('docs/endings.md lists exactly the kinds that there are', () => {
  const text = readFileSync(new URL('../../../docs/endings.md', import.meta.url), 'utf8')
  const listed = [...text.matchAll(/^\| `([a-z-]+)`/gm)].map(([, kind]) => kind)
  expect(listed.toSorted()).toEqual(Object.keys(EXAMPLES).toSorted())
})

it.each(Object.values(EXAMPLES))('$kind has a sentence that names the place', (ending) => {
  expect(endingPhrase(ending, packet, (id) => (id === at ? 'h1/ctr1' : id))).toContain('h1/ctr1')
})

it('the sentences differ', () => {
  const phrases = Object.values(EXAMPLES).map((ending) => endingPhrase(ending, packet, String))
  expect(new Set(phrases).size).toBe(phrases.length)
})

it('a policy that dropped is named as one', () => {
  const ending = { kind: 'dropped', at, table: 'filter', hook: 'FORWARD', rule: null } as const
  expect(endingPhrase(ending, packet, String)).toContain('policy is DROP')
})

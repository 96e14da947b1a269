// Small data planes by hand: namespaces that share segments, addresses as text, on-link routes from the addresses.
import { addressOf, mustParseCidr } from '../../src/addr/cidr.js'
import { mustParseIp } from '../../src/addr/ip.js'
import type { Earlier, VirtualService } from '../../src/dataplane/balance.js'
import { converse, type Conversation } from '../../src/dataplane/conversation.js'
import type { Interface, Listener, Namespace, Route } from '../../src/dataplane/namespace.js'
import type { Packet, Protocol } from '../../src/dataplane/packet.js'
import type { DataPlane } from '../../src/dataplane/plane.js'
import { connectedRoute } from '../../src/dataplane/routing.js'
import type { Chain, Match, Rule, Ruleset, TableName, Target } from '../../src/dataplane/rule.js'
import type { Segment } from '../../src/dataplane/segment.js'
import { device } from '../cnm/lab.js'

const cause = { purpose: 'test' }

interface Sketch {
  /** `eth0@lan 10.0.0.1/24 fd00::1/64`: device, segment, addresses; `eth0!@lan` is down. */
  readonly interfaces: readonly string[]
  /** `default via 10.0.0.1 dev eth0`, `10.9.0.0/24 dev eth0`. */
  readonly routes?: readonly string[]
  readonly forwarding?: boolean
  readonly rules?: readonly Rule[]
  readonly listeners?: readonly Listener[]
  readonly virtualServices?: readonly VirtualService[]
}

function interfaceFrom(text: string): Interface {
  const [name = '', ...addresses] = text.split(' ')
  const [label = '', segment = null] = name.split('@')
  const down = label.endsWith('!')
  return { ...device(down ? label.slice(0, -1) : label, addresses, segment), up: !down }
}

function routeFrom(text: string): Route {
  const [to = '', ...words] = text.split(' ')
  const after = (word: string) => (words.includes(word) ? words[words.indexOf(word) + 1] : undefined)
  const via = after('via')
  const src = after('src')
  return {
    to: mustParseCidr(to === 'default' ? '0.0.0.0/0' : to === 'default6' ? '::/0' : to),
    via: via === undefined ? null : mustParseIp(via),
    device: after('dev') ?? '',
    src: src === undefined ? null : mustParseIp(src),
    cause,
  }
}

/** A rule by hand: `rule('filter', 'FORWARD', { in: is('br0') }, drop)`. */
export const rule = (
  table: TableName,
  chain: string,
  match: Match,
  target: Target,
  purpose = 'test',
): Rule => ({
  table,
  chain,
  match,
  target,
  cause: { purpose },
})

const BUILT_IN = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']

/** Rules in their chains; a chain that no hook calls is a user's. */
export function ruleset(rules: readonly Rule[], policy: 'accept' | 'drop' = 'accept'): Ruleset {
  const table = (name: TableName): readonly Chain[] => {
    const own = rules.filter((r) => r.table === name)
    const names = new Set([...BUILT_IN, ...own.map((r) => r.chain)])
    return [...names].map((chain) => ({
      name: chain,
      policy: BUILT_IN.includes(chain)
        ? chain === 'FORWARD' && name === 'filter'
          ? policy
          : 'accept'
        : null,
      rules: own.filter((r) => r.chain === chain),
    }))
  }
  return { raw: table('raw'), mangle: table('mangle'), filter: table('filter'), nat: table('nat') }
}

export function namespace(id: string, sketch: Sketch): Namespace {
  const interfaces = sketch.interfaces.map(interfaceFrom)
  const rules = sketch.rules ? ruleset(sketch.rules) : null
  return {
    id,
    label: id,
    interfaces,
    routes: [
      ...interfaces.flatMap((i) => i.addresses.flatMap((a) => connectedRoute(i.name, a, cause) ?? [])),
      ...(sketch.routes ?? []).map(routeFrom),
    ],
    forwarding: sketch.forwarding ?? false,
    rules4: rules,
    rules6: rules,
    listeners: sketch.listeners ?? [],
    ...(sketch.virtualServices && { virtualServices: sketch.virtualServices }),
  }
}

/** All namespaces, plugged together by the segments that their interfaces name. */
export function plane(
  sketches: Readonly<Record<string, Sketch>>,
  filteredAs: Readonly<Record<string, NonNullable<Segment['filteredAs']>>> = {},
): DataPlane {
  const spaces = new Map(Object.entries(sketches).map(([id, sketch]) => [id, namespace(id, sketch)]))
  const segment = (id: string): Segment => ({
    id,
    label: id,
    filteredAs: filteredAs[id] ?? null,
    ports: [...spaces.values()].flatMap((space) =>
      space.interfaces
        .filter((i) => i.segment === id)
        .map((i) => ({
          namespace: space.id,
          interface: i.name,
          addresses: i.addresses.map(addressOf),
          up: i.up,
        })),
    ),
  })
  const ids = new Set([...spaces.values()].flatMap((s) => s.interfaces.flatMap((i) => i.segment ?? [])))
  const segments = new Map([...ids].map((id) => [id, segment(id)]))
  return { namespace: (id) => spaces.get(id), segment: (id) => segments.get(id) }
}

export const packet = (src: string, dst: string, rest: Partial<Packet> = {}): Packet => ({
  family: dst.includes(':') ? 6 : 4,
  protocol: 'icmp',
  src: mustParseIp(src),
  dst: mustParseIp(dst),
  srcPort: 0,
  dstPort: 0,
  ttl: 64,
  role: 'request',
  ...rest,
})

export const ask = (
  on: DataPlane,
  from: string,
  to: string,
  protocol: Protocol = 'icmp',
  port = 0,
  earlier?: Earlier,
): Conversation => converse(on, { from, to: mustParseIp(to), protocol, port, ...(earlier && { earlier }) })

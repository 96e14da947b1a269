// What holds in every world, as one function that says what does not.
import { addressOf, contains, firstOf, lastOf, lengthOf, overlaps } from '../../src/addr/cidr.js'
import { familyOf, isUnspecified, type Ip } from '../../src/addr/ip.js'
import { countIn, hasIp } from '../../src/addr/ranges.js'
import { leadsOut, gatewaysOf } from '../../src/cnm/gateway.js'
import { joinedBy, networkOf } from '../../src/cnm/lookup.js'
import type { Endpoint, World } from '../../src/cnm/world.js'
import type { PortBinding } from '../../src/drivers/api.js'
import { reservedIn } from '../../src/ipam/pool.js'

type Problems = readonly string[]

const doubles = (texts: readonly string[]): Problems => texts.filter((text, i) => texts.indexOf(text) !== i)

const all = <T>(table: Readonly<Record<string, T>>): readonly T[] => Object.values(table)

function references(world: World): Problems {
  const known = (table: object, id: string | null) => id === null || Object.hasOwn(table, id)
  return [
    ...all(world.networks)
      .filter((n) => !known(world.hosts, n.host))
      .map((n) => `network ${n.name} on no host`),
    ...all(world.endpoints)
      .filter((e) => !known(world.networks, e.network))
      .map((e) => `${e.name} on no network`),
    ...all(world.endpoints)
      .filter((e) => !known(world.sandboxes, e.sandbox))
      .map((e) => `${e.name} in no sandbox`),
    ...all(world.sandboxes).flatMap((s) =>
      s.endpoints.filter((id) => !known(world.endpoints, id)).map((id) => `${s.label} lists ${id}`),
    ),
    ...[world.hosts, world.networks, world.endpoints, world.sandboxes].flatMap((table) =>
      Object.entries(table).flatMap(([key, { id }]) => (key === id ? [] : `${key} is called ${id}`)),
    ),
  ]
}

/** Both sides of a join know each other, and one sandbox has an interface name once. */
function membership(world: World): Problems {
  return [
    ...all(world.sandboxes).flatMap((s) => [
      ...s.endpoints
        .filter((id) => world.endpoints[id]?.sandbox !== s.id)
        .map((id) => `${id} does not know ${s.label}`),
      ...doubles(s.endpoints),
      ...doubles(
        joinedBy(world, s)
          .map((e) => e.interface)
          .filter((name) => name !== ''),
      ),
    ]),
    ...all(world.endpoints).flatMap((e) => {
      const joined = e.sandbox !== null
      const listed = e.sandbox === null || world.sandboxes[e.sandbox]?.endpoints.includes(e.id)
      const addressed = networkOf(world, e.network).driver === 'bridge'
      return [
        ...(listed ? [] : [`${e.name} is not listed by its sandbox`]),
        ...((e.joinInfo !== null) === joined ? [] : [`${e.name} joined by half`]),
        ...((e.interface !== '') === (joined && addressed)
          ? []
          : [`${e.name} has interface "${e.interface}"`]),
        ...(e.bindings.length > 0 && !joined ? [`${e.name} publishes outside of a sandbox`] : []),
      ]
    }),
  ]
}

/** Best gateway first; written down once more, independently of the model. */
function sorted(world: World): Problems {
  const rank = (e: Endpoint): readonly (number | string)[] => {
    const { name, internal } = networkOf(world, e.network)
    return [-e.priority, Number(internal), -(Number(leadsOut(e, 4)) + Number(leadsOut(e, 6))), name]
  }
  const before = (a: readonly (number | string)[], b: readonly (number | string)[]): boolean => {
    const i = a.findIndex((part, at) => part !== b[at])
    return i === -1 || a[i]! < b[i]!
  }
  return all(world.sandboxes).flatMap((s) => {
    const ranks = joinedBy(world, s).map(rank)
    return ranks.every((r, i) => i === 0 || before(ranks[i - 1]!, r)) ? [] : [`${s.label} is not sorted`]
  })
}

const addressesOf = (e: Endpoint): readonly Ip[] =>
  [e.address4, e.address6].flatMap((a) => (a === null ? [] : addressOf(a)))

/** No address twice, all in their pool, and the address space holds what is in use and nothing else. */
function addresses(world: World): Problems {
  const networks = all(world.networks)
  const problems = networks.flatMap((n) => {
    const own = all(world.endpoints)
      .filter((e) => e.network === n.id)
      .flatMap(addressesOf)
    const pools = [...n.pools4, ...n.pools6]
    const stray = own.filter((a) => !pools.some((p) => contains(p.subnet, a) && p.gateway !== a))
    return [...doubles(own).map((a) => `${a} twice`), ...stray.map((a) => `${a} outside of ${n.name}`)]
  })
  const inUse = (network: (typeof networks)[number]) => [
    ...[...network.pools4, ...network.pools6].flatMap((p) => p.gateway ?? []),
    ...all(world.endpoints)
      .filter((e) => e.network === network.id)
      .flatMap(addressesOf),
  ]
  const used = networks.flatMap(inUse)
  const spaces = all(world.hosts).flatMap((h) =>
    h.ipam.pools.flatMap((pool) => {
      const expected = new Set([...used.filter((a) => contains(pool.subnet, a)), ...reservedIn(pool.subnet)])
      const held = countIn(pool.used, firstOf(pool.subnet), lastOf(pool.subnet))
      return [
        ...[...expected].filter((a) => !hasIp(pool.used, a)).map((a) => `${a} is not in the address space`),
        ...(held === BigInt(expected.size) ? [] : [`${pool.subnet} holds ${held}, not ${expected.size}`]),
      ]
    }),
  )
  const pools = networks.flatMap((n) => [...n.pools4, ...n.pools6].map((p) => p.subnet))
  const meeting = pools.filter((p, i) => pools.some((q, j) => j < i && overlaps(p, q)))
  const free = pools.filter((p) => !all(world.hosts).some((h) => h.ipam.pools.some((q) => q.subnet === p)))
  const leaked = all(world.hosts).flatMap((h) => h.ipam.pools.filter((q) => !pools.includes(q.subnet)))
  return [
    ...problems,
    ...spaces,
    ...meeting.map((p) => `${p} overlaps another subnet`),
    ...free.map((p) => `${p} is not allocated`),
    ...leaked.map((p) => `${p.subnet} belongs to no network`),
    ...pools.filter((p) => lengthOf(p) === 0).map(() => 'a network without a subnet'),
  ]
}

const clash = (a: PortBinding, b: PortBinding): boolean =>
  a.hostPort !== 0 &&
  a.hostPort === b.hostPort &&
  a.protocol === b.protocol &&
  familyOf(a.hostIp) === familyOf(b.hostIp) &&
  (a.hostIp === b.hostIp || isUnspecified(a.hostIp) || isUnspecified(b.hostIp))

/** A host port is bound once, and by the gateway of its sandbox; UDP sockets of one endpoint may share it. */
function ports(world: World): Problems {
  const bindings = all(world.endpoints).flatMap((e) => e.bindings.map((b) => ({ ...b, of: e.id })))
  const twice = bindings.filter((b, i) =>
    bindings.some((a, j) => j < i && clash(a, b) && (a.protocol === 'tcp' || a.of !== b.of)),
  )
  const idle = all(world.sandboxes).flatMap((s) => {
    const { ipv4, ipv6 } = gatewaysOf(world, joinedBy(world, s))
    return joinedBy(world, s).filter((e) => e.bindings.length > 0 && e.id !== ipv4?.id && e.id !== ipv6?.id)
  })
  return [
    ...twice.map((b) => `${b.hostIp}:${b.hostPort}/${b.protocol} twice`),
    ...idle.map((e) => `${e.name} publishes and is no gateway`),
  ]
}

/** Names are unique where the engine finds things by them. */
const names = (world: World): Problems =>
  [
    ...doubles(all(world.networks).map((n) => JSON.stringify([n.host, n.name]))),
    ...doubles(all(world.endpoints).map((e) => JSON.stringify([e.network, e.name]))),
    ...doubles(all(world.sandboxes).map((s) => JSON.stringify([s.host, s.containerId]))),
  ].map((name) => `two of ${name.slice(0, 80)}`)

/** Everything that is wrong with a world; empty for every world that commands can make. */
export const invariants = (world: World): Problems => {
  const lost = references(world)
  if (lost.length > 0) return lost
  return [membership, sorted, addresses, ports, names].flatMap((check) => check(world))
}

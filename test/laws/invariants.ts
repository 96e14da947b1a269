// What holds in every world, as one function that says what does not.
import { addressOf, contains, firstOf, lastOf, lengthOf, overlaps } from '../../src/addr/cidr.js'
import { familyOf, isUnspecified, type Ip } from '../../src/addr/ip.js'
import { countIn, hasIp } from '../../src/addr/ranges.js'
import { leadsOut, gatewaysOf } from '../../src/cnm/gateway.js'
import { endpointFiling, networkFiling, sandboxFiling } from '../../src/cnm/filing.js'
import {
  allEndpoints,
  allHosts,
  allNetworks,
  allSandboxes,
  findEndpoint,
  findHost,
  findNetwork,
  findSandbox,
  joinedBy,
  networkOf,
} from '../../src/cnm/lookup.js'
import type { Endpoint, World } from '../../src/cnm/world.js'
import type { PortBinding } from '../../src/drivers/api.js'
import {
  named,
  oldestFirst,
  record,
  records,
  type Filing,
  type Row,
  type Table,
} from '../../src/store/table.js'
import { values } from '../../src/store/trie.js'
import { reservedIn } from '../../src/ipam/pool.js'

type Problems = readonly string[]

const doubles = (texts: readonly string[]): Problems => texts.filter((text, i) => texts.indexOf(text) !== i)

function references(world: World): Problems {
  return [
    ...allNetworks(world)
      .filter((n) => !findHost(world, n.host))
      .map((n) => `network ${n.name} on no host`),
    ...allEndpoints(world)
      .filter((e) => !findNetwork(world, e.network))
      .map((e) => `${e.name} on no network`),
    ...allEndpoints(world)
      .filter((e) => e.sandbox !== null && !findSandbox(world, e.sandbox))
      .map((e) => `${e.name} in no sandbox`),
    ...allSandboxes(world).flatMap((s) =>
      s.endpoints.filter((id) => !findEndpoint(world, id)).map((id) => `${s.label} lists ${id}`),
    ),
    ...allHosts(world).flatMap((h) => (findHost(world, h.id) === h ? [] : `host ${h.id} is not found`)),
    ...filed(world.networks, networkFiling),
    ...filed(world.endpoints, endpointFiling),
    ...filed(world.sandboxes, sandboxFiling),
  ]
}

/** Every record is found by its id and by its name, its group holds it and nothing else. */
function filed<T extends Row>(table: Table<T>, filing: Filing<T>): Problems {
  const all = records(table)
  const grouped = [...values(table.groups)].flatMap((group) => oldestFirst(group, table))
  return [
    ...all.flatMap((row) => {
      const [owner, name] = [filing.groupOf(row), filing.nameOf(row)]
      const found = record(table, row.id) === row && named(table, filing, owner, name) === row
      return found ? [] : [`${row.id} is not found`]
    }),
    ...(grouped.length === all.length ? [] : [`${grouped.length} in groups, ${all.length} in all`]),
  ]
}

/** Both sides of a join know each other, and one sandbox has an interface name once. */
function membership(world: World): Problems {
  return [
    ...allSandboxes(world).flatMap((s) => [
      ...s.endpoints
        .filter((id) => findEndpoint(world, id)?.sandbox !== s.id)
        .map((id) => `${id} does not know ${s.label}`),
      ...doubles(s.endpoints),
      ...doubles(
        joinedBy(world, s)
          .map((e) => e.interface)
          .filter((name) => name !== ''),
      ),
    ]),
    ...allEndpoints(world).flatMap((e) => {
      const joined = e.sandbox !== null
      const listed = e.sandbox === null || findSandbox(world, e.sandbox)?.endpoints.includes(e.id)
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
  return allSandboxes(world).flatMap((s) => {
    const ranks = joinedBy(world, s).map(rank)
    return ranks.every((r, i) => i === 0 || before(ranks[i - 1]!, r)) ? [] : [`${s.label} is not sorted`]
  })
}

const addressesOf = (e: Endpoint): readonly Ip[] =>
  [e.address4, e.address6].flatMap((a) => (a === null ? [] : addressOf(a)))

/** No address twice, all in their pool, and the address space holds what is in use and nothing else. */
function addresses(world: World): Problems {
  const networks = allNetworks(world)
  const problems = networks.flatMap((n) => {
    const own = allEndpoints(world)
      .filter((e) => e.network === n.id)
      .flatMap(addressesOf)
    const pools = [...n.pools4, ...n.pools6]
    const stray = own.filter((a) => !pools.some((p) => contains(p.subnet, a) && p.gateway !== a))
    return [...doubles(own).map((a) => `${a} twice`), ...stray.map((a) => `${a} outside of ${n.name}`)]
  })
  const inUse = (network: (typeof networks)[number]) => [
    ...[...network.pools4, ...network.pools6].flatMap((p) => p.gateway ?? []),
    ...allEndpoints(world)
      .filter((e) => e.network === network.id)
      .flatMap(addressesOf),
  ]
  const used = networks.flatMap(inUse)
  const spaces = allHosts(world).flatMap((h) =>
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
  const free = pools.filter((p) => !allHosts(world).some((h) => h.ipam.pools.some((q) => q.subnet === p)))
  const leaked = allHosts(world).flatMap((h) => h.ipam.pools.filter((q) => !pools.includes(q.subnet)))
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
  const bindings = allEndpoints(world).flatMap((e) => e.bindings.map((b) => ({ ...b, of: e.id })))
  const twice = bindings.filter((b, i) =>
    bindings.some((a, j) => j < i && clash(a, b) && (a.protocol === 'tcp' || a.of !== b.of)),
  )
  const idle = allSandboxes(world).flatMap((s) => {
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
    ...doubles(allNetworks(world).map((n) => JSON.stringify([n.host, n.name]))),
    ...doubles(allEndpoints(world).map((e) => JSON.stringify([e.network, e.name]))),
    ...doubles(allSandboxes(world).map((s) => JSON.stringify([s.host, s.containerId]))),
  ].map((name) => `two of ${name.slice(0, 80)}`)

/** Everything that is wrong with a world; empty for every world that commands can make. */
export const invariants = (world: World): Problems => {
  const lost = references(world)
  if (lost.length > 0) return lost
  return [membership, sorted, addresses, ports, names].flatMap((check) => check(world))
}

/**
 * What of a sandbox decides who reaches it and whom it reaches, as any member of its class shows it: the networks, as far as a
 * packet can tell one from another, and the sockets.
 */
import { familyOf, type Family, type Ip } from '../../addr/ip.js'
import { gatewaysOf } from '../../cnm/gateway.js'
import { endpointOf, hostOf, joinedBy, networkOf } from '../../cnm/lookup.js'
import type { Endpoint, Host, Network, Sandbox, World } from '../../cnm/world.js'
import { addressesOf } from '../networkIndex.js'
import { sandboxPlace } from '../place.js'
import { isBoundToOne } from './kinds.js'
import type { Numbers } from './numbers.js'
import type { Surroundings } from './surroundings.js'

/** An address to ask a member at, but for the address. */
export interface Way {
  readonly family: Family
  readonly network: Network
  /** What network and host are like. */
  readonly shape: number
  /** What is published on that endpoint. */
  readonly ports: number
}

/** By family: the network that the default route leads to, and what that one is like; null: there is none. */
export type WayOut = Pick<Way, 'network' | 'shape'> | null

export interface Facts {
  readonly host: Host
  /** Its ways are like no others: each is walked. */
  readonly odd: boolean
  /** One for each address of its place, in that order; none of an odd one. */
  readonly ways: readonly Way[]
  readonly out: Readonly<Record<Family, WayOut>>
  /** Who listens where, as far as a packet can tell. */
  readonly sockets: number
}

/** O(endpoints of the sandbox). */
export function factsOf(numbers: Numbers, world: World, sandbox: Sandbox, around: Surroundings): Facts {
  const host = hostOf(world, sandbox.host)
  const joined = joinedBy(world, sandbox)
  const odd = isOdd(world, sandbox, around)
  // an odd one is walked whatever it has, so that nothing of it need be described
  if (odd) return { host, odd, ways: [], out: { 4: null, 6: null }, sockets: 0 }
  const like = (network: Network) => ({ network, shape: shapeOf(numbers, host, network) })
  const outBy = (endpoint: Endpoint | null): WayOut => endpoint && like(networkOf(world, endpoint.network))
  // as the sandbox's namespace chooses its default routes (cnm/sandboxNamespace.ts)
  const { ipv4, ipv6 } = gatewaysOf(world, joined)
  return {
    host,
    odd,
    ways: joined.flatMap((endpoint) => {
      const there = { ...like(networkOf(world, endpoint.network)), ports: portsOf(numbers, endpoint) }
      return addressesOf(endpoint).map((address) => ({ family: familyOf(address), ...there }))
    }),
    out: { 4: outBy(ipv4), 6: outBy(ipv6) },
    sockets: numbers.ofText(socketsOf(sandbox)),
  }
}

/** Where a member is asked, in the order of the ways. */
export const addressesAt = (world: World, sandbox: Sandbox): readonly Ip[] =>
  sandboxPlace(world, sandbox).addresses

/** Is there anything about it that leads over other ways than bridges of one host? */
export const isOdd = (
  world: World,
  { host, useHost, purpose, listeners, endpoints }: Sandbox,
  { oddHosts, oddNetworks }: Surroundings,
): boolean =>
  // its addresses are the host's, and others share them
  useHost ||
  purpose !== 'container' ||
  oddHosts.has(host) ||
  listeners.some(isBoundToOne) ||
  endpoints.some((id) => {
    const { network, options, linkLocal, joinInfo } = endpointOf(world, id)
    return (
      oddNetworks.has(network) ||
      // options are for drivers, which may do anything with them; addresses beside those of the pools have routes of their own
      options.length + linkLocal.length > 0 ||
      joinInfo === null ||
      joinInfo.routes.length > 0 ||
      joinInfo.child !== undefined
    )
  })

/** A network's shape, with what it was made for. A connect makes another host of the same, so hosts are compared by their parts. */
interface Shaped {
  readonly numbers: Numbers
  readonly host: Host
  readonly shape: number
}
const shapes = new WeakMap<Network, Shaped>()

/** The parts of a host that decide what its networks do to packets between them. */
const sameHost = (a: Host, b: Host): boolean =>
  a === b ||
  (a.forwarding === b.forwarding &&
    a.userlandProxy === b.userlandProxy &&
    a.blocked === b.blocked &&
    a.esp === b.esp)

/** All of a network and its host that is not about who they are: no ids, names, addresses and times. O(1) for one that was seen. */
function shapeOf(numbers: Numbers, host: Host, network: Network): number {
  const known = shapes.get(network)
  if (known?.numbers === numbers && sameHost(known.host, host)) return known.shape
  const { driver, scope, ipv4, ipv6, internal, attachable, ingress, options, ipamDriver } = network
  // whether there is a gateway, and other addresses with a meaning: which ones they are, rules know, but not what they do
  const pools = [network.pools4, network.pools6].map((list) =>
    list.map(({ gateway, auxiliary }) => [gateway !== null, auxiliary.map(([name]) => name)]),
  )
  const shape = numbers.ofText(
    JSON.stringify([
      [host.forwarding, host.userlandProxy, host.blocked, host.esp],
      [driver, scope, ipv4, ipv6, internal, attachable, ingress, options, ipamDriver],
      pools,
    ]),
  )
  shapes.set(network, { numbers, host, shape })
  return shape
}

/** What the rules of published ports look at, but for whose they are; the host's port is not asked by an address. 0: none. */
const portsOf = (numbers: Numbers, { bindings }: Endpoint): number =>
  bindings.length === 0
    ? 0
    : numbers.ofText(
        JSON.stringify(
          bindings.map(({ protocol, containerPort, containerIp, hostIp, hostPort }) => [
            protocol,
            containerPort,
            familyOf(containerIp),
            hostIp,
            hostPort === 0,
          ]),
        ),
      )

/** All but the owner: who answers is not asked, only that it is one of the sandbox's own. */
const socketsOf = ({ listeners }: Sandbox): string =>
  listeners
    .map(({ protocol, port, address, family, frozen, relay }) =>
      [protocol, port, address, family, frozen, relay?.address, relay?.port].join(' '),
    )
    .join()

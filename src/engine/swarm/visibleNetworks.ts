/**
 * The networks that an engine shows: its own and, on a manager, those of the cluster (moby v28.5.2
 * api/server/router/network/network_routes.go getNetworksList, getNetwork, findUniqueNetwork).
 */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { networksOn } from '../../cnm/lookup.js'
import type { HostId, Network } from '../../cnm/world.js'
import type { EngineError } from '../errors.js'
import type { DockerWorld } from '../state.js'
import { managed } from './membership.js'
import type { SwarmNetwork } from './swarm.js'

/** What a list shows of a network. */
export type ListedNetwork = Pick<
  Network,
  'publicId' | 'name' | 'driver' | 'scope' | 'createdAt' | 'ipv4' | 'ipv6' | 'internal' | 'labels'
>

/** A network that is on the host, or that only managers know of. */
export type Visible =
  | { readonly kind: 'host'; readonly network: Network }
  | { readonly kind: 'cluster'; readonly network: SwarmNetwork }

/** The id that users see: the host's record of a cluster's network has another one of its own. */
export const publicIdOf = (visible: Visible): string =>
  visible.kind === 'host' ? visible.network.publicId : visible.network.id

/**
 * Those of the host first; a network of the cluster that the host has shows as the host's. On workers only those.
 * O(networks).
 */
export function visibleNetworks(state: DockerWorld, host: HostId): readonly Visible[] {
  const own = networksOn(state.cnm, host)
  const manager = managed(state, host)
  const known = new Set(own.map((n) => n.publicId))
  const others = manager.ok ? manager.value.swarm.networks.filter((n) => !known.has(n.id)) : []
  return [
    ...own.map((network) => ({ kind: 'host', network }) as const),
    ...others.map((network) => ({ kind: 'cluster', network }) as const),
  ]
}

/**
 * As lists have them: a manager tells of a network of the cluster what it knows itself. `wanted` is asked of both lists, and
 * `asked` of the manager's beforehand: what that leaves out still shows where the host has it (getNetworksList).
 */
export function listedNetworks(
  state: DockerWorld,
  host: HostId,
  wanted: (network: ListedNetwork) => boolean,
  asked: (network: ListedNetwork) => boolean,
): readonly ListedNetwork[] {
  const manager = managed(state, host)
  const shared = manager.ok
    ? manager.value.swarm.networks.map(listed).filter((n) => asked(n) && wanted(n))
    : []
  const known = new Set(shared.map((n) => n.publicId))
  return [...networksOn(state.cnm, host).filter((n) => !known.has(n.publicId) && wanted(n)), ...shared]
}

/** The driver is known when the manager has served the network. */
const listed = (network: SwarmNetwork): ListedNetwork => ({
  ...network,
  publicId: network.id,
  driver: network.allocated ? network.driver : '',
  scope: 'swarm',
})

/**
 * By the whole id, the name, then the beginning of an id, which must be of one network only. A name can be
 * ambiguous here: a host's own network and one of the cluster may have the same (findUniqueNetwork). O(networks).
 */
export function findVisible(state: DockerWorld, host: HostId, term: string): Result<Visible, EngineError> {
  const all = visibleNetworks(state, host)
  const whole = all.find((v) => publicIdOf(v) === term)
  if (whole) return ok(whole)
  const named = all.filter((v) => v.network.name === term)
  const started = term === '' ? [] : all.filter((v) => publicIdOf(v).startsWith(term))
  for (const [found, by] of [
    [named, 'name'],
    [started, 'ID prefix'],
  ] as const) {
    const [only] = found
    if (only && found.length === 1) return ok(only)
    if (found.length > 1) return err({ code: 'ambiguous-network', term, count: found.length, by })
  }
  return err({ code: 'cnm', cause: { code: 'network-not-found', term } })
}

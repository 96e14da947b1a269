/**
 * `docker network prune`: remove networks that nobody is on (moby v28.5.2 daemon/prune.go NetworksPrune): on a manager those
 * of the cluster, then the host's own. Networks of stopped containers count as unused; configuration networks, the ingress
 * network and the engine's own stay.
 */
import { ok } from '../addr/result.js'
import { deleteNetwork } from '../cnm/deleteNetwork.js'
import type { Env } from '../cnm/env.js'
import { endpointsOn, networksOn } from '../cnm/lookup.js'
import type { HostId } from '../cnm/world.js'
import { isPredefined } from '../cnm/predefined.js'
import { refuse, withModel } from './change.js'
import { withEvent, withNetworkEvent } from './events.js'
import type { Filters } from './filters.js'
import { readPruneFilters } from './pruneFilters.js'
import type { Wanted } from './pruneFilters.js'
import type { DockerWorld, EngineChange } from './state.js'
import { managed } from './swarm/membership.js'
import { removeSwarmNetwork } from './swarm/removeSwarmNetwork.js'

/** What a part of the pruning has come to; `deleted` are names. */
interface Pruned {
  readonly state: DockerWorld
  readonly deleted: readonly string[]
}

/**
 * `deleted`: names, the cluster's first, each oldest first. Errors: a filter other than label, label! and until, more than
 * one time, or one that cannot be read. One event `prune` is told even when nothing goes. O(networks).
 */
export function networkPrune(
  env: Env,
  state: DockerWorld,
  host: HostId,
  filters: Filters,
): EngineChange<{ readonly deleted: readonly string[] }> {
  const wanted = readPruneFilters(filters, state.cnm.clock)
  if (!wanted.ok) return refuse(wanted.error)
  const shared = pruneCluster(env, state, host, wanted.value)
  const own = pruneHost(env, shared.state, host, wanted.value)
  // bytes; networks take none
  const told = withEvent(own.state, host, 'network', 'prune', '', [['reclaimed', '0']])
  return ok({ state: told, deleted: [...shared.deleted, ...own.deleted] })
}

/** A manager tries all that the filters leave; those that somebody is on refuse, and stay (clusterNetworksPrune). */
function pruneCluster(env: Env, start: DockerWorld, host: HostId, wanted: Wanted): Pruned {
  const manager = managed(start, host)
  const candidates = manager.ok ? manager.value.swarm.networks.filter((n) => !n.ingress && wanted(n)) : []
  let state = start
  const deleted: string[] = []
  for (const network of candidates) {
    // each removal changes the swarm that the next one is removed from
    const member = managed(state, host)
    const done = member.ok ? removeSwarmNetwork(env, state, member.value.swarm, network) : member
    if (!done.ok) continue
    state = done.value.state
    deleted.push(network.name)
  }
  return { state, deleted }
}

/** A network with endpoints of running containers is in use; one whose containers all stopped is not (localNetworksPrune). */
function pruneHost(env: Env, start: DockerWorld, host: HostId, wanted: Wanted): Pruned {
  const candidates = networksOn(start.cnm, host).filter(
    (n) => !n.configOnly && wanted(n) && !isPredefined(n.name) && endpointsOn(start.cnm, n.id).length === 0,
  )
  let state = start
  const deleted: string[] = []
  for (const network of candidates) {
    const done = deleteNetwork(env, state.cnm, network.id)
    // the engine only logs a refusal, and goes on
    if (!done.ok) continue
    state = withNetworkEvent(withModel(state, done.value.world), network, 'destroy')
    deleted.push(network.name)
  }
  return { state, deleted }
}

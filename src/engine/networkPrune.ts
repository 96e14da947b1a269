/**
 * `docker network prune`: remove networks that nobody is on (moby v28.5.2 daemon/prune.go localNetworkPrune). Networks of stopped
 * containers count as unused; configuration networks and the engine's own stay.
 */
import { ok } from '../addr/result.js'
import { deleteNetwork } from '../cnm/deleteNetwork.js'
import type { Env } from '../cnm/env.js'
import { endpointsOn, networksOn } from '../cnm/lookup.js'
import type { HostId, Network } from '../cnm/world.js'
import { isPredefined } from '../cnm/predefined.js'
import { refuse, withModel } from './change.js'
import { withEvent, withNetworkEvent } from './events.js'
import type { Filters } from './filters.js'
import { matchesLabels } from './filters.js'
import { parseUntil } from './until.js'
import type { DockerWorld, EngineChange } from './state.js'

/**
 * `deleted`: names, oldest network first. Errors: a filter other than label, label! and until, or a time that
 * cannot be read. One event `prune` is told even when nothing goes. O(networks of the host).
 */
export function networkPrune(
  env: Env,
  state: DockerWorld,
  host: HostId,
  filters: Filters,
): EngineChange<{ readonly deleted: readonly string[] }> {
  const unknown = filters.find(([key]) => key !== 'label' && key !== 'label!' && key !== 'until')
  if (unknown) return refuse({ code: 'invalid-filter', filter: unknown[0] })
  const until = filters.find(([key]) => key === 'until')
  const before = until === undefined ? state.cnm.clock : parseUntil(until[1], state.cnm.clock)
  if (before === undefined) return refuse({ code: 'invalid-until', value: until?.[1] ?? '' })
  // a network with endpoints of running containers is in use; one whose containers all stopped is not
  const unused = (n: Network): boolean =>
    !isPredefined(n.name) &&
    !n.configOnly &&
    endpointsOn(state.cnm, n.id).length === 0 &&
    n.createdAt <= before
  const candidates = networksOn(state.cnm, host).filter((n) => unused(n) && matchesLabels(n.labels, filters))
  let next = state
  const deleted: string[] = []
  for (const network of candidates) {
    const done = deleteNetwork(env, next.cnm, network.id)
    // the engine only logs it and goes on
    if (!done.ok) continue
    next = withNetworkEvent(withModel(next, done.value.world), network, 'destroy')
    deleted.push(network.name)
  }
  // bytes; networks take none
  next = withEvent(next, host, 'network', 'prune', '', [['reclaimed', '0']])
  return ok({ state: next, deleted })
}

/** `docker network rm` of one network (moby v28.5.2 daemon/network.go deleteNetwork). */
import { ok } from '../addr/result.js'
import { deleteNetwork } from '../cnm/deleteNetwork.js'
import type { Env } from '../cnm/env.js'
import type { HostId } from '../cnm/world.js'
import { isPredefined } from '../cnm/predefined.js'
import { refuse, withModel } from './change.js'
import { withNetworkEvent } from './events.js'
import type { DockerWorld, EngineChange } from './state.js'
import { managed } from './swarm/membership.js'
import { deciding } from './swarm/quorum.js'
import { removeSwarmNetwork } from './swarm/removeSwarmNetwork.js'
import { findVisible, publicIdOf } from './swarm/visibleNetworks.js'

/**
 * Errors: no such network or several, one of the engine's own, one that is in use; on a worker also one of the
 * cluster, which only managers may remove. A network of the cluster is taken off every host.
 */
export function networkRemove(env: Env, state: DockerWorld, host: HostId, term: string): EngineChange {
  const visible = findVisible(state, host, term)
  if (!visible.ok) return refuse(visible.error)
  const manager = managed(state, host)
  // the router looks among the cluster's networks first, and removes there (api/server/router/network
  // deleteNetwork)
  const shared = manager.ok
    ? manager.value.swarm.networks.find((n) => n.id === publicIdOf(visible.value))
    : undefined
  if (manager.ok && shared) {
    const decided = deciding(env, state, host)
    return decided.ok ? removeSwarmNetwork(env, state, decided.value.swarm, shared) : refuse(decided.error)
  }
  if (visible.value.kind === 'cluster') throw new Error(`only managers see ${term}`)
  const { network } = visible.value
  if (network.cluster !== null && !manager.ok) return refuse(manager.error)
  const { id, name, configOnly } = network
  if (isPredefined(name)) return refuse({ code: 'predefined-removal', name })
  const deleted = deleteNetwork(env, state.cnm, id)
  if (!deleted.ok) return refuse({ code: 'network-removal', cause: deleted.error })
  const after = withModel(state, deleted.value.world)
  // nobody hears of configuration networks: they are no driver's
  return ok({ state: configOnly ? after : withNetworkEvent(after, network, 'destroy') })
}

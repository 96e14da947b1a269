/** `docker network rm` of one network (moby v28.5.2 daemon/network.go deleteNetwork). */
import { ok } from '../addr/result.js'
import { deleteNetwork } from '../cnm/deleteNetwork.js'
import type { Env } from '../cnm/env.js'
import type { HostId } from '../cnm/world.js'
import { isPredefined } from '../cnm/predefined.js'
import { refuse, withModel } from './change.js'
import { withNetworkEvent } from './events.js'
import { findDockerNetwork } from './findNetwork.js'
import type { DockerWorld, EngineChange } from './state.js'

export function networkRemove(env: Env, state: DockerWorld, host: HostId, term: string): EngineChange {
  const found = findDockerNetwork(state, host, term)
  if (!found.ok) return refuse(found.error)
  const { id, name, configOnly } = found.value
  if (isPredefined(name)) return refuse({ code: 'predefined-removal', name })
  const deleted = deleteNetwork(env, state.cnm, id)
  if (!deleted.ok) return refuse({ code: 'network-removal', cause: deleted.error })
  const after = withModel(state, deleted.value.world)
  return ok({ state: configOnly ? after : withNetworkEvent(after, found.value, 'destroy') })
}

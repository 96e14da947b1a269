/** `docker swarm update`, and a new key to unlock managers with (moby v28.5.2 daemon/cluster/swarm.go Update). */
import { ok } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import { hostOf } from '../../cnm/lookup.js'
import type { HostId } from '../../cnm/world.js'
import { refuse, ticked } from '../change.js'
import type { DockerWorld, EngineChange } from '../state.js'
import { withSwarm } from './membership.js'
import { deciding } from './quorum.js'
import { changedSettings, makeUnlockKey } from './settings.js'
import type { SwarmSettings } from './settings.js'

/**
 * `change`: what was said; the rest stays. A key is made when managers become locked, or anew with `rotate`, and
 * forgotten when they are locked no more (swarmkit manager/controlapi/cluster.go UpdateCluster). Errors: no manager
 * or no majority, then settings that are none.
 */
export function swarmUpdate(
  env: Env,
  state: DockerWorld,
  host: HostId,
  change: Partial<SwarmSettings>,
  rotate = false,
): EngineChange {
  const member = deciding(env, state, host)
  if (!member.ok) return refuse(member.error)
  const { swarm } = member.value
  const settings = changedSettings(swarm.settings, change)
  if (!settings.ok) return refuse({ code: 'swarm', cause: settings.error })
  const { autolock } = settings.value
  const fresh = rotate || !swarm.settings.autolock
  const key =
    autolock && fresh ? makeUnlockKey(hostOf(state.cnm, host).index, state.cnm.clock) : swarm.unlockKey
  return ok({
    state: withSwarm(ticked(state), {
      ...swarm,
      settings: settings.value,
      unlockKey: autolock ? key : null,
    }),
  })
}

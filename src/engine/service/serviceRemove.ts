/** `docker service rm`: the service is gone at once, its tasks stop in their own time (swarmkit controlapi RemoveService). */
import { ok } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import type { HostId } from '../../cnm/world.js'
import { refuse, ticked } from '../change.js'
import type { DockerWorld, EngineChange } from '../state.js'
import { withSwarm } from '../swarm/membership.js'
import { deciding } from '../swarm/quorum.js'
import { freeService } from './addresses.js'
import { findService } from './findService.js'

/**
 * Its addresses and ports are free at once; its tasks keep theirs until they have stopped. Tasks of a service that
 * is gone are wanted by nobody, and no `docker service ps` can name them. Errors: no manager, no such service.
 */
export function serviceRemove(env: Env, state: DockerWorld, host: HostId, term: string): EngineChange {
  const member = deciding(env, state, host)
  if (!member.ok) return refuse(member.error)
  const { swarm } = member.value
  const found = findService(swarm.services, term)
  if (!found.ok) return refuse({ code: 'service', cause: found.error })
  const service = found.value
  const freed = freeService(env, swarm, service)
  return ok({
    state: withSwarm(ticked(state), {
      ...freed,
      services: {
        services: swarm.services.services.filter(({ id }) => id !== service.id),
        tasks: swarm.services.tasks.map((task) =>
          task.service === service.id ? { ...task, desired: 'remove' } : task,
        ),
      },
    }),
  })
}

/** `docker service update` and `scale` (swarmkit manager/controlapi/service.go UpdateService). */
import { ok } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import type { HostId } from '../../cnm/world.js'
import { refuse, ticked } from '../change.js'
import type { DockerWorld, EngineChange } from '../state.js'
import { withSwarm } from '../swarm/membership.js'
import { deciding } from '../swarm/quorum.js'
import { allocateService, withService } from './addresses.js'
import { refuseSpec } from './checks.js'
import { findService } from './findService.js'
import { forgetFreeSlots } from './slots.js'
import type { Service, ServiceSpec } from './state.js'

/**
 * `spec`: the whole next one; null: the previous one again, which needs one (`--rollback`). Tasks follow one by one
 * when services settle, and only if what they are made of has changed: labels of the service itself change none. An
 * update that is under way is given up, where it is, and the new one begins. Errors: no manager, no such service,
 * no previous spec, then those of checks.ts.
 */
export function serviceUpdate(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  spec: ServiceSpec | null,
): EngineChange {
  const member = deciding(env, state, host)
  if (!member.ok) return refuse(member.error)
  const { swarm } = member.value
  const found = findService(swarm.services, term)
  if (!found.ok) return refuse({ code: 'service', cause: found.error })
  const service = found.value
  const next = spec ?? service.previousSpec
  if (next === null) return refuse({ code: 'service', cause: { code: 'no-previous-spec', id: service.id } })
  const others = swarm.services.services.filter(({ id }) => id !== service.id)
  const ingress = swarm.networks.find((n) => n.ingress)?.id ?? null
  const wrong = refuseSpec(next, others, ingress)
  if (wrong) return refuse({ code: 'service', cause: wrong })
  const clock = state.cnm.clock
  const changed: Service = {
    ...service,
    spec: next,
    // after a rollback the spec that was rolled back is the previous one: two rollbacks change nothing
    previousSpec: service.spec,
    updatedAt: clock,
    update: spec === null ? { ...ROLLBACK, startedAt: clock } : null,
    rollout: null,
    iteration: service.iteration === null ? null : service.iteration + 1,
  }
  const services = forgetFreeSlots(swarm.services, service)
  const given = allocateService(env, { ...swarm, services }, changed)
  return ok({ state: withSwarm(ticked(state), withService(given)) })
}

const ROLLBACK = {
  state: 'rollback_started',
  message: 'manually requested rollback',
  completedAt: null,
} as const

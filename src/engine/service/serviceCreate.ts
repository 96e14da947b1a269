/** `docker service create` (moby v28.5.2 daemon/cluster/services.go CreateService; swarmkit manager/controlapi/service.go). */
import { ok } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import { hostOf } from '../../cnm/lookup.js'
import type { HostId } from '../../cnm/world.js'
import { refuse, ticked } from '../change.js'
import type { DockerWorld, EngineChange } from '../state.js'
import { makeSwarmId } from '../swarm/identity.js'
import { withSwarm } from '../swarm/membership.js'
import { deciding } from '../swarm/quorum.js'
import { allocateService } from './addresses.js'
import { refuseSpec } from './checks.js'
import { generatedServiceName } from './generatedName.js'
import type { Service, ServiceId, ServiceSpec } from './state.js'
import { isJob } from './tasks.js'

/**
 * A spec without a name gets one. What follows from it, the tasks, is for `settle`. `id`: 25 letters and digits.
 * Errors: no manager, then those of checks.ts. What the client warns of an image that no registry knows is not told
 * here.
 */
export function serviceCreate(
  env: Env,
  state: DockerWorld,
  host: HostId,
  asked: ServiceSpec,
): EngineChange<{ readonly id: ServiceId }> {
  const member = deciding(env, state, host)
  if (!member.ok) return refuse(member.error)
  const { swarm } = member.value
  const id = makeSwarmId('service', hostOf(state.cnm, host).index, state.cnm.clock)
  const spec = asked.name === '' ? { ...asked, name: generatedServiceName(swarm.services, id) } : asked
  const ingress = swarm.networks.find((n) => n.ingress)?.id ?? null
  const wrong = refuseSpec(spec, swarm.services.services, ingress)
  if (wrong) return refuse({ code: 'service', cause: wrong })
  const service: Service = {
    id,
    spec,
    previousSpec: null,
    createdAt: state.cnm.clock,
    updatedAt: state.cnm.clock,
    ports: [],
    addresses: [],
    endpoint: null,
    update: null,
    rollout: null,
    iteration: isJob(spec) ? 0 : null,
  }
  const given = allocateService(env, swarm, service)
  const services = {
    ...given.swarm.services,
    services: [...given.swarm.services.services, given.service],
  }
  return ok({ id, state: withSwarm(ticked(state), { ...given.swarm, services }) })
}

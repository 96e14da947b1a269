/** A network of the cluster goes, when no task is on it (swarmkit manager/controlapi/network.go RemoveNetwork). */
import { ok } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import { refuse, ticked } from '../change.js'
import type { DockerWorld, EngineChange } from '../state.js'
import { hasEnded } from '../service/taskState.js'
import { freeNetwork } from './allocate.js'
import { removeInstance } from './hostNetwork.js'
import { withSwarm } from './membership.js'
import type { Swarm, SwarmNetwork } from './swarm.js'

/**
 * Off the list, its pools and ids free for others, and off every host. Refused while a service names it, or a task
 * on it should run: containers that only name it do not count.
 */
export function removeSwarmNetwork(
  env: Env,
  state: DockerWorld,
  swarm: Swarm,
  network: SwarmNetwork,
): EngineChange {
  const reason = network.ingress ? meshUser(swarm) : userOf(swarm, network.id)
  if (reason !== undefined)
    return refuse({ code: 'swarm', cause: { code: 'rpc', status: 'FailedPrecondition', text: reason } })
  const freed = freeNetwork(env, swarm, network)
  const nodes = freed.nodes.map((node) => ({
    ...node,
    balancers: node.balancers.filter((b) => b.network !== network.id),
  }))
  const noted = withSwarm(ticked(state), { ...freed, nodes })
  // the ingress network is on every member
  return ok({
    state: nodes.reduce((next, { host }) => removeInstance(env, next, host, network.id), noted),
  })
}

/** Services count before tasks, and of tasks those that should run and have not ended. */
function userOf({ services, attachments }: Swarm, network: SwarmNetwork['id']): string | undefined {
  const service = services.services.find(
    ({ spec, addresses }) =>
      spec.task.networks.some(({ target }) => target === network) ||
      addresses.some((a) => a.network === network),
  )
  if (service) return `network ${network} is in use by service ${service.id}`
  const task =
    attachments.find((t) => t.network === network) ??
    services.tasks.find(
      (t) =>
        (t.desired === 'ready' || t.desired === 'running') &&
        !hasEnded(t) &&
        t.addresses.some((a) => a.network === network),
    )
  return task && `network ${network} is in use by task ${task.id}`
}

/** Of the ingress network only the services count that publish ports in its mode (removeIngressNetwork). */
function meshUser({ services }: Swarm): string | undefined {
  const service = services.services.find(({ spec }) =>
    spec.ports.some(({ publishMode }) => publishMode === 'ingress'),
  )
  return service && `ingress network cannot be removed because service ${service.id} depends on it`
}

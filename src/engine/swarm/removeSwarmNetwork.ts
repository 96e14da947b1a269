/** A network of the cluster goes, when no task is on it (swarmkit manager/controlapi/network.go RemoveNetwork). */
import { ok } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import { refuse, ticked } from '../change.js'
import type { DockerWorld, EngineChange } from '../state.js'
import { freeNetwork } from './allocate.js'
import { removeInstance } from './hostNetwork.js'
import { withSwarm } from './membership.js'
import type { Swarm, SwarmNetwork } from './swarm.js'

export function removeSwarmNetwork(
  env: Env,
  state: DockerWorld,
  swarm: Swarm,
  network: SwarmNetwork,
): EngineChange {
  const task = swarm.attachments.find((t) => t.network === network.id)
  if (task)
    return refuse({
      code: 'swarm',
      cause: {
        code: 'rpc',
        status: 'FailedPrecondition',
        text: `network ${network.id} is in use by task ${task.id}`,
      },
    })
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

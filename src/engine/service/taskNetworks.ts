/** The networks of a task: the ingress network first when the routing mesh leads to it, then those of its spec. */
import { makeSwarmId } from '../swarm/identity.js'
import type { Swarm } from '../swarm/swarm.js'
import type { Task } from './state.js'
import type { TaskNetwork } from './taskContainer.js'

/**
 * Networks that every host has. Services may name them, and a swarm has an id for each (swarmkit
 * networkallocator.PredefinedNetworks); they are on no list.
 */
export const predefinedNetworks = ({ createdAt }: Swarm): readonly TaskNetwork[] =>
  ['bridge', 'host'].map((name, i) => ({ id: makeSwarmId('network', -1 - i, createdAt), name }))

/**
 * In the order in which addresses are given and endpoints made (allocator/network.go taskCreateNetworkAttachments),
 * each network once. A target that is no network any more is left out.
 */
export function taskNetworks(swarm: Swarm, task: Task): readonly TaskNetwork[] {
  const { networks } = swarm
  const known = [...networks, ...predefinedNetworks(swarm)]
  const meshed = task.ports.some(({ publishMode }) => publishMode === 'ingress')
  const ingress = meshed ? networks.filter((n) => n.ingress) : []
  const own = task.spec.networks.flatMap(({ target }) => known.filter(({ id }) => id === target))
  return [...new Map([...ingress, ...own].map(({ id, name }) => [id, { id, name }])).values()]
}

/** Those of them whose addresses the cluster gives, by id: without one on each the task is not scheduled. */
export const neededNetworks = (swarm: Swarm, task: Task): readonly string[] =>
  taskNetworks(swarm, task)
    .map(({ id }) => id)
    .filter((id) => swarm.networks.some((n) => n.id === id && n.allocated?.pools !== null))

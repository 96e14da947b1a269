/**
 * What the endpoints of a task's container tell the cluster of its service (moby v28.5.2 daemon/cluster/executor/container:
 * createServiceConfig, activateServiceBinding, deactivateServiceBinding).
 */
import { addressOf } from '../../addr/cidr.js'
import { amendEndpoint } from '../../cnm/amend.js'
import type { Env } from '../../cnm/env.js'
import { gossip } from '../../cnm/gossip.js'
import { findEndpoint, networkOf } from '../../cnm/lookup.js'
import { openMesh } from '../../cnm/openMesh.js'
import { backendGroups, groupKey } from '../../cnm/serviceBackends.js'
import type { EndpointId, Network, World } from '../../cnm/world.js'
import type { ServiceBinding } from '../../drivers/api.js'
import { withModel } from '../change.js'
import type { Container, ContainerId, DockerWorld } from '../state.js'
import type { Swarm } from '../swarm/swarm.js'
import type { Service, Task } from './state.js'

/**
 * The task whose container that is, with its service. undefined: a container of nobody's service. O(tasks of all
 * swarms).
 */
export function taskOfContainer(
  { swarms }: DockerWorld,
  id: ContainerId,
): { readonly swarm: Swarm; readonly service: Service; readonly task: Task } | undefined {
  for (const swarm of swarms) {
    const task = swarm.services.tasks.find(({ container }) => container?.id === id)
    const service = swarm.services.services.find((s) => s.id === task?.service)
    if (task && service) return { swarm, service, task }
  }
  return undefined
}

/**
 * For an endpoint of the container on that network; null where the network or the container has nothing to do with
 * services. It travels with the gossip, so every host of the network knows which endpoints stand behind the virtual
 * address.
 */
export function bindingFor(state: DockerWorld, id: ContainerId, network: Network): ServiceBinding | null {
  const found = network.cluster === null ? undefined : taskOfContainer(state, id)
  if (!found) return null
  const { service, task } = found
  const target = network.publicId
  const given = service.addresses.find((a) => a.network === target)?.address
  const vip = given ? addressOf(given) : null
  const own: ServiceBinding = {
    id: service.id,
    name: service.spec.name,
    vip,
    bound: vip,
    aliases: task.spec.networks.find((n) => n.target === target)?.aliases ?? [],
    // ports of the routing mesh are balanced on the ingress network; elsewhere a service is reached by its address
    ports: network.ingress
      ? task.ports
          .filter(({ publishMode }) => publishMode === 'ingress')
          .map(({ protocol, publishedPort, targetPort }) => ({
            protocol,
            published: publishedPort,
            target: targetPort,
          }))
      : [],
    disabled: false,
  }
  // service_common.go addServiceBinding: the first task makes the balancer, and its name; those after it join in
  const before = backendGroups(state.cnm, network).find((group) => groupKey(group.service) === groupKey(own))
  return before ? { ...own, bound: before.service.bound } : own
}

/**
 * The task begins to stop: it gets no new connections, and its names go, some time before its program ends
 * (controller.go Shutdown, defaultGossipConvergeDelay).
 */
export function disableService(env: Env, state: DockerWorld, container: Container): DockerWorld {
  const ids = container.attachments.flatMap(({ endpoint }) => endpoint ?? [])
  const world = ids.reduce((next, id) => disabled(next, id), state.cnm)
  return withModel(state, gossip(env, world))
}

function disabled(world: World, id: EndpointId): World {
  const service = findEndpoint(world, id)?.service
  if (!service) return world
  const amended = amendEndpoint(world, id, { service: { ...service, disabled: true } })
  return amended.ok ? amended.value.world : world
}

/**
 * A task with a port of the routing mesh runs: every host that takes part opens the port, whether it runs a task or
 * not.
 */
export function announceMesh(state: DockerWorld, swarm: Swarm, container: Container): DockerWorld {
  const meshed = container.attachments.some(({ endpoint }) => {
    const found = endpoint === null ? undefined : findEndpoint(state.cnm, endpoint)
    return found?.service && networkOf(state.cnm, found.network).ingress
  })
  if (!meshed) return state
  const hosts = swarm.nodes.filter((n) => !n.left && !n.removed).map(({ host }) => host)
  return withModel(
    state,
    hosts.reduce((world, host) => {
      const opened = openMesh(world, host)
      return opened.ok ? opened.value.world : world
    }, state.cnm),
  )
}

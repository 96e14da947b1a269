/** `docker network disconnect` (moby v28.5.2 daemon/container_operations.go DisconnectFromNetwork). */
import { ok } from '../addr/result.js'
import { deleteEndpoint } from '../cnm/deleteEndpoint.js'
import type { Env } from '../cnm/env.js'
import { leave } from '../cnm/leave.js'
import type { HostId, Network } from '../cnm/world.js'
import { lifted, refuse, ticked, withContainer } from './change.js'
import { withNetworkEvent } from './events.js'
import { findContainer } from './findContainer.js'
import { findDockerNetwork } from './findNetwork.js'
import type { Container, DockerWorld, EngineChange } from './state.js'

export function networkDisconnect(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  containerTerm: string,
  force: boolean,
): EngineChange {
  const found = findContainer(state, host, containerTerm)
  const network = findDockerNetwork(state, host, term)
  if (!found.ok) {
    // by force the engine looks for an endpoint that was left behind under that name; here none ever is
    if (!force) return refuse(found.error)
    if (!network.ok) return refuse(network.error)
    return refuse({ code: 'cnm', cause: { code: 'endpoint-not-found', term: containerTerm } })
  }
  const container = found.value
  const up = container.status === 'running' || container.status === 'paused'
  if (up && network.ok) return detach(env, state, container, network.value)
  if (up && !network.ok && !force) return refuse(network.error)
  const name = network.ok ? network.value.name : term
  if (!container.attachments.some((a) => a.network === name))
    return refuse({ code: 'not-connected', container: container.id, network: name, running: false })
  return ok({ state: withContainer(ticked(state), without(container, name)) })
}

const without = (container: Container, network: string): Container => ({
  ...container,
  attachments: container.attachments.filter((a) => a.network !== network),
})

function detach(env: Env, state: DockerWorld, container: Container, network: Network): EngineChange {
  const { name, driver } = network
  if (container.hostConfig.networkMode === 'host' && driver === 'host')
    return refuse({ code: 'conflict', conflict: 'disconnect-from-host' })
  const endpoint = container.attachments.find((a) => a.network === name)?.endpoint ?? null
  if (endpoint === null || container.sandbox === null)
    return refuse({ code: 'not-connected', container: container.id, network: name, running: true })
  const left = lifted(state, leave(env, state.cnm, endpoint, container.sandbox))
  if (!left.ok) return refuse(left.error)
  const deleted = lifted(left.value.state, deleteEndpoint(env, left.value.state.cnm, endpoint))
  if (!deleted.ok) return refuse(deleted.error)
  return ok({
    state: withNetworkEvent(
      withContainer(deleted.value.state, without(container, name)),
      network,
      'disconnect',
      container.id,
    ),
  })
}

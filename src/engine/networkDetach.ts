/** Take a running container off a network (moby v28.5.2 daemon/container_operations.go disconnectFromNetwork). */
import { ok } from '../addr/result.js'
import { deleteEndpoint } from '../cnm/deleteEndpoint.js'
import type { Env } from '../cnm/env.js'
import { leave } from '../cnm/leave.js'
import type { Network } from '../cnm/world.js'
import { lifted, refuse, withContainer } from './change.js'
import { withNetworkEvent } from './events.js'
import type { Container, DockerWorld, EngineChange } from './state.js'
import { detachTask } from './swarm/attachTask.js'

/** The container without its attachment to the network of that name. */
export const without = (container: Container, network: string): Container => ({
  ...container,
  attachments: container.attachments.filter((a) => a.network !== network),
})

export function detach(env: Env, state: DockerWorld, container: Container, network: Network): EngineChange {
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
  const gone = withNetworkEvent(
    withContainer(deleted.value.state, without(container, name)),
    network,
    'disconnect',
    container.id,
  )
  return ok({
    state: network.cluster ? detachTask(env, gone, container.host, container.id, network.publicId) : gone,
  })
}

/** Take a running container off a network (moby v28.5.2 daemon/container_operations.go disconnectFromNetwork). */
import { ok } from '../addr/result.js'
import { addressOf } from '../addr/cidr.js'
import { amendSandbox } from '../cnm/amend.js'
import { deleteEndpoint } from '../cnm/deleteEndpoint.js'
import type { Env } from '../cnm/env.js'
import { leave } from '../cnm/leave.js'
import { endpointOf, sandboxOf } from '../cnm/lookup.js'
import type { EndpointId, Network, SandboxId } from '../cnm/world.js'
import { endpointHosts, renderHostsLine } from '../dns/hostsFile.js'
import { lifted, refuse, withContainer, withModel } from './change.js'
import { withNetworkEvent } from './events.js'
import type { Container, DockerWorld, EngineChange } from './state.js'
import { detachTask } from './swarm/attachTask.js'

/** The container without its attachment to the network of that name. */
export const without = (container: Container, network: string): Container => ({
  ...container,
  attachments: container.attachments.filter((a) => a.network !== network),
})

/**
 * The interface goes, with its address, its names in the resolvers and its links. Refused for the host's own
 * network, and where the container has no endpoint there. The last container on a network of a cluster takes it off
 * the host.
 */
export function detach(env: Env, state: DockerWorld, container: Container, network: Network): EngineChange {
  const { name, driver } = network
  // asked first: a container on the host's network has an endpoint there, and must not lose it
  if (container.hostConfig.networkMode === 'host' && driver === 'host')
    return refuse({ code: 'conflict', conflict: 'disconnect-from-host' })
  const endpoint = container.attachments.find((a) => a.network === name)?.endpoint ?? null
  if (endpoint === null || container.sandbox === null)
    return refuse({ code: 'not-connected', container: container.id, network: name, running: true })
  // leave, then delete, as ep.Leave and ep.Delete of libnetwork
  const cleaned = withoutLines(state, container.sandbox, endpoint)
  const left = lifted(cleaned, leave(env, cleaned.cnm, endpoint, container.sandbox))
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

/**
 * The engine takes lines out of /etc/hosts by their text: those that an earlier, failed connect left behind go with the endpoint
 * that has the same address now (libnetwork/etchosts/etchosts.go Delete).
 */
function withoutLines(state: DockerWorld, sandboxId: SandboxId, endpoint: EndpointId): DockerWorld {
  const { hostname, domainname, extraHosts } = sandboxOf(state.cnm, sandboxId)
  const { address4, address6 } = endpointOf(state.cnm, endpoint)
  const addresses = [address4, address6].filter((a) => a !== null).map(addressOf)
  const own = new Set(endpointHosts(hostname, domainname, addresses).map(renderHostsLine))
  const kept = extraHosts.filter((line) => !own.has(renderHostsLine(line)))
  if (kept.length === extraHosts.length) return state
  const amended = amendSandbox(state.cnm, sandboxId, { extraHosts: kept })
  return amended.ok ? withModel(state, amended.value.world) : state
}

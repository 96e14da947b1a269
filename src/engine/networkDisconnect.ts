/** `docker network disconnect` (moby v28.5.2 daemon/container_operations.go DisconnectFromNetwork). */
import { ok } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import type { HostId } from '../cnm/world.js'
import { refuse, ticked, withContainer } from './change.js'
import { findContainer } from './findContainer.js'
import { findDockerNetwork } from './findNetwork.js'
import { isUp } from './isUp.js'
import { detach, without } from './networkDetach.js'
import type { DockerWorld, EngineChange } from './state.js'
import { membership } from './swarm/membership.js'

/**
 * A running container leaves the network at once (networkDetach.ts); of one that does not run only the note goes.
 * Errors: no such container, no such network, that it is not connected. With `force` a network may be missing.
 */
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
  const up = isUp(container)
  if (up && network.ok) return detach(env, state, container, network.value)
  // a network of the cluster is still there for a moment after the last container has left it
  if (up && !network.ok && !force && isClusters(state, host, term))
    return refuse({ code: 'not-connected', container: container.id, network: term, running: true })
  if (up && !network.ok && !force) return refuse(network.error)
  // stopped, or by force off a network that is gone: only the record of the container changes
  const name = network.ok ? network.value.name : term
  if (!container.attachments.some((a) => a.network === name))
    return refuse({ code: 'not-connected', container: container.id, network: name, running: false })
  return ok({ state: withContainer(ticked(state), without(container, name)) })
}

/** Does the cluster have an attachable network of that name or id, which this host just does not use? */
const isClusters = (state: DockerWorld, host: HostId, term: string): boolean =>
  membership(state, host)?.swarm.networks.some((n) => n.attachable && (n.name === term || n.id === term)) ??
  false

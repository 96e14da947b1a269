/** `docker rename`: the endpoint's name and the names in the resolvers follow at once (moby v28.5.2 daemon/rename.go). */
import { ok } from '../addr/result.js'
import { amendEndpoint, amendSandbox, leakNames } from '../cnm/amend.js'
import type { Env } from '../cnm/env.js'
import { gossip } from '../cnm/gossip.js'
import { endpointOf, hostOf, networkOf } from '../cnm/lookup.js'
import type { EndpointId, HostId } from '../cnm/world.js'
import { refuse, ticked, withContainer, withModel } from './change.js'
import { refuseName } from './containerName.js'
import { endpointNames } from './endpointSettings.js'
import { withContainerEvent } from './events.js'
import { findContainer } from './findContainer.js'
import type { Container, DockerWorld, EngineChange } from './state.js'

/**
 * Another name, without or with a slash. In a running container DNS changes at once; /etc/hosts and the hostname do
 * not. Errors in the daemon's order: an empty name, no such container, the name that it has, a bad or a taken one,
 * and then the refusal of a cluster, which leaves something behind.
 */
export function containerRename(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  newName: string,
): EngineChange {
  if (term === '' || newName === '') return refuse({ code: 'rename-empty' })
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const name = newName.replace(/^\//, '')
  if (found.value.name === name) return refuse({ code: 'same-name', name })
  // reserveName has the slash already when it complains, so the text shows `(/name)`
  const refused = refuseName(state, host, `/${name}`)
  if (refused) return refuse({ code: 'rename', cause: refused })
  // The name is the container's by now in the engine, and is given back: only what `botched` says stays.
  const clustered = clusterEndpoint(state, found.value)
  if (clustered)
    return refuse(
      { code: 'rename-in-cluster', name: found.value.name, ...clustered, newName: name },
      botched(env, state, found.value, clustered.endpoint, name),
    )
  const container: Container = { ...found.value, name }
  const attachments = container.attachments.map((a) =>
    a.endpoint === null
      ? a
      : { ...a, lastNames: endpointNames(container, a.settings.aliases ?? []).map((n) => n.name) },
  )
  const renamed = withEndpoints(withContainer(ticked(state), { ...container, attachments }), container)
  return ok({
    state: withContainerEvent(renamed, container, 'rename', [['oldName', `/${found.value.name}`]]),
  })
}

/**
 * The first endpoint that other hosts know of: the engine tells them anew, and stumbles over what it told before.
 */
function clusterEndpoint(
  { cnm }: DockerWorld,
  { attachments }: Container,
): { readonly endpoint: EndpointId; readonly network: string } | undefined {
  for (const { endpoint } of attachments) {
    if (endpoint === null) continue
    const { cluster, publicId } = networkOf(cnm, endpointOf(cnm, endpoint).network)
    if (cluster) return { endpoint, network: publicId }
  }
  return undefined
}

/**
 * Then it takes back what it can: endpoints get the container's name as the engine keeps it, with a slash; and the one that
 * it stumbled over keeps its new names in the resolvers of this host, and none on others (endpoint.go UpdateDNSNames).
 */
function botched(
  env: Env,
  state: DockerWorld,
  container: Container,
  failed: EndpointId,
  newName: string,
): DockerWorld {
  let world = state.cnm
  const attachments = container.attachments.map((attachment) => {
    const { endpoint, settings } = attachment
    if (endpoint === null) return attachment
    const names = endpointNames({ ...container, name: newName }, settings.aliases ?? [])
    const amended = amendEndpoint(world, endpoint, {
      name: `/${container.name}`,
      ...(endpoint === failed && { names, untold: true }),
    })
    if (amended.ok) world = amended.value.world
    return endpoint === failed ? { ...attachment, lastNames: names.map((n) => n.name) } : attachment
  })
  return withModel(withContainer(state, { ...container, attachments }), gossip(env, world))
}

/**
 * A member of a cluster tells new names to the cluster only, which does not know of the networks of one host: their resolvers
 * go on with the old names (endpoint.go UpdateDNSNames, agent.go addServiceInfoToCluster), and nobody takes those out again.
 */
function withEndpoints(state: DockerWorld, container: Container): DockerWorld {
  let world = state.cnm
  const isMember = hostOf(world, container.host).agent !== null
  for (const { endpoint, settings } of container.attachments) {
    if (endpoint === null) continue
    // on every network, also on those where it had no name before
    const names = endpointNames(container, settings.aliases ?? [])
    const amended = amendEndpoint(world, endpoint, {
      name: container.name,
      ...(isMember ? {} : { names }),
    })
    if (amended.ok) world = amended.value.world
    const old = endpointOf(world, endpoint).names.filter((n) => !names.some(({ name }) => name === n.name))
    const leaked = isMember && old.length > 0 ? leakNames(world, endpoint, old) : null
    if (leaked?.ok) world = leaked.value.world
  }
  // the label is what explanations call the sandbox by
  if (container.sandbox !== null && container.sharedWith === null) {
    const amended = amendSandbox(world, container.sandbox, { label: `${container.host}/${container.name}` })
    if (amended.ok) world = amended.value.world
  }
  return withModel(state, world)
}

/**
 * Put a running container on a network: endpoint, names, interface (moby v28.5.2 daemon/container_operations.go
 * connectToNetwork). At a container's start and at `docker network connect`.
 */
import { addressOf } from '../addr/cidr.js'
import { parseIp } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import { parseMac } from '../addr/mac.js'
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { amendSandbox } from '../cnm/amend.js'
import { createEndpoint } from '../cnm/createEndpoint.js'
import type { EndpointSpec } from '../cnm/createEndpoint.js'
import type { Env } from '../cnm/env.js'
import { join } from '../cnm/join.js'
import type { CnmError } from '../cnm/errors.js'
import { attemptId } from '../cnm/identity.js'
import { lostAddress, withLost } from '../cnm/lostAddress.js'
import { endpointOf, findEndpoint, hostOf, networkNamed, sandboxOf } from '../cnm/lookup.js'
import type { EndpointId, Network, SandboxId, World } from '../cnm/world.js'
import { endpointHosts } from '../dns/hostsFile.js'
import { copyOfContainer, fromModel, lifted, refuse, ticked, withContainer, withModel } from './change.js'
import { endpointNames, refuseSettings } from './endpointSettings.js'
import type { EngineError } from './errors.js'
import { knownPorts } from './exposedPort.js'
import { withNetworkEvent } from './events.js'
import { containerOf } from './findContainer.js'
import { findDockerNetwork, isUserDefined } from './findNetwork.js'
import { detachTask } from './swarm/attachTask.js'
import { findAndAttach } from './swarm/findAndAttach.js'
import { bindingFor } from './service/binding.js'
import { refuseLinks, withLegacyLinks } from './legacyLinks.js'
import { parseLink } from './links.js'
import { noAttachment } from './state.js'
import type { Attachment, Container, ContainerId, DockerWorld, Refusal } from './state.js'

/**
 * Connect container `id`, whose sandbox exists, to the attachment's network, which is created on the host first if
 * the cluster has it and the host has not. Errors: that there is no such network, the daemon's checks, and what the
 * model and its drivers refuse; a refusal that left something behind says what in `after`.
 */
export function attach(
  env: Env,
  start: DockerWorld,
  id: ContainerId,
  attachment: Attachment,
): Result<DockerWorld, Refusal> {
  const container = containerOf(start, id)
  // the first check of connectToNetwork: a namespace of another container is not this one's to change
  if (container.sharedWith !== null || container.sandbox === null)
    return refuse({ code: 'conflict', conflict: 'shared-network' })
  const found = findAndAttach(env, start, container, attachment)
  if (!found.ok) return found
  const { state, network, address } = found.value
  const attached = attachTo(env, state, id, attachment, network, address)
  if (attached.ok || network.cluster === null) return attached
  // the place on the cluster's network is given back with everything else
  const { error, after } = attached.error
  return refuse(error, detachTask(env, after ?? state, container.host, id, network.publicId))
}

/**
 * The network is there: everything else of connectToNetwork, in its order: the mode is normalised, settings are
 * checked and noted, the endpoint is created, joined, and told of. `given`: the address that the manager has given
 * on a network of the cluster; null on others, whose addresses are given at createEndpoint.
 */
function attachTo(
  env: Env,
  state: DockerWorld,
  id: ContainerId,
  attachment: Attachment,
  network: Network,
  given: Ip | null,
): Result<DockerWorld, Refusal> {
  const container = containerOf(state, id)
  const { network: term, settings } = attachment
  if (container.sandbox === null) return refuse({ code: 'conflict', conflict: 'shared-network' })
  // normalizeNetMode comes before updateNetworkConfig: a mode that names no network is told before bad settings are
  const hostConfig = normalised(state, container, term)
  if (!hostConfig.ok) return refuse(hostConfig.error)
  const refused = refuseSettings(network, network.name, settings) ?? refuseMix(state, container, network)
  if (refused) return refuse(refused)
  const userDefined = isUserDefined(network.name)
  // Only networks of the user's have names to find (buildEndpointDNSNames). On the default bridge the field keeps
  // what a former attempt left there.
  const names = userDefined
    ? endpointNames(container, settings.aliases ?? [])
    : (attachment.lastNames ?? []).map((name) => ({ name, kind: 'container' as const }))
  const noted: Attachment = {
    ...noAttachment,
    network: network.name,
    settings: given === null ? settings : withoutAsking(settings),
    lastNetwork: attachment.lastNetwork,
    lastNames: names.length > 0 ? names.map((n) => n.name) : null,
  }
  // from here on the engine has noted the network: a refusal does not make it forget; its id only with the endpoint
  const withNoted = (
    lastNetwork: Attachment['lastNetwork'],
    remains: Attachment['remains'] = null,
  ): DockerWorld =>
    withContainer(state, {
      ...container,
      attachments: placed(container.attachments, term, { ...noted, lastNetwork, remains }),
    })
  const onceNoted = (): DockerWorld | undefined =>
    container.attachments.some((a) => a.network === network.name)
      ? undefined
      : withNoted(attachment.lastNetwork)
  const linkProblem = network.name === 'bridge' ? refuseLinks(state, container) : null
  if (linkProblem) return refuse(linkProblem, onceNoted())
  // buildCreateEndpointOptions: what the container and its settings come to on this network
  const spec: EndpointSpec = {
    name: container.name,
    // texts were checked by refuseSettings, so what does not parse is '' and means: any
    address4: given ?? parseIp(settings.ipam?.ipv4 ?? '') ?? null,
    address6: parseIp(settings.ipam?.ipv6 ?? '') ?? null,
    linkLocal: (settings.ipam?.linkLocal ?? []).flatMap((text) => parseIp(text) ?? []),
    mac: parseMac(settings.macAddress ?? '') ?? null,
    options: settings.driverOpts ?? [],
    names,
    // `--link` on a network of the user's: names in this endpoint's resolver alone (buildJoinOptions,
    // CreateOptionAlias)
    links: userDefined ? linksOf(container, attachment) : [],
    exposed: exposedOn(env, state, container, network),
    // elsewhere CreateOptionDisableResolution: the sandbox's resolver does not answer for this network
    resolution: userDefined,
    priority: settings.gwPriority,
    // the task of a service brings its virtual address and published ports along (CreateOptionService)
    service: bindingFor(state, id, network),
  }
  const created = lifted(state, createEndpoint(env, state.cnm, network.id, spec))
  if (!created.ok) {
    const address = lostAddress(env, state.cnm, network.id, spec)
    if (address === null) return refuse(created.error, onceNoted())
    const left = onceNoted() ?? state
    const after = withModel(left, withLost(env, left.cnm, network.id, address))
    return err({ error: created.error, after, lost: { network: network.id, address } })
  }
  const { endpoint } = created.value.value
  // from here on what fails is the driver's: a port that is taken, a parent interface that is gone
  const tried = created.value.state.cnm
  const joined = join(env, tried, endpoint, container.sandbox)
  if (!joined.ok) {
    const shown = attemptId(hostOf(state.cnm, container.host).index, state.cnm.clock, id)
    const { address4, address6, mac } = endpointOf(tried, endpoint)
    const left = ticked(withNoted(network.publicId, { id: shown, address4, address6, mac }))
    return refuse(
      fromModel(gone(joined.error, endpoint, shown)),
      // a driver that refuses is asked before the names are written
      joined.error.code === 'driver' ? left : withLeftLines(left, container.sandbox, tried, endpoint),
    )
  }
  const member = copyOfContainer(container)
  member.hostConfig = hostConfig.value
  member.attachments = placed(container.attachments, term, {
    ...noted,
    lastNetwork: network.publicId,
    endpoint,
  })
  const connected = withContainer(withModel(created.value.state, joined.value.world), member)
  // told last, when nothing can fail any more
  const event = withNetworkEvent(connected, network, 'connect', id)
  // the engine writes the links' lines before the join; what a failed join leaves of them is not modelled
  return ok(network.name === 'bridge' ? withLegacyLinks(event, id) : event)
}

/** Where nothing was asked, nothing is left of the address that the cluster gave, once it is gone (IPAMOperational). */
const withoutAsking = (settings: Attachment['settings']): Attachment['settings'] =>
  settings.ipam?.ipv4 || settings.ipam?.ipv6 || settings.ipam?.linkLocal.length
    ? settings
    : { ...settings, ipam: null }

/** The endpoint of a failed attempt is never there: its id is in the text of the refusal, and nobody else's later. */
const gone = (error: CnmError, endpoint: EndpointId, shown: string): CnmError =>
  error.code === 'external-connectivity' && error.id === endpoint ? { ...error, id: shown } : error

/** The engine writes an endpoint's names into /etc/hosts before the join can fail, and leaves them there when it does. */
function withLeftLines(
  state: DockerWorld,
  sandboxId: SandboxId,
  tried: World,
  endpoint: EndpointId,
): DockerWorld {
  const { hostname, domainname, extraHosts } = sandboxOf(state.cnm, sandboxId)
  const { address4, address6 } = endpointOf(tried, endpoint)
  const addresses = [address4, address6].filter((a) => a !== null).map(addressOf)
  const lines = [...extraHosts, ...endpointHosts(hostname, domainname, addresses)]
  const amended = amendSandbox(state.cnm, sandboxId, { extraHosts: lines })
  return amended.ok ? withModel(state, amended.value.world) : state
}

/** The network of the mode has to be there, and a part of an id becomes the whole one (normalizeNetMode). */
function normalised(
  state: DockerWorld,
  { host, hostConfig }: Container,
  term: string,
): Result<Container['hostConfig'], EngineError> {
  const { networkMode } = hostConfig
  if (term === networkMode || !isUserDefined(networkMode)) return ok(hostConfig)
  const named = findDockerNetwork(state, host, networkMode)
  if (!named.ok) return err({ code: 'network-of-mode', mode: networkMode, cause: named.error })
  return ok(networkMode === named.value.name ? hostConfig : { ...hostConfig, networkMode: named.value.id })
}

/**
 * The attachment in the place of the one that named the same network, by the user's `term` or by the network's
 * name; behind the others where there is none. The engine has a Go map here, without an order; ours is the order of
 * the user's, so that it can be replayed. O(attachments).
 */
export function placed(all: readonly Attachment[], term: string, next: Attachment): readonly Attachment[] {
  const at = all.findIndex((a) => a.network === term || a.network === next.network)
  if (at < 0) return [...all, next]
  const others = [...all] // spread: `with` of a frozen array takes fifty times as long
  others[at] = next
  return others
}

/**
 * Rules about `host` and `none` beside other networks (daemon/container_operations.go updateNetworkSettings). The
 * first attachment that decides ends the walk, as the engine's loop does; its order is random there.
 */
export function refuseMix(state: DockerWorld, container: Container, network: Network): EngineError | null {
  const isHost = (driver: string): boolean => driver === 'host'
  if (container.hostConfig.networkMode !== 'host' && isHost(network.driver))
    return { code: 'conflict', conflict: 'connect-to-host' }
  for (const { network: term } of container.attachments) {
    // a network that is gone, or was never there, is no obstacle
    const other = networkNamed(state.cnm, container.host, term)
    if (!other) continue
    // it is on this very network already: "Avoid duplicate config" in the engine, which ends its checks here, too
    if (other.name === network.name) return null
    if (isHost(other.driver) || isHost(network.driver))
      return { code: 'conflict', conflict: 'shared-network' }
    if (other.name === 'none' || network.name === 'none')
      return { code: 'conflict', conflict: 'none-and-others' }
  }
  return null
}

const linksOf = (container: Container, { settings }: Attachment) =>
  [...(settings.links ?? [])].map((text) => {
    const { name, alias } = parseLink(text)
    return { alias, target: name }
  })

/**
 * Exposed ports show on the first endpoint that can publish (daemon/network.go
 * buildPortsRelatedCreateEndpointOptions): later ones get none, since the sandbox then has ports to show, and
 * internal networks never do.
 */
function exposedOn(env: Env, state: DockerWorld, container: Container, network: Network) {
  const shown = portsShown(state, container.sandbox)
  // a driver that publishes nothing does not know of ports either (macvlan)
  const publishes = env.drivers.get(network.driver)?.publish !== undefined
  return network.internal || shown || !publishes ? [] : knownPorts(container.config.exposed)
}

const portsShown = (state: DockerWorld, sandbox: SandboxId | null): boolean =>
  sandbox !== null &&
  sandboxOf(state.cnm, sandbox).endpoints.some((id) => {
    const endpoint = findEndpoint(state.cnm, id)
    return endpoint !== undefined && (endpoint.exposed.length > 0 || endpoint.bindings.length > 0)
  })

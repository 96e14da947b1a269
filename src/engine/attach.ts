/**
 * Put a running container on a network: endpoint, names, interface (moby v28.5.2 daemon/container_operations.go
 * connectToNetwork). At a container's start and at `docker network connect`.
 */
import { parseIp } from '../addr/ip.js'
import { parseMac } from '../addr/mac.js'
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { createEndpoint } from '../cnm/createEndpoint.js'
import type { Env } from '../cnm/env.js'
import { join } from '../cnm/join.js'
import { networkNamed, sandboxOf } from '../cnm/lookup.js'
import type { Network, SandboxId } from '../cnm/world.js'
import { fromModel, lifted, withContainer } from './change.js'
import { endpointNames, refuseSettings } from './endpointSettings.js'
import type { EngineError } from './errors.js'
import { withEvent } from './events.js'
import { containerOf } from './findContainer.js'
import { findDockerNetwork, isUserDefined } from './findNetwork.js'
import { linkedFrom, parseLink } from './links.js'
import { refreshHosts } from './sandboxSpec.js'
import type { Attachment, Container, ContainerId, DockerWorld } from './state.js'

/** Connect container `id`, whose sandbox exists, to the attachment's network. */
export function attach(
  env: Env,
  state: DockerWorld,
  id: ContainerId,
  attachment: Attachment,
): Result<DockerWorld, EngineError> {
  const container = containerOf(state, id)
  const { network: term, settings } = attachment
  if (container.sharedWith !== null || container.sandbox === null)
    return err({ code: 'conflict', conflict: 'shared-network' })
  const found = findDockerNetwork(state, container.host, term)
  if (!found.ok) return found
  const network = found.value
  const refused = refuseSettings(network, network.name, settings) ?? refuseMix(state, container, network)
  if (refused) return err(refused)
  const linkProblem = network.name === 'bridge' ? refuseLinks(state, container) : null
  if (linkProblem) return err(linkProblem)
  const userDefined = isUserDefined(network.name)
  const created = lifted(
    state,
    createEndpoint(env, state.cnm, network.id, {
      name: container.name,
      address4: parseIp(settings.ipam?.ipv4 ?? '') ?? null,
      address6: parseIp(settings.ipam?.ipv6 ?? '') ?? null,
      linkLocal: (settings.ipam?.linkLocal ?? []).flatMap((text) => parseIp(text) ?? []),
      mac:
        settings.macAddress ??
        (isMain(container, network) ? parseMac(container.config.macAddress) : undefined) ??
        null,
      options: settings.driverOpts ?? [],
      names: userDefined ? endpointNames(container, settings.aliases ?? []) : [],
      links: userDefined ? linksOf(container, attachment) : [],
      exposed: exposedOn(state, container, network),
      resolution: userDefined,
      priority: settings.gwPriority,
    }),
  )
  if (!created.ok) return created
  const { endpoint } = created.value.value
  const joined = join(env, created.value.state.cnm, endpoint, container.sandbox)
  if (!joined.ok) return err(fromModel(joined.error))
  const connected: DockerWorld = withContainer(
    { ...created.value.state, cnm: joined.value.world },
    {
      ...container,
      attachments: placed(container.attachments, term, { network: network.name, settings, endpoint }),
    },
  )
  const event = withEvent(connected, container.host, 'network', 'connect', network.id, [
    ['container', id],
    ['name', network.name],
    ['type', network.driver],
  ])
  return ok(
    network.name === 'bridge'
      ? refreshHosts(event, [id, ...linkedFrom(event, container).map((c) => c.id)])
      : event,
  )
}

/** The attachment in the place of the one that named the same network, or behind the others. */
export function placed(all: readonly Attachment[], term: string, next: Attachment): readonly Attachment[] {
  const at = all.findIndex((a) => a.network === term || a.network === next.network)
  return at < 0 ? [...all, next] : all.with(at, next)
}

/** Rules about `host` and `none` beside other networks (updateNetworkSettings). */
export function refuseMix(state: DockerWorld, container: Container, network: Network): EngineError | null {
  const isHost = (driver: string): boolean => driver === 'host'
  if (container.hostConfig.networkMode !== 'host' && isHost(network.driver))
    return { code: 'conflict', conflict: 'connect-to-host' }
  for (const { network: term } of container.attachments) {
    const other = networkNamed(state.cnm, container.host, term)
    if (!other) continue
    if (other.name === network.name) return null
    if (isHost(other.driver) || isHost(network.driver))
      return { code: 'conflict', conflict: 'shared-network' }
    if (other.name === 'none' || network.name === 'none')
      return { code: 'conflict', conflict: 'none-and-others' }
  }
  return null
}

/** The targets of legacy links have to be on the default network. */
function refuseLinks(state: DockerWorld, container: Container): EngineError | null {
  for (const { target: id } of container.links) {
    const target = containerOf(state, id)
    if (!target.attachments.some((a) => a.network === 'bridge'))
      return { code: 'link-not-default', target: target.name }
  }
  return null
}

/** Is this the network that the container-wide MAC address belongs to? */
const isMain = ({ hostConfig: { networkMode } }: Container, { name, id }: Network): boolean =>
  networkMode === name || networkMode === id || (networkMode === 'default' && name === 'bridge')

const linksOf = (container: Container, { settings }: Attachment) =>
  [...(settings.links ?? [])].map((text) => {
    const { name, alias } = parseLink(text)
    return { alias, target: name }
  })

/** Exposed ports show on the first endpoint that can publish (buildPortsRelatedCreateEndpointOptions). */
function exposedOn(state: DockerWorld, container: Container, network: Network) {
  const shown = portsShown(state, container.sandbox)
  return network.internal || shown
    ? []
    : container.config.exposed.map(({ port, protocol }) => ({ port, protocol }))
}

const portsShown = (state: DockerWorld, sandbox: SandboxId | null): boolean =>
  sandbox !== null &&
  sandboxOf(state.cnm, sandbox).endpoints.some((id) => {
    const endpoint = state.cnm.endpoints[id]
    return endpoint !== undefined && (endpoint.exposed.length > 0 || endpoint.bindings.length > 0)
  })

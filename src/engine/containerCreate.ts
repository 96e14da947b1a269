/** `docker create`: checks and a record; no sandbox, no address yet (moby v28.5.2 daemon/create.go, runconfig/hostconfig.go). */
import type { Open } from '../addr/open.js'
import { parseMac } from '../addr/mac.js'
import { ok } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import { makeId } from '../cnm/identity.js'
import { findHost } from '../cnm/lookup.js'
import type { HostId } from '../cnm/world.js'
import { refuse, ticked, withContainer } from './change.js'
import { generatedName, refuseName } from './containerName.js'
import { refuseSettings } from './endpointSettings.js'
import type { Conflict, EngineError } from './errors.js'
import { withContainerEvent } from './events.js'
import { findDockerNetwork, isContainerMode, isUserDefined } from './findNetwork.js'
import { mergedCommand } from './imageCommand.js'
import { linkTargets } from './links.js'
import { refuseRestartPolicy } from './restartPolicy.js'
import { parseSignal } from './signal.js'
import type {
  Attachment,
  Container,
  ContainerConfig,
  ContainerId,
  DockerWorld,
  EndpointSettings,
  EngineChange,
  HostConfig,
} from './state.js'
import { noAttachment, noSettings } from './state.js'

/** The body of `POST /containers/create`, with the name that stands in its query. */
export interface ContainerCreateSpec {
  /** null: the engine makes one up. */
  readonly name: string | null
  /** What goes with the container wherever it runs. */
  readonly config: ContainerConfig
  /** What ties it to this host: its network mode, its published ports, its resolver. */
  readonly hostConfig: HostConfig
  /** EndpointsConfig: by the names that the user gave. Empty: the one network of the mode, with no settings. */
  readonly networks: readonly { readonly network: string; readonly settings: EndpointSettings }[]
}

/**
 * A record with status `created`, and its warnings, which the client prints to stderr. Nothing is allocated:
 * addresses and ports come at the start, so two containers may be created with one port or address. Errors in the
 * daemon's order: see the comments. Not modelled: that an image may be missing (daemon/create.go asks for it before
 * the networks).
 */
export function containerCreate(
  _env: Env,
  state: DockerWorld,
  host: HostId,
  spec: ContainerCreateSpec,
): EngineChange<{ readonly id: ContainerId; readonly warnings: readonly string[] }> {
  // not a check of Docker's: in the model a host may have no engine, and a router is a host, too
  const machine = findHost(state.cnm, host)
  if (!machine?.hasEngine)
    return refuse({ code: 'cnm', cause: { code: machine ? 'host-without-engine' : 'host-not-found', host } })
  const { config, hostConfig } = spec
  // the decoder of the request comes first of all (runconfig/config.go decodeContainerConfig), ...
  const conflict = conflictOf(config, hostConfig)
  if (conflict) return refuse({ code: 'conflict', conflict })
  // ... then the daemon itself: its settings (daemon/container.go validateContainerConfig, validateHostConfig), ...
  const { stopSignal = '' } = config
  if (stopSignal !== '' && parseSignal(stopSignal) === undefined)
    return refuse({ code: 'invalid-signal', signal: stopSignal })
  const policy = refuseRestartPolicy(hostConfig.restartPolicy)
  if (policy !== null) return refuse({ code: 'restart-policy', problem: policy })
  // ... each network's settings (daemon/create.go validateNetworkingConfig), ...
  const wrong = refuseNetworks(state, host, spec)
  if (wrong) return refuse(wrong)
  // ... what the image adds (daemon/create.go create, daemon/commit.go merge), ...
  const command = mergedCommand(config)
  if (!command.ok) return refuse(command.error)
  // ... and only then is a name reserved (daemon/container.go newContainer, daemon/names.go reserveName)
  const id = makeId('container', machine.index, state.cnm.clock)
  const name = spec.name ?? generatedName(state, host, id)
  const refusedName = refuseName(state, host, name)
  if (refusedName) return refuse(refusedName)
  // on a network of the user's links are settings of its endpoint, and their targets need not exist (registerLinks)
  const legacy = isUserDefined(hostConfig.networkMode) ? [] : (hostConfig.links ?? [])
  const links = linkTargets(state, host, legacy)
  if (!links.ok) return refuse(links.error)
  const hostMode = hostConfig.networkMode === 'host'
  const container: Container = {
    id,
    host,
    // The engine keeps the slash; here it is put in front where it is printed.
    name: name.replace(/^\//, ''),
    createdAt: state.cnm.clock,
    // A container on the host's network is called as the host is; others as the start of their id. The address
    // asked for moves to the network's settings (handleMACAddressBC).
    config: merged(config, command.value, config.hostname || (hostMode ? host : id.slice(0, 12))),
    hostConfig,
    links: links.value.map(({ target, alias }) => ({ target: target.id, name: target.name, alias })),
    said: '',
    status: 'created',
    exitCode: 0,
    error: '',
    startedAt: null,
    finishedAt: null,
    attachments: attachments(state, host, hostConfig.networkMode, spec.networks).map(
      withMac(hostConfig.networkMode, config.macAddress),
    ),
    sandbox: null,
    sharedWith: null,
  }
  const published = hostConfig.portBindings.length > 0
  return ok({
    id,
    warnings: hostMode && published ? ['Published ports are discarded when using host network mode'] : [],
    state: withContainerEvent(withContainer(ticked(state), container), container, 'create'),
  })
}

/** Field by field, as records are copied: see cnm/copies.ts. */
function merged(
  config: ContainerConfig,
  { cmd, entrypoint }: Pick<ContainerConfig, 'cmd' | 'entrypoint'>,
  hostname: string,
): ContainerConfig {
  const { stopSignal, stopTimeout } = config
  const next: Open<ContainerConfig> = {
    hostname,
    domainname: config.domainname,
    image: config.image,
    cmd,
    entrypoint,
    exposed: config.exposed,
    labels: config.labels,
    tty: config.tty,
    openStdin: config.openStdin,
    attached: config.attached,
    macAddress: '',
    env: config.env,
  }
  if (stopSignal !== undefined) next.stopSignal = stopSignal
  if (stopTimeout !== undefined) next.stopTimeout = stopTimeout
  return next
}

/**
 * Options that cannot be had together with `container:` and `host` (moby v28.5.2 runconfig/hostconfig.go
 * validateNetContainerMode, runconfig/hostconfig_unix.go validateNetMode). The first one of several is told.
 */
function conflictOf(config: ContainerConfig, hostConfig: HostConfig): Conflict | null {
  const mode = hostConfig.networkMode
  const links = (hostConfig.links?.length ?? 0) > 0
  // "container" without a colon could be the name of a network, but is refused as if it were half a mode
  if (mode === 'container' || isContainerMode(mode)) {
    if (mode.split(':', 2)[1] === undefined || mode === 'container:') return 'container-format'
    if (config.hostname !== '') return 'hostname'
    if (links) return 'container-links'
    if ((hostConfig.dns?.length ?? 0) > 0) return 'dns'
    if ((hostConfig.extraHosts?.length ?? 0) > 0) return 'extra-hosts'
    if (hostConfig.portBindings.length > 0 || hostConfig.publishAll) return 'publish'
    if (config.exposed.length > 0) return 'expose'
  }
  return mode === 'host' && links ? 'host-links' : null
}

/**
 * Settings are checked against the networks that exist; a missing network is refused only at the start. The engine
 * lists the problems of all networks (daemon/create.go validateNetworkingConfig), here the first network's are
 * told.
 */
function refuseNetworks(state: DockerWorld, host: HostId, spec: ContainerCreateSpec): EngineError | null {
  for (const { network: term, settings } of spec.networks) {
    const found = findDockerNetwork(state, host, term)
    const cause = refuseSettings(found.ok ? found.value : null, term, settings)
    if (cause) return { code: 'invalid-network-for-container', network: term, cause }
  }
  const { config, hostConfig } = spec
  const mac = config.macAddress
  const main = hostConfig.networkMode
  // it counts as an address of the network of the mode, and is dropped where that can have none (host, none)
  const wanted = mac !== '' && (main === 'bridge' || isUserDefined(main))
  return wanted && parseMac(mac) === undefined
    ? { code: 'invalid-network-for-container', network: main, cause: { code: 'invalid-mac', mac } }
    : null
}

/** The container-wide MAC address belongs to the network of the mode (moby api/server/router/container handleMACAddressBC). */
const withMac =
  (mode: string, mac: string) =>
  (attachment: Attachment): Attachment =>
    mac === '' || attachment.network !== (mode === 'default' ? 'bridge' : mode)
      ? attachment
      : {
          ...attachment,
          settings: { ...attachment.settings, macAddress: attachment.settings.macAddress ?? mac },
        }

/**
 * The networks to join, those of the request or the one that the mode names; kept by name where the network exists
 * (daemon/container_operations.go updateContainerNetworkSettings). None in the network of another container.
 */
function attachments(
  state: DockerWorld,
  host: HostId,
  mode: string,
  networks: ContainerCreateSpec['networks'],
): readonly Attachment[] {
  if (isContainerMode(mode)) return []
  const standard = mode === 'default' ? 'bridge' : mode
  const asked = networks.length > 0 ? networks : [{ network: standard, settings: noSettings }]
  return asked.map(({ network, settings }) => {
    const found = findDockerNetwork(state, host, network)
    // a part of an id stays as it was typed, unless nothing was asked of the network
    const known = found.ok && (network === found.value.id || networks.length === 0)
    return { ...noAttachment, network: known ? found.value.name : network, settings }
  })
}

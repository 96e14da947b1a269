/** `docker create`: checks and a record; no sandbox, no address yet (moby v28.5.2 daemon/create.go, runconfig/hostconfig.go). */
import { parseMac } from '../addr/mac.js'
import type { Mac } from '../addr/mac.js'
import { ok } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import { makeId } from '../cnm/identity.js'
import { findHost } from '../cnm/lookup.js'
import type { HostId } from '../cnm/world.js'
import { refuse, withContainer } from './change.js'
import { generatedName, refuseName } from './containerName.js'
import { refuseSettings } from './endpointSettings.js'
import type { Conflict, EngineError } from './errors.js'
import { withContainerEvent } from './events.js'
import { findDockerNetwork, isContainerMode, isUserDefined } from './findNetwork.js'
import { linkTargets } from './links.js'
import { refuseRestartPolicy } from './restartPolicy.js'
import { parseSignal } from './signal.js'
import { ticked } from './change.js'
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

export interface ContainerCreateSpec {
  /** null: the engine makes one up. */
  readonly name: string | null
  readonly config: ContainerConfig
  readonly hostConfig: HostConfig
  readonly networks: readonly { readonly network: string; readonly settings: EndpointSettings }[]
}

export function containerCreate(
  _env: Env,
  state: DockerWorld,
  host: HostId,
  spec: ContainerCreateSpec,
): EngineChange<{ readonly id: ContainerId; readonly warnings: readonly string[] }> {
  const machine = findHost(state.cnm, host)
  if (!machine?.hasEngine)
    return refuse({ code: 'cnm', cause: { code: machine ? 'host-without-engine' : 'host-not-found', host } })
  const { config, hostConfig } = spec
  const { stopSignal = '' } = config
  if (stopSignal !== '' && parseSignal(stopSignal) === undefined)
    return refuse({ code: 'invalid-signal', signal: stopSignal })
  const policy = refuseRestartPolicy(hostConfig.restartPolicy)
  if (policy !== null) return refuse({ code: 'restart-policy', problem: policy })
  const conflict = conflictOf(config, hostConfig)
  if (conflict) return refuse({ code: 'conflict', conflict })
  const wrong = refuseNetworks(state, host, spec)
  if (wrong) return refuse(wrong)
  const id = makeId('container', machine.index, state.cnm.clock)
  const name = spec.name ?? generatedName(state, host, id)
  const refusedName = refuseName(state, host, name)
  if (refusedName) return refuse(refusedName)
  const legacy = isUserDefined(hostConfig.networkMode) ? [] : (hostConfig.links ?? [])
  const links = linkTargets(state, host, legacy)
  if (!links.ok) return refuse(links.error)
  const hostMode = hostConfig.networkMode === 'host'
  const container: Container = {
    id,
    host,
    name: name.replace(/^\//, ''),
    createdAt: state.cnm.clock,
    config: { ...config, macAddress: '', hostname: config.hostname || (hostMode ? host : id.slice(0, 12)) },
    hostConfig,
    links: links.value.map(({ target, alias }) => ({ target: target.id, name: target.name, alias })),
    said: '',
    status: 'created',
    exitCode: 0,
    error: '',
    startedAt: null,
    finishedAt: null,
    attachments: attachments(state, host, hostConfig.networkMode, spec.networks).map(
      withMac(hostConfig.networkMode, parseMac(config.macAddress)),
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

/** Options that cannot be had together with `container:` and `host` (runconfig/hostconfig.go, hostconfig_unix.go). */
function conflictOf(config: ContainerConfig, hostConfig: HostConfig): Conflict | null {
  const mode = hostConfig.networkMode
  const links = (hostConfig.links?.length ?? 0) > 0
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

/** Settings are checked against the networks that exist; a missing network is refused only at the start. */
function refuseNetworks(state: DockerWorld, host: HostId, spec: ContainerCreateSpec): EngineError | null {
  for (const { network: term, settings } of spec.networks) {
    const found = findDockerNetwork(state, host, term)
    const cause = refuseSettings(found.ok ? found.value : null, term, settings)
    if (cause) return { code: 'invalid-network-for-container', network: term, cause }
  }
  const mac = spec.config.macAddress
  return mac !== '' && parseMac(mac) === undefined ? { code: 'invalid-mac', mac } : null
}

/** The container-wide MAC address belongs to the network of the mode (moby api/server/router/container handleMACAddressBC). */
const withMac =
  (mode: string, mac: Mac | undefined) =>
  (attachment: Attachment): Attachment =>
    mac === undefined || attachment.network !== (mode === 'default' ? 'bridge' : mode)
      ? attachment
      : {
          ...attachment,
          settings: { ...attachment.settings, macAddress: attachment.settings.macAddress ?? mac },
        }

/** The networks to join, those of the request or the one that the mode names; kept by name where the network exists. */
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

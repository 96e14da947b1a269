/**
 * `docker inspect` of a container, field for field as Docker Engine 28.5.2 answers for API 1.51 (moby daemon/inspect.go).
 * Made up or constant, as no image, file or log is modelled: Image, the paths, Driver, GraphDriver, Mounts, the
 * security labels, ExecIDs, RestartCount.
 */
import type { Env } from '../cnm/env.js'
import { makeId } from '../cnm/identity.js'
import { hostOf } from '../cnm/lookup.js'
import { isContainerMode } from './findNetwork.js'
import type { GoStruct, GoValue } from './goValue.js'
import { imageId, layerId } from './imageId.js'
import { inspectConfig } from './inspectConfig.js'
import { inspectHostConfig } from './inspectHostConfig.js'
import { inspectNetworkSettings } from './inspectNetworkSettings.js'
import { inspectState } from './inspectState.js'
import type { Container, DockerWorld } from './state.js'
import { timestampOf } from './time.js'

/**
 * The answer of `GET /containers/{id}/json`. What looking does to a container is in noteInspection.ts. O(its
 * endpoints).
 */
export function inspectContainer(_env: Env, state: DockerWorld, container: Container): GoValue {
  const { id, config, name, host } = container
  // what would be executed: the entrypoint with the command behind it
  const [path = '', ...args] = [...(config.entrypoint ?? []), ...(config.cmd ?? [])]
  return {
    Id: id,
    Created: timestampOf(container.createdAt),
    Path: path,
    Args: args,
    State: inspectState(container),
    Image: `sha256:${imageId(config.image, hostOf(state.cnm, host))}`,
    ...paths(container),
    Name: `/${name}`,
    RestartCount: 0,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: null,
    HostConfig: inspectHostConfig(state, container),
    GraphDriver: { Data: layers(state, container), Name: 'overlay2' },
    Mounts: [],
    Config: inspectConfig(container),
    NetworkSettings: inspectNetworkSettings(state, container),
  }
}

/** The engine's data directory on Linux. */
const DATA = '/var/lib/docker'

/**
 * Files that the engine writes at the first start; whoever shares a sandbox has the files of its owner. The one
 * that is named by the mode, that is: the mode holds the owner's id since the start.
 */
function paths({ id, startedAt, hostConfig: { networkMode: mode } }: Container): GoStruct {
  if (startedAt === null) return { ResolvConfPath: '', HostnamePath: '', HostsPath: '', LogPath: '' }
  const owner = `${DATA}/containers/${isContainerMode(mode) ? mode.slice('container:'.length) : id}`
  return {
    ResolvConfPath: `${owner}/resolv.conf`,
    HostnamePath: `${owner}/hostname`,
    HostsPath: `${owner}/hosts`,
    LogPath: `${DATA}/containers/${id}/${id}-json.log`,
  }
}

/** The container's layer, which no real one is behind, on top of its image's. */
function layers(state: DockerWorld, { id, host, createdAt, config }: Container): GoValue {
  const machine = hostOf(state.cnm, host)
  const own = `${DATA}/overlay2/${makeId('other', machine.index, createdAt)}`
  return new Map([
    ['ID', id],
    ['LowerDir', `${own}-init/diff:${DATA}/overlay2/${layerId(config.image, machine)}/diff`],
    ['MergedDir', `${own}/merged`],
    ['UpperDir', `${own}/diff`],
    ['WorkDir', `${own}/work`],
  ])
}

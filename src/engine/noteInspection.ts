/**
 * Looking at a container changes it: `docker inspect`, and every command whose client inspects first (exec, port, attach),
 * makes the engine copy the MAC address asked for on the main network into the container's own configuration, where it
 * stays when the network is gone (moby v28.5.2 daemon/inspect.go getInspectData).
 */
import type { HostId } from '../cnm/world.js'
import { withContainer } from './change.js'
import { findContainer } from './findContainer.js'
import { isUserDefined } from './findNetwork.js'
import type { DockerWorld } from './state.js'

/** The same state when there is nothing to copy, or no such container: the error is the command's own to tell. */
export function noteInspection(state: DockerWorld, host: HostId, term: string): DockerWorld {
  const found = findContainer(state, host, term)
  if (!found.ok || found.value.config.macAddress !== '') return state
  const { config, hostConfig, attachments } = found.value
  const mode = hostConfig.networkMode
  if (mode !== 'bridge' && !isUserDefined(mode)) return state
  const mac = attachments.find((a) => a.network === mode)?.settings.macAddress
  return mac ? withContainer(state, { ...found.value, config: { ...config, macAddress: mac } }) : state
}

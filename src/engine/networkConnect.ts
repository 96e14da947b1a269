/** `docker network connect` (moby v28.5.2 daemon/container_operations.go ConnectToNetwork). */
import { ok } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import type { HostId } from '../cnm/world.js'
import { attach, placed, refuseMix } from './attach.js'
import { refuse, ticked, withContainer } from './change.js'
import { endpointNames, refuseSettings } from './endpointSettings.js'
import { findContainer } from './findContainer.js'
import { findDockerNetwork, isUserDefined } from './findNetwork.js'
import { isUp } from './isUp.js'
import { noAttachment } from './state.js'
import type { DockerWorld, EndpointSettings, EngineChange } from './state.js'

/**
 * A running container gets an interface at once (attach); one that does not run only notes the network, even one
 * that does not exist: the name is looked up at its start. Errors: no such container, then those of attach or of
 * the settings.
 */
export function networkConnect(
  env: Env,
  state: DockerWorld,
  host: HostId,
  network: string,
  term: string,
  settings: EndpointSettings,
): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const container = found.value
  if (isUp(container)) {
    const attached = attach(env, state, container.id, { ...noAttachment, network, settings })
    return attached.ok ? ok({ state: attached.value }) : attached
  }
  const known = findDockerNetwork(state, host, network)
  const name = known.ok ? known.value.name : network
  const note = (): EngineChange => {
    // updateNetworkConfig sets DNSNames in the same breath, so inspect shows them before the first start
    const names = known.ok && isUserDefined(name) ? endpointNames(container, settings.aliases ?? []) : []
    const attachments = placed(container.attachments, name, {
      ...noAttachment,
      network: name,
      settings,
      lastNames: names.length > 0 ? names.map((n) => n.name) : null,
    })
    return ok({ state: withContainer(ticked(state), { ...container, attachments }) })
  }
  // what cannot be found cannot be checked: nothing is said about bad settings until the start
  if (!known.ok) return note()
  const refused = refuseSettings(known.value, name, settings) ?? refuseMix(state, container, known.value)
  if (refused) return refuse(refused)
  // it is noted already: the settings of the first time are kept
  return container.attachments.some((a) => a.network === name) ? ok({ state }) : note()
}

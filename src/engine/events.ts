/** The engine's event stream: what `docker events` would print (moby v28.5.2 daemon/events.go). */
import type { HostId } from '../cnm/world.js'
import { update } from '../cnm/update.js'
import type { Options } from '../drivers/api.js'
import type { DockerWorld, EngineEvent } from './state.js'

/** As many as a real engine keeps (moby daemon/events eventsLimit). */
const LIMIT = 256

/** Add an event. O(LIMIT). */
export const withEvent = (
  state: DockerWorld,
  host: HostId,
  type: EngineEvent['type'],
  action: string,
  actor: string,
  attributes: Options,
): DockerWorld =>
  update(state, (draft) => {
    draft.events.push({
      at: state.cnm.clock,
      host,
      type,
      action,
      actor,
      attributes: attributes.map(([k, v]) => [k, v]),
    })
    if (draft.events.length > LIMIT) draft.events.shift()
  })

/**
 * The engine's event stream: what `docker events` would print (moby v28.5.2 daemon/events.go). Not modelled: exec_create,
 * exec_start and exec_die, image events, and that an engine tells of several networks of one container in random order.
 */
import type { HostId } from '../cnm/world.js'
import type { Options } from '../drivers/api.js'
import { frozen } from '../store/frozen.js'
import { withParts } from './change.js'
import type { Container, DockerWorld, EngineEvent } from './state.js'

/**
 * As many as a real engine keeps (moby v28.5.2 daemon/events/events.go eventsLimit); an older one is gone for good.
 */
const LIMIT = 256

const byKey = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : a > b ? 1 : 0

/** Add an event. Attributes are a Go map: sorted, and of equal keys the last one counts. O(LIMIT). */
export const withEvent = (
  state: DockerWorld,
  host: HostId,
  type: EngineEvent['type'],
  action: string,
  actor: string,
  attributes: Options,
): DockerWorld => {
  const event: EngineEvent = {
    at: state.cnm.clock,
    host,
    type,
    action,
    actor,
    attributes: attributes.toSorted(byKey).filter(([key], i, all) => all[i + 1]?.[0] !== key),
  }
  // a copy and a loop: V8 takes fifty times as long for the slice of a frozen array, and as much space again to append
  const events = [...state.events]
  if (events.length < LIMIT) events.push(frozen(event))
  else {
    for (let i = 1; i < LIMIT; i++) events[i - 1] = events[i] ?? event
    events[LIMIT - 1] = frozen(event)
  }
  return withParts(state, { events: Object.freeze(events) })
}

/**
 * An event of a container (daemon/events.go LogContainerEventWithAttributes): its labels win over the event's own
 * attributes, its image and name over its labels, so a label `name` never shows.
 */
export const withContainerEvent = (
  state: DockerWorld,
  { id, host, name, config }: Pick<Container, 'id' | 'host' | 'name' | 'config'>,
  action: string,
  own: Options = [],
): DockerWorld =>
  withEvent(state, host, 'container', action, id, [
    ...own,
    ...config.labels,
    ...(config.image === '' ? [] : [['image', config.image] as const]),
    ['name', name],
  ])

/**
 * A network's event (daemon/events.go LogNetworkEventWithAttributes), told by the id that users know, which for a
 * network of a cluster is not the one that the host files it under. `container`: the id of the one that came or
 * went.
 */
export const withNetworkEvent = (
  state: DockerWorld,
  { publicId, host, name, driver }: { readonly [key in 'publicId' | 'host' | 'name' | 'driver']: string },
  action: string,
  container?: string,
): DockerWorld =>
  withEvent(state, host, 'network', action, publicId, [
    ...(container === undefined ? [] : [['container', container] as const]),
    ['name', name],
    ['type', driver],
  ])

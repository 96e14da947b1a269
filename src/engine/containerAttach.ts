/** A client takes a container's streams, which the engine tells and nothing else comes of here (moby v28.5.2 daemon/attach.go). */
import type { HostId } from '../cnm/world.js'
import { withContainerEvent } from './events.js'
import { findContainer } from './findContainer.js'
import type { DockerWorld } from './state.js'

/**
 * The event `attach`, which `docker attach` and a `docker run` in the foreground cause. The same state for a
 * container that is not there: whoever attaches has found it before, and has had its error.
 */
export function containerAttach(state: DockerWorld, host: HostId, term: string): DockerWorld {
  const found = findContainer(state, host, term)
  return found.ok ? withContainerEvent(state, found.value, 'attach') : state
}

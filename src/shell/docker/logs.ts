/** `docker logs`: what the container's program said on its error stream. Programs are not run, so that is little. */
import { findContainer } from '../../engine/findContainer.js'
import type { LogsRequest } from '../args/requests/container.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'

export function dockerLogs({ state, host }: Engine, { container }: LogsRequest): Outcome {
  const found = findContainer(state, host, container)
  if (!found.ok) return refused(state, daemonError(found.error))
  return { ...printed(state, ''), stderr: found.value.said }
}

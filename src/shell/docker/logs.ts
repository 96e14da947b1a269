/** `docker logs`: what the container's program printed, as far as that is known: little but of programs that end at once. */
import { findContainer } from '../../engine/findContainer.js'
import type { LogsRequest } from '../args/requests/container.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'

/**
 * Both streams apart, as without a terminal. --follow, --tail and times change nothing: all that is known is
 * printed.
 */
export function dockerLogs({ state, host }: Engine, { container }: LogsRequest): Outcome {
  const found = findContainer(state, host, container)
  if (!found.ok) return refused(state, daemonError(found.error))
  const { printed: stdout = '', said } = found.value
  return { ...printed(state, stdout), stderr: said }
}

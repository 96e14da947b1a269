/** `docker container prune`: remove the containers that do not run, newest first (moby v28.5.2 daemon/prune.go ContainersPrune). */
import { ok } from '../addr/result.js'
import type { HostId } from '../cnm/world.js'
import { refuse } from './change.js'
import { removeRecord } from './containerRemove.js'
import { withEvent } from './events.js'
import type { Filters } from './filters.js'
import { containersOn } from './findContainer.js'
import { isUp } from './isUp.js'
import { readPruneFilters } from './pruneFilters.js'
import type { ContainerId, DockerWorld, EngineChange } from './state.js'

/**
 * Paused ones count as running, and stay. The event says how many bytes were reclaimed, which no storage here has.
 * Errors: those of the filters, and then nothing is removed. O(containers of the host).
 */
export function containerPrune(
  state: DockerWorld,
  host: HostId,
  filters: Filters,
): EngineChange<{ readonly deleted: readonly ContainerId[] }> {
  const wanted = readPruneFilters(filters, state.cnm.clock)
  if (!wanted.ok) return refuse(wanted.error)
  const gone = containersOn(state, host)
    .filter((c) => !isUp(c) && wanted.value({ createdAt: c.createdAt, labels: c.config.labels }))
    .toReversed()
  const removed = gone.reduce(removeRecord, state)
  return ok({
    state: withEvent(removed, host, 'container', 'prune', '', [['reclaimed', '0']]),
    deleted: gone.map(({ id }) => id),
  })
}

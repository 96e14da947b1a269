/** Which of a service's networks comes first. */
import type { Service } from './project.js'

/**
 * The names of a service's networks, highest `priority` first, then by name (compose-go types/types.go
 * NetworksByPriority). The first is given to the engine as the container's network mode; the gateway is decided by
 * `gw_priority`, which is another key.
 */
export const byPriority = ({ networks }: Service): readonly string[] =>
  [...networks]
    .toSorted(([a, x], [b, y]) => y.priority - x.priority || (a < b ? -1 : 1))
    .map(([network]) => network)

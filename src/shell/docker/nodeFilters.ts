/** `docker node ls --filter` (moby v28.5.2 daemon/cluster/filters.go newListNodesFilters). */
import type { EngineError } from '../../engine/errors.js'
import { filterValues, matchesLabels, unknownFilter, type Filters } from '../../engine/filters.js'
import { nodeName } from '../../engine/swarm/nodes.js'
import type { SwarmNode } from '../../engine/swarm/swarm.js'

const ACCEPTED = new Set(['id', 'label', 'membership', 'name', 'node.label', 'role'])

/** A key that is none; values are not checked. */
export function refuseNodeFilters(filters: Filters): EngineError | null {
  const unknown = unknownFilter(filters, ACCEPTED)
  return unknown === undefined ? null : { code: 'invalid-filter', filter: unknown }
}

/** Names and ids match by their beginning; of several values one has to. */
export function nodeMatches(node: SwarmNode, filters: Filters): boolean {
  const some = (key: string, test: (value: string) => boolean): boolean => {
    const values = filterValues(filters, key)
    return values.length === 0 || values.some(test)
  }
  return (
    some('id', (value) => node.id.startsWith(value)) &&
    some('name', (value) => nodeName(node).startsWith(value)) &&
    some('role', (value) => node.role === value) &&
    // everybody is accepted here: there is no request to join that waits
    some('membership', (value) => value === 'accepted') &&
    matchesLabels(
      node.labels,
      filters.map(([key, value]) => [key === 'node.label' ? 'label' : key, value] as const),
    )
  )
}

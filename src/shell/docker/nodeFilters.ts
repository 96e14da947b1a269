/** `docker node ls --filter` (moby v28.5.2 daemon/cluster/filters.go newListNodesFilters). */
import type { EngineError } from '../../engine/errors.js'
import { filterValues, matchesLabels, unknownFilter, type Filters } from '../../engine/filters.js'
import { nodeName } from '../../engine/swarm/nodes.js'
import type { SwarmNode } from '../../engine/swarm/swarm.js'

const ACCEPTED = new Set(['id', 'label', 'membership', 'name', 'node.label', 'role'])

const VALUES = [
  ['role', new Set(['worker', 'manager'])],
  ['membership', new Set(['pending', 'accepted'])],
] as const

/** A key that is none, then a value that is none; an empty one is none given. */
export function refuseNodeFilters(filters: Filters): EngineError | null {
  const unknown = unknownFilter(filters, ACCEPTED)
  if (unknown !== undefined) return { code: 'invalid-filter', filter: unknown }
  for (const [filter, known] of VALUES) {
    const wrong = valuesOf(filters, filter).find((value) => !known.has(value.toLowerCase()))
    if (wrong !== undefined) return { code: 'filter', cause: { code: 'swarm-filter', filter, value: wrong } }
  }
  return null
}

const valuesOf = (filters: Filters, key: string): readonly string[] =>
  filterValues(filters, key).filter((value) => value !== '')

/** Names and ids match by their beginning; of several values one has to. */
export function nodeMatches(node: SwarmNode, filters: Filters): boolean {
  const some = (key: string, test: (value: string) => boolean): boolean => {
    const values = valuesOf(filters, key)
    return values.length === 0 || values.some(test)
  }
  return (
    some('id', (value) => node.id.startsWith(value)) &&
    some('name', (value) => nodeName(node).startsWith(value)) &&
    some('role', (value) => node.role === value.toLowerCase()) &&
    // everybody is accepted here: there is no request to join that waits
    some('membership', (value) => value.toLowerCase() === 'accepted') &&
    // `label` means those of the engine, which has none here; those of the node are `node.label`
    matchesLabels([], filters) &&
    matchesLabels(
      node.labels,
      filters.flatMap(([key, value]) => (key === 'node.label' ? [['label', value] as const] : [])),
    )
  )
}

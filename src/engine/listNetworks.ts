/**
 * The networks that `docker network ls --filter` shows (moby v28.5.2 daemon/network/filter.go FilterNetworks), sorted as the
 * client prints them. Kept as it is: `dangling=true` also finds networks in use, since the list has no containers in it yet
 * when it is filtered.
 */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { HostId } from '../cnm/world.js'
import { isPredefined } from '../cnm/predefined.js'
import type { EngineError } from './errors.js'
import { filterValues, matchesExactly, matchesLabels, matchesPattern, unknownFilter } from './filters.js'
import type { Filters } from './filters.js'
import { compareNatural } from './naturalOrder.js'
import type { DockerWorld } from './state.js'
import { listedNetworks } from './swarm/visibleNetworks.js'
import type { ListedNetwork } from './swarm/visibleNetworks.js'

// daemon/network/filter.go and the router's networksAcceptedFilters; `idOrName` is for the daemon's own use
const ACCEPTED = new Set(['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'])

/**
 * All networks that the host knows of, on managers also those of the cluster that it does not use. Errors: unknown
 * keys, `dangling` given twice or as no boolean, a `type` other than builtin and custom. O(networks log networks).
 */
export function listNetworks(
  state: DockerWorld,
  host: HostId,
  filters: Filters,
): Result<readonly ListedNetwork[], EngineError> {
  const unknown = unknownFilter(filters, ACCEPTED)
  if (unknown !== undefined) return err({ code: 'invalid-filter', filter: unknown })
  const dangling = danglingFilter(filterValues(filters, 'dangling'))
  if (!dangling.ok) return dangling
  const types = filterValues(filters, 'type')
  const wrong = types.find((type) => type !== 'builtin' && type !== 'custom')
  if (wrong !== undefined) return err({ code: 'invalid-filter-value', filter: 'type', value: wrong })
  const wanted = (network: ListedNetwork): boolean =>
    matchesExactly(filters, 'driver', network.driver) &&
    matchesPattern(filters, 'name', network.name) &&
    matchesPattern(filters, 'id', network.publicId) &&
    matchesLabels(network.labels, filters) &&
    matchesExactly(filters, 'scope', network.scope) &&
    (dangling.value === undefined || dangling.value === !isPredefined(network.name)) &&
    (types.length === 0 || types.includes(isPredefined(network.name) ? 'builtin' : 'custom'))
  return ok(
    listedNetworks(state, host, wanted, managersFilter(filters)).toSorted((a, b) =>
      compareNatural(a.name, b.name),
    ),
  )
}

/**
 * What managers compare themselves: whole names, and beginnings of ids (daemon/cluster/networks.go GetNetworks, SwarmKit
 * controlapi/network.go ListNetworks). So `name=ov` finds no ov1 there, but it does among the host's own.
 */
function managersFilter(filters: Filters): (network: ListedNetwork) => boolean {
  const ids = filterValues(filters, 'id')
  return ({ name, publicId }) =>
    matchesExactly(filters, 'name', name) && (ids.length === 0 || ids.some((id) => publicId.startsWith(id)))
}

/** undefined: not asked. */
function danglingFilter(values: readonly string[]): Result<boolean | undefined, EngineError> {
  const [value, ...more] = values
  if (more.length > 0) return err({ code: 'filter', cause: { code: 'dangling-twice' } })
  switch (value) {
    case undefined:
      return ok(undefined)
    case '1':
    case 'true':
      return ok(true)
    case '0':
    case 'false':
      return ok(false)
    default:
      return err({ code: 'dangling-filter' })
  }
}

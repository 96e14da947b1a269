/** The filters of `docker network prune` and `docker container prune` (moby v28.5.2 daemon/prune.go getUntilFromPruneFilters). */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { Options } from '../drivers/api.js'
import type { EngineError } from './errors.js'
import { filterValues, matchesLabels, unknownFilter } from './filters.js'
import type { Filters } from './filters.js'
import { parseUntil } from './until.js'

/** Do the filters leave it to be pruned? */
export type Wanted = (object: { readonly createdAt: number; readonly labels: Options }) => boolean

const ACCEPTED = new Set(['label', 'label!', 'until'])

/** `now`: the step of the world's clock. Errors: another filter, more than one time, or one that cannot be read. */
export function readPruneFilters(filters: Filters, now: number): Result<Wanted, EngineError> {
  const unknown = unknownFilter(filters, ACCEPTED)
  if (unknown !== undefined) return err({ code: 'invalid-filter', filter: unknown })
  const [until, ...more] = filterValues(filters, 'until')
  if (more.length > 0) return err({ code: 'until-twice' })
  const before = until === undefined ? now : parseUntil(until, now)
  if (before === undefined) return err({ code: 'invalid-until', value: until ?? '' })
  return ok(({ createdAt, labels }) => createdAt <= before && matchesLabels(labels, filters))
}

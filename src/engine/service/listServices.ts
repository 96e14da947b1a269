/**
 * The services that `docker service ls --filter` shows, with what runs of them (moby v28.5.2 daemon/cluster/services.go
 * GetServices, swarmkit manager/controlapi/service.go ListServiceStatuses), sorted as the client prints them.
 */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import type { EngineError } from '../errors.js'
import { filterValues, matchesExactly, matchesPairs, unknownFilter } from '../filters.js'
import type { Filters } from '../filters.js'
import { compareNatural } from '../naturalOrder.js'
import type { Service, Services, Task } from './state.js'
import { isJob } from './tasks.js'

/** The two numbers of the column REPLICAS. */
export interface ListedService {
  readonly service: Service
  readonly running: number
  readonly desired: number
  /** Of a job: tasks that have ended well; null: it is none. */
  readonly completed: number | null
}

const ACCEPTED = new Set(['id', 'label', 'mode', 'name', 'runtime'])

/**
 * Sorted by name. A mode that there is not finds nothing. Errors: a key that there is not. O(services x tasks).
 */
export function listServices(all: Services, filters: Filters): Result<readonly ListedService[], EngineError> {
  const unknown = unknownFilter(filters, ACCEPTED)
  if (unknown !== undefined) return err({ code: 'invalid-filter', filter: unknown })
  return ok(
    all.services
      .filter(
        ({ id, spec }) =>
          startsWithOne(filters, 'id', id) &&
          startsWithOne(filters, 'name', spec.name) &&
          matchesPairs(filters, 'label', spec.labels) &&
          matchesExactly(filters, 'mode', spec.mode.kind),
      )
      .map((service) => ({ service, ...statusOf(all, service) }))
      .toSorted((a, b) => compareNatural(a.service.spec.name, b.service.spec.name)),
  )
}

/** Swarm's filters are beginnings (controlapi/common.go filterContainsPrefix). */
export function startsWithOne(filters: Filters, key: string, text: string): boolean {
  const values = filterValues(filters, key)
  return values.length === 0 || values.some((value) => text.startsWith(value))
}

/** Tasks that run, also those that are to stop; and how many should. Of a job, those of its round. */
export function statusOf({ tasks }: Services, service: Service): Omit<ListedService, 'service'> {
  const { mode } = service.spec
  const own = tasks.filter((t) => t.service === service.id && t.iteration === service.iteration)
  const count = (which: (task: Task) => boolean): number => own.filter(which).length
  return {
    running: count((t) => t.state === 'running'),
    completed: isJob(service.spec) ? count((t) => t.state === 'complete') : null,
    desired:
      mode.kind === 'replicated'
        ? mode.replicas
        : mode.kind === 'replicated-job'
          ? mode.concurrent
          : count(
              ({ state, desired }) =>
                desired === 'running' || (desired === 'complete' && state !== 'complete'),
            ),
  }
}

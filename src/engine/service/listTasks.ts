/** The tasks that `docker service ps` and `docker node ps` ask for (moby v28.5.2 daemon/cluster/tasks.go GetTasks). */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import type { EngineError } from '../errors.js'
import { filterValues, unknownFilter } from '../filters.js'
import type { Filters } from '../filters.js'
import { startsWithOne } from './listServices.js'
import type { Services, Task } from './state.js'

// daemon/cluster/filters.go newListTasksFilters; the underscore keeps users from what only the client asks
const ACCEPTED = new Set([
  'name',
  'id',
  'label',
  'service',
  'node',
  'desired-state',
  '_up-to-date',
  'runtime',
])
const STATES = new Set(['running', 'shutdown', 'accepted'])

/**
 * Oldest first, those that ended among them. `service` and `node` are full ids here: the client has looked them up.
 * Errors: a key that there is not, a desired state that nobody can want.
 */
export function listTasks(all: Services, filters: Filters): Result<readonly Task[], EngineError> {
  const unknown = unknownFilter(filters, ACCEPTED)
  if (unknown !== undefined) return err({ code: 'invalid-filter', filter: unknown })
  const states = filterValues(filters, 'desired-state')
  const wrong = states.find((state) => !STATES.has(state))
  if (wrong !== undefined) return err({ code: 'invalid-filter-value', filter: 'desired-state', value: wrong })
  const [services, nodes] = [filterValues(filters, 'service'), filterValues(filters, 'node')]
  return ok(
    all.tasks.filter(
      (task) =>
        (services.length === 0 || services.includes(task.service)) &&
        (nodes.length === 0 || (task.node !== null && nodes.includes(task.node))) &&
        (states.length === 0 || states.includes(task.desired === 'complete' ? 'running' : task.desired)) &&
        startsWithOne(filters, 'id', task.id) &&
        startsWithOne(filters, 'name', taskName(all, task)),
    ),
  )
}

/** What its container is called: `web.1.ID`, of a global service `web.NODEID.ID` (swarmkit api/naming). */
export function taskName({ services }: Services, task: Task): string {
  const service = services.find(({ id }) => id === task.service)?.spec.name ?? task.service
  return `${service}.${task.slot === 0 ? (task.node ?? '') : task.slot}.${task.id}`
}

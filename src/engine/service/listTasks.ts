/** The tasks that `docker service ps` and `docker node ps` ask for (moby v28.5.2 daemon/cluster/tasks.go GetTasks). */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import type { EngineError } from '../errors.js'
import { filterValues, unknownFilter } from '../filters.js'
import type { Filters } from '../filters.js'
import type { ServiceError } from './errors.js'
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
// swarmkit api/types.proto TaskState
const STATES = new Set(
  'new pending assigned accepted preparing ready starting running complete shutdown failed rejected remove orphaned'.split(
    ' ',
  ),
)

/**
 * Oldest first, those that ended among them. `service` and `node` are full ids here: the client has looked them up.
 * Errors: a key that there is not, a desired state that nobody can want.
 */
export function listTasks(all: Services, filters: Filters): Result<readonly Task[], EngineError> {
  const unknown = unknownFilter(filters, ACCEPTED)
  if (unknown !== undefined) return err({ code: 'invalid-filter', filter: unknown })
  const asked = filterValues(filters, 'desired-state').filter((state) => state !== '')
  const wrong = asked.find((state) => !STATES.has(state.toLowerCase()))
  if (wrong !== undefined)
    return err({ code: 'filter', cause: { code: 'swarm-filter', filter: 'desired-state', value: wrong } })
  const states = asked.map((state) => state.toLowerCase())
  const [services, nodes] = [filterValues(filters, 'service'), filterValues(filters, 'node')]
  return ok(
    all.tasks.filter(
      (task) =>
        (services.length === 0 || services.includes(task.service)) &&
        (nodes.length === 0 || (task.node !== null && nodes.includes(task.node))) &&
        (states.length === 0 || states.includes(task.desired)) &&
        startsWithOne(filters, 'id', task.id) &&
        startsWithOne(filters, 'name', taskName(all, task)),
    ),
  )
}

/** By full id, full name, then the start of an id (moby v28.5.2 daemon/cluster/helpers.go getTask). O(tasks). */
export function findTask(all: Services, term: string): Result<Task, ServiceError> {
  const { tasks } = all
  const exact = tasks.find(({ id }) => id === term) ?? tasks.find((task) => taskName(all, task) === term)
  if (exact) return ok(exact)
  const started = term === '' ? [] : tasks.filter(({ id }) => id.startsWith(term))
  const [only] = started
  if (only && started.length === 1) return ok(only)
  return err(
    started.length > 1
      ? { code: 'task-ambiguous', term, count: started.length }
      : { code: 'task-not-found', term },
  )
}

/** What its container is called: `web.1.ID`, of a global service `web.NODEID.ID` (swarmkit api/naming). */
export function taskName({ services }: Services, task: Task): string {
  const service = services.find(({ id }) => id === task.service)?.spec.name ?? task.service
  return `${service}.${task.slot === 0 ? (task.node ?? '') : task.slot}.${task.id}`
}

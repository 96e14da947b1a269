/** Whose tasks, in which place; and the two ways in which the managers' will changes: another wish for one, and one more. */
import type { Moment } from './moment.js'
import { endpointOf } from './state.js'
import type { Service, Services, Task } from './state.js'

/** Oldest first. */
export const tasksOf = ({ tasks }: Services, { id }: Service): readonly Task[] =>
  tasks.filter((t) => t.service === id)

/** Its tasks run to their end. */
export const isJob = ({ mode }: Service['spec']): boolean =>
  mode.kind === 'replicated-job' || mode.kind === 'global-job'
/** A task a node, and no slots. */
export const isGlobal = ({ mode }: Service['spec']): boolean =>
  mode.kind === 'global' || mode.kind === 'global-job'

/** What a task fills: a slot, or a node of a global service. */
export const placeOf = ({ spec }: Service, { slot, node }: Task): string =>
  isGlobal(spec) ? (node ?? '') : String(slot)

/** The same services, one task changed. Its `changedAt` is the caller's. O(tasks). */
export const changed = (all: Services, id: string, change: Partial<Task>): Services => ({
  ...all,
  tasks: all.tasks.map((t) => (t.id === id ? { ...t, ...change } : t)),
})

/** A new task of the service's newest spec; without `task`, for no slot and no node yet. */
export function added(all: Services, service: Service, moment: Moment, task: Partial<Task>): Services {
  const made: Task = {
    id: moment.taskId(all.tasks.length),
    service: service.id,
    slot: 0,
    node: null,
    spec: service.spec.task,
    endpoint: endpointOf(service.spec),
    ports: service.ports,
    state: 'pending',
    desired: 'running',
    error: '',
    createdAt: moment.clock,
    changedAt: moment.passed,
    due: null,
    notBefore: null,
    after: null,
    addresses: [],
    container: null,
    restarts: [],
    iteration: service.iteration,
    ...task,
  }
  return { ...all, tasks: [...all.tasks, made] }
}

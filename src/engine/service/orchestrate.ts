/**
 * What the managers want: which tasks a service needs, which of them stop, and which replace others (swarmkit
 * manager/orchestrator: replicated, global, update, restart). Pure: it changes wishes and adds tasks, and starts or stops
 * nothing. Not modelled: parallelism other than 1, update delays, failure actions, restart conditions.
 */
import { sameJson } from './sameJson.js'
import { suitsGlobal } from './schedule.js'
import type { Candidate } from './schedule.js'
import type { Service, Services, Task, TaskState, UpdateStatus } from './state.js'

/** Seconds before a task that ended by itself, or whose node is gone, starts again (swarmkit api/defaults RestartPolicy). */
export const RESTART_DELAY = 5

/** What the managers go by in one round. */
export interface Moment {
  /** The world's clock. */
  readonly clock: number
  /** Seconds that have passed by waiting. */
  readonly passed: number
  /** All that are on the list, oldest first. `down`: it has left. */
  readonly nodes: readonly (Candidate & { readonly down: boolean; readonly drained: boolean })[]
  /** A new id; the argument tells those of one moment apart. */
  readonly taskId: (count: number) => string
}

/** States beyond `running` (api/types.proto TaskState): nothing happens to such a task any more. */
const ENDED: ReadonlySet<TaskState> = new Set(['complete', 'shutdown', 'failed', 'orphaned'])
export const hasEnded = ({ state }: Pick<Task, 'state'>): boolean => ENDED.has(state)
const isWanted = ({ desired }: Task): boolean => desired === 'ready' || desired === 'running'

/** One round over all services; the same value when there is nothing to want. O(services x tasks). */
export function orchestrate(all: Services, moment: Moment): Services {
  return all.services.reduce((next, service) => settleService(next, service, moment), all)
}

// lost tasks first, so that counting finds their successors; updates last, so that they find all
function settleService(all: Services, service: Service, moment: Moment): Services {
  const replaced = replaceLost(all, service, moment)
  const counted =
    service.spec.mode.kind === 'replicated'
      ? fillSlots(replaced, service, service.spec.mode.replicas, moment)
      : fillNodes(replaced, service, moment)
  return updateTasks(counted, service, moment)
}

const of = ({ tasks }: Services, service: Service): readonly Task[] =>
  tasks.filter((t) => t.service === service.id)

const changed = (all: Services, id: string, change: Partial<Task>): Services => ({
  ...all,
  tasks: all.tasks.map((t) => (t.id === id ? { ...t, ...change } : t)),
})

function added(all: Services, service: Service, moment: Moment, task: Partial<Task>): Services {
  const made: Task = {
    id: moment.taskId(all.tasks.length),
    service: service.id,
    // what a task is unless the caller says otherwise: one of a global service, on no node yet
    slot: 0,
    node: null,
    spec: service.spec.task,
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
    ...task,
  }
  return { ...all, tasks: [...all.tasks, made] }
}

/** Tasks that ended though they were wanted, or whose node is drained or gone, get a successor in their slot. */
function replaceLost(all: Services, service: Service, moment: Moment): Services {
  const global = service.spec.mode.kind === 'global'
  return of(all, service)
    .filter(isWanted)
    .reduce((next, task) => {
      const node = moment.nodes.find(({ id }) => id === task.node)
      const gone = task.node !== null && (!node || node.down)
      const drained = node?.drained === true
      if (!hasEnded(task) && !gone && !drained) return next
      const stopped = changed(next, task.id, { desired: 'shutdown' })
      // a global service has nothing to do on a node that is gone
      if (global && (gone || drained)) return stopped
      return added(stopped, service, moment, {
        slot: task.slot,
        node: global ? task.node : null,
        desired: 'ready',
        // a drained node's task is waited for instead, unless it has ended (restart.go Restart)
        notBefore: drained && !hasEnded(task) ? null : moment.passed + RESTART_DELAY,
        after: gone || hasEnded(task) ? null : task.id,
      })
    }, all)
}

/** Slots, lowest first; new tasks take the lowest numbers that are free (replicated/services.go reconcile). */
function fillSlots(all: Services, service: Service, replicas: number, moment: Moment): Services {
  const wanted = of(all, service).filter(isWanted)
  const slots = [...new Set(wanted.map(({ slot }) => slot))].toSorted((a, b) => a - b)
  // scaled down
  if (slots.length > replicas) return dropSlots(all, wanted, slots, replicas)
  let next = all
  for (let slot = 1, missing = replicas - slots.length; missing > 0; slot++) {
    if (slots.includes(slot)) continue
    next = added(next, service, moment, { slot })
    missing--
  }
  return next
}

/** Those that run stay before those that do not, and the more a node has the sooner it loses one; then the lowest. */
function dropSlots(
  all: Services,
  wanted: readonly Task[],
  slots: readonly number[],
  replicas: number,
): Services {
  const taskIn = (slot: number): Task | undefined => wanted.find((t) => t.slot === slot)
  const runningFirst = slots.toSorted((a, b) => Number(runs(taskIn(b))) - Number(runs(taskIn(a))))
  const copies = new Map<string | null, number>()
  const ranked = runningFirst.map((slot) => {
    const node = taskIn(slot)?.node ?? null
    const copy = (copies.get(node) ?? 0) + 1
    copies.set(node, copy)
    return { slot, copy }
  })
  const extra = new Set(
    ranked
      .toSorted((a, b) => a.copy - b.copy)
      .slice(replicas)
      .map(({ slot }) => slot),
  )
  return wanted
    .filter(({ slot }) => extra.has(slot))
    .reduce((next, { id }) => changed(next, id, { desired: 'remove' }), all)
}

const runs = (task: Task | undefined): boolean => task?.state === 'running'

/** One task on each node that suits; none on others (global/global.go). */
function fillNodes(all: Services, service: Service, moment: Moment): Services {
  const { constraints } = service.spec.task
  const wanted = of(all, service).filter(isWanted)
  const suits = moment.nodes.filter((node) => suitsGlobal(constraints, node))
  const misplaced = wanted.filter(({ node }) =>
    moment.nodes.some((n) => n.id === node && n.available && !suitsGlobal(constraints, n)),
  )
  const stopped = misplaced.reduce((next, { id }) => changed(next, id, { desired: 'shutdown' }), all)
  return suits
    .filter(({ id }) => !wanted.some(({ node }) => node === id))
    .reduce((next, { id }) => added(next, service, moment, { node: id }), stopped)
}

/** Is the task made of another spec than the service has now (orchestrator/task.go IsTaskDirty)? */
export const isDirty = (task: Task, { spec, ports }: Service): boolean =>
  !sameJson(task.spec, spec.task) || !sameJson(task.ports, ports)

/** One at a time, stop first: the next one only when its predecessor's successor runs (update/updater.go). */
function updateTasks(all: Services, service: Service, moment: Moment): Services {
  const wanted = of(all, service).filter(isWanted)
  const [dirty] = wanted.filter((t) => isDirty(t, service)).toSorted((a, b) => a.slot - b.slot)
  // the successor of the last one has to run before the next one stops
  const underway = wanted.some((t) => !isDirty(t, service) && t.after !== null && t.state !== 'running')
  if (underway) return all
  if (!dirty) return finished(all, service, moment)
  const stopped = changed(started(all, service, moment), dirty.id, {
    desired: 'shutdown',
    // it never got to a node: nothing has to stop
    ...(dirty.node === null && { state: 'shutdown', changedAt: moment.passed }),
  })
  return added(stopped, service, moment, {
    slot: dirty.slot,
    node: service.spec.mode.kind === 'global' ? dirty.node : null,
    desired: 'ready',
    after: dirty.id,
  })
}

/** The update has something to do. */
const started = (all: Services, service: Service, moment: Moment): Services =>
  service.update !== null
    ? all
    : withUpdate(all, service, { state: 'updating', startedAt: moment.clock, completedAt: null })

const withUpdate = (all: Services, service: Service, update: UpdateStatus): Services => ({
  ...all,
  services: all.services.map((s) => (s.id === service.id ? { ...s, update } : s)),
})

/** Nothing is left to replace: an update or a rollback that was going on is done. */
function finished(all: Services, service: Service, moment: Moment): Services {
  const { update } = service
  if (update === null || update.completedAt !== null) return all
  const state = update.state === 'updating' ? 'completed' : 'rollback_completed'
  return withUpdate(all, service, { ...update, state, completedAt: moment.clock })
}

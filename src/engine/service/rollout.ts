/**
 * An update at work: slots of the old spec get tasks of the new one, so many at a time, and what fails of them pauses the update
 * or takes it back (swarmkit manager/orchestrator/update/updater.go). Slots have their turn in order, where a real swarm's is random.
 */
import { isDirty } from './dirty.js'
import type { Moment } from './moment.js'
import { DEFAULT_UPDATE, SECOND } from './policy.js'
import type { UpdateConfig } from './policy.js'
import { filled } from './slots.js'
import type { Rollout, RolloutWorker, Service, Services, Task, UpdateStatus } from './state.js'
import { hasEnded, isWanted } from './taskState.js'
import { added, changed, isGlobal } from './tasks.js'

/**
 * One step of it; the same value when nothing is to be done at this moment. Where the real updater is a goroutine
 * for each worker and one that watches (Updater.Run), here everything that they know is the service's `rollout`, so
 * an update survives being written to JSON. Failures are looked at before workers: a failed task stops the next one
 * from being replaced. O(tasks).
 */
export function rollOut(all: Services, service: Service, moment: Moment): Services {
  const { update, rollout } = service
  // until somebody updates the service anew, which sets the status back
  if (update?.state === 'paused' || update?.state === 'rollback_paused') return all
  if (rollout === null) return begin(all, service, moment)
  const started = withStarts(all, rollout, moment)
  if (started !== rollout) return withRollout(all, service, started)
  const failed = failedTask(all, service, rollout, moment)
  if (failed !== undefined) return withFailure(all, service, rollout, failed, moment)
  return work(all, service, rollout, moment) ?? finish(all, service, rollout, moment)
}

/** When something happens by itself, in seconds of `passed`: a worker goes on, or the watch ends. */
export const rolloutDues = ({ rollout }: Service): readonly (number | null)[] =>
  rollout === null ? [] : [rollout.until, ...rollout.workers.map(({ rest }) => rest)]

/**
 * A rollback has a policy of its own. It may be absent from a spec, and then it is swarmkit's default, which both
 * share.
 */
const configOf = ({ spec, update }: Service): UpdateConfig =>
  (update?.state === 'rollback_started' ? spec.rollback : spec.update) ?? DEFAULT_UPDATE

const withService = (all: Services, service: Service): Services => ({
  ...all,
  services: all.services.map((s) => (s.id === service.id ? service : s)),
})
const withRollout = (all: Services, service: Service, rollout: Rollout | null): Services =>
  withService(all, { ...service, rollout })

const nodeOf = (moment: Moment, { node }: Task) => moment.nodes.find(({ id }) => id === node)

/**
 * Which slots are of another spec, and workers for them. None: nothing to do, or what was under way is done.
 * Parallelism 0 is a worker for each slot. Tasks are compared, not specs, so an update that changes no task
 * replaces none and has no status.
 */
function begin(all: Services, service: Service, moment: Moment): Services {
  const { update } = service
  const dirty = [...filled(all, service)]
    .filter(([, tasks]) => tasks.length > 1 || tasks.some((t) => isDirty(t, service, nodeOf(moment, t))))
    .map(([place]) => place)
    .toSorted((a, b) => (isGlobal(service.spec) ? 0 : Number(a) - Number(b)))
  if (dirty.length === 0) return complete(all, service, moment)
  const status: UpdateStatus = update ?? {
    state: 'updating',
    message: 'update in progress',
    startedAt: moment.clock,
    completedAt: null,
  }
  const { parallelism } = configOf(service)
  const workers = Array.from({ length: parallelism === 0 ? dirty.length : parallelism }, () => idle)
  const rollout: Rollout = {
    queue: dirty,
    dirty: dirty.length,
    workers,
    started: [],
    failed: [],
    until: null,
  }
  return withService(all, { ...service, update: status, rollout })
}

const idle: RolloutWorker = { place: '', task: null, rest: null }

/** From when on a new task counts as started: an end that is long after that is no failure of the update. */
function withStarts(all: Services, rollout: Rollout, { passed }: Moment): Rollout {
  const runs = (id: string): boolean => all.tasks.some((t) => t.id === id && hasStarted(t))
  return rollout.started.some(({ task, at }) => at === null && runs(task))
    ? {
        ...rollout,
        started: rollout.started.map((s) => (s.at === null && runs(s.task) ? { ...s, at: passed } : s)),
      }
    : rollout
}

const hasStarted = (task: Task): boolean => task.state === 'running' || hasEnded(task)

/**
 * A task that this update made, and that ended within `monitor` of its start. `complete` is a failure as well: a
 * service's program should not end. Each counts once.
 */
function failedTask(
  all: Services,
  service: Service,
  { started, failed }: Rollout,
  { passed }: Moment,
): Task | undefined {
  const { failureAction, monitor } = configOf(service)
  if (failureAction === 'continue') return undefined
  return all.tasks.find(
    (task) =>
      hasEnded(task) &&
      !failed.includes(task.id) &&
      started.some((s) => s.task === task.id && (s.at === null || passed - s.at <= monitor / SECOND)),
  )
}

/** What the share of failed slots means (failureTriggersAction): go on, pause, or take the update back. */
function withFailure(
  all: Services,
  service: Service,
  rollout: Rollout,
  { id }: Task,
  { clock }: Moment,
): Services {
  const failed = [...rollout.failed, id]
  const { maxFailureRatio, failureAction } = configOf(service)
  if (failed.length / rollout.dirty <= maxFailureRatio)
    return withRollout(all, service, { ...rollout, failed })
  const back = service.update?.state === 'rollback_started'
  const stopped = { ...service, rollout: null }
  const update = (state: UpdateStatus['state'], what: string): UpdateStatus => ({
    startedAt: service.update?.startedAt ?? clock,
    completedAt: null,
    state,
    message: `${what} due to failure or early termination of task ${id}`,
  })
  // a rollback is never rolled back
  if (failureAction === 'rollback' && !back && service.previousSpec)
    return withService(all, {
      ...stopped,
      // the slots are then of another spec again, and the next step begins the way back
      spec: service.previousSpec,
      previousSpec: null,
      update: update('rollback_started', 'update rolled back'),
    })
  // a rollback that pauses by its own policy says "update paused" as well: one text serves both (failureTriggersAction)
  const what = failureAction === 'rollback' ? 'rollback paused' : 'update paused'
  return withService(all, { ...stopped, update: update(back ? 'rollback_paused' : 'paused', what) })
}

/**
 * The first worker that can go on; undefined: none can. A worker has a slot until its new task has started, then
 * rests for `delay` and takes the next one from the queue (Updater.worker). A task that never starts holds its
 * worker: the real one has no timeout either.
 */
function work(all: Services, service: Service, rollout: Rollout, moment: Moment): Services | undefined {
  const { delay } = configOf(service)
  for (const [i, worker] of rollout.workers.entries()) {
    const as = (next: RolloutWorker): Rollout => ({
      ...rollout,
      workers: rollout.workers.map((w, at) => (at === i ? next : w)),
    })
    const resting = { ...idle, rest: delay === 0 ? null : moment.passed + delay / SECOND }
    if (worker.task !== null) {
      const task = all.tasks.find(({ id }) => id === worker.task)
      if (task && !hasStarted(task)) continue
      // start-first: the old one goes only now. With stop-first there is none left.
      const others = task?.state === 'running' ? othersThan(all, service, task, worker.place) : []
      return withRollout(stopped(all, others), service, as(resting))
    }
    const [place, ...queue] = rollout.queue
    if (place === undefined || (worker.rest !== null && worker.rest > moment.passed)) continue
    return replace(all, service, place, moment, (next, task) =>
      withRollout(next, service, {
        ...as(task === null ? resting : { place, task, rest: null }),
        queue,
        started: task === null ? rollout.started : [...rollout.started, { task, at: null }],
      }),
    )
  }
  return undefined
}

const othersThan = (all: Services, service: Service, task: Task, place: string): readonly Task[] =>
  (filled(all, service).get(place) ?? []).filter((t) => t.id !== task.id && isWanted(t))

const stopped = (all: Services, tasks: readonly Task[]): Services =>
  tasks.reduce((next, { id }) => changed(next, id, { desired: 'shutdown' }), all)

/**
 * A new task for the place, unless one of the newest spec is there: then only the others go (useExistingTask).
 * `then` is told the new one. It is made in desired state `ready`, prepared but not running, and with stop-first
 * waits for the old one's end (updateTask).
 */
function replace(
  all: Services,
  service: Service,
  place: string,
  moment: Moment,
  then: (all: Services, task: string | null) => Services,
): Services {
  const tasks = filled(all, service).get(place) ?? []
  const [first] = tasks
  const clean = tasks.find((t) => isWanted(t) && !isDirty(t, service, nodeOf(moment, t)))
  if (!first || clean) return then(stopped(all, clean ? othersThan(all, service, clean, place) : []), null)
  const startFirst = configOf(service).order === 'start-first'
  const old = tasks.filter(isWanted)
  const next = added(startFirst ? all : stopped(all, old), service, moment, {
    slot: first.slot,
    node: isGlobal(service.spec) ? first.node : null,
    desired: 'ready',
    after: startFirst ? null : (old[0]?.id ?? null),
  })
  return then(next, next.tasks.at(-1)?.id ?? null)
}

/** When all is replaced, failures count for a while longer. */
function finish(all: Services, service: Service, rollout: Rollout, moment: Moment): Services {
  const { workers, queue, until } = rollout
  const busy = workers.some(({ task, rest }) => task !== null || (rest !== null && rest > moment.passed))
  if (queue.length > 0 || busy) return all
  const { delay, monitor } = configOf(service)
  // longer than the last worker's rest, or the watch would end before it
  const watch = delay >= monitor ? delay + SECOND : monitor
  if (until === null) return withRollout(all, service, { ...rollout, until: moment.passed + watch / SECOND })
  return until <= moment.passed ? complete(all, { ...service, rollout: null }, moment) : all
}

function complete(all: Services, service: Service, { clock }: Moment): Services {
  const { update } = service
  if (update?.state === 'updating')
    return withService(all, {
      ...service,
      update: { ...update, state: 'completed', message: 'update completed', completedAt: clock },
    })
  if (update?.state === 'rollback_started')
    return withService(all, {
      ...service,
      update: { ...update, state: 'rollback_completed', message: 'rollback completed', completedAt: clock },
    })
  return all
}

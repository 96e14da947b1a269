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

/** One step of it; the same value when nothing is to be done at this moment. */
export function rollOut(all: Services, service: Service, moment: Moment): Services {
  const { update, rollout } = service
  if (update?.state === 'paused' || update?.state === 'rollback_paused') return all
  if (rollout === null) return begin(all, service, moment)
  const started = withStarts(all, rollout, moment)
  if (started !== rollout) return withRollout(all, service, started)
  const failed = failedTask(all, service, rollout, moment)
  if (failed !== undefined) return withFailure(all, service, rollout, failed, moment)
  return work(all, service, rollout, moment) ?? finish(all, service, rollout, moment)
}

/** When something happens by itself: a worker goes on, or the watch ends. */
export const rolloutDues = ({ rollout }: Service): readonly (number | null)[] =>
  rollout === null ? [] : [rollout.until, ...rollout.workers.map(({ rest }) => rest)]

const configOf = ({ spec, update }: Service): UpdateConfig =>
  (update?.state === 'rollback_started' ? spec.rollback : spec.update) ?? DEFAULT_UPDATE

const withService = (all: Services, service: Service): Services => ({
  ...all,
  services: all.services.map((s) => (s.id === service.id ? service : s)),
})
const withRollout = (all: Services, service: Service, rollout: Rollout | null): Services =>
  withService(all, { ...service, rollout })

const nodeOf = (moment: Moment, { node }: Task) => moment.nodes.find(({ id }) => id === node)

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
      spec: service.previousSpec,
      previousSpec: null,
      update: update('rollback_started', 'update rolled back'),
    })
  // a rollback that pauses by its own policy says "update paused" as well: one text serves both (failureTriggersAction)
  const what = failureAction === 'rollback' ? 'rollback paused' : 'update paused'
  return withService(all, { ...stopped, update: update(back ? 'rollback_paused' : 'paused', what) })
}

/** The first worker that can go on; undefined: none can. */
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

/** A new task for the place, unless one of the newest spec is there: then only the others go. `then` is told the new one. */
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

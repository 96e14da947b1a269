/** Which slots, or nodes, a service that runs for ever fills (swarmkit manager/orchestrator/replicated, global). */
import type { Moment } from './moment.js'
import { mayRestart } from './restart.js'
import { meets, suitsGlobal } from './schedule.js'
import type { Service, Services, Task } from './state.js'
import { hasEnded, isWanted } from './taskState.js'
import { added, changed, placeOf, tasksOf } from './tasks.js'

/**
 * By slot or node, the tasks that an update would replace: those that are wanted, or the last one where nothing is to be
 * started again (restart.go UpdatableTasksInSlot). A place without any is free.
 */
export function filled(all: Services, service: Service): ReadonlyMap<string, readonly Task[]> {
  const places = new Map<string, readonly Task[]>()
  for (const task of tasksOf(all, service)) {
    const place = placeOf(service, task)
    places.set(place, [...(places.get(place) ?? []), task])
  }
  for (const [place, tasks] of places) {
    const wanted = tasks.filter(isWanted)
    const last = tasks.at(-1)
    const over =
      last !== undefined &&
      last.desired !== 'remove' &&
      service.update?.state !== 'rollback_started' &&
      !mayRestart(service, last)
    if (wanted.length > 0) places.set(place, wanted)
    else if (over) places.set(place, [last])
    else places.delete(place)
  }
  return places
}

/**
 * Slots, lowest first; new tasks take the lowest numbers that are free, so `web.2` that was scaled away comes back
 * as `web.2` (replicated/services.go reconcile, addTasks). O(tasks + replicas).
 */
export function fillSlots(all: Services, service: Service, replicas: number, moment: Moment): Services {
  const slots = [...filled(all, service).keys()].map(Number).toSorted((a, b) => a - b)
  if (slots.length > replicas) return dropSlots(all, service, slots, replicas)
  let next = all
  for (let slot = 1, missing = replicas - slots.length; missing > 0; slot++) {
    if (slots.includes(slot)) continue
    next = added(next, service, moment, { slot })
    missing--
  }
  return next
}

/**
 * Those that run stay before those that do not, and the more a node has the sooner it loses one; then the lowest
 * stay (replicated/slot.go slotsByRunningState, slotsByIndex). Their tasks are removed, not shut down: no history
 * of them is kept.
 */
function dropSlots(all: Services, service: Service, slots: readonly number[], replicas: number): Services {
  const wanted = tasksOf(all, service).filter((t) => slots.includes(t.slot))
  const taskIn = (slot: number): Task | undefined => wanted.find((t) => t.slot === slot && isWanted(t))
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
  return [...filled(all, service).values()]
    .flat()
    .filter(({ slot }) => extra.has(slot))
    .reduce((next, { id }) => changed(next, id, { desired: 'remove' }), all)
}

const runs = (task: Task | undefined): boolean => task?.state === 'running'

/**
 * One task on each node that suits; none on others (global/global.go reconcileServices). A node that is paused or
 * drained gets none, but pausing stops none: only one that no longer meets the constraints, or is gone, loses its
 * task here.
 */
export function fillNodes(all: Services, service: Service, moment: Moment): Services {
  const { constraints } = service.spec.task
  const suits = (id: string | null): boolean =>
    moment.nodes.some((n) => n.id === id && (!n.available || suitsGlobal(constraints, n)))
  const stopped = tasksOf(all, service)
    .filter((task) => isWanted(task) && !suits(task.node))
    .reduce((next, { id }) => changed(next, id, { desired: 'shutdown' }), all)
  const places = filled(stopped, service)
  return moment.nodes
    .filter((node) => suitsGlobal(constraints, node) && !places.has(node.id))
    .reduce((next, { id }) => added(next, service, moment, { node: id }), stopped)
}

/** A node may cease to be what its tasks ask for: they end there (constraintenforcer/constraint_enforcer.go). */
export function rejectMisplaced(all: Services, service: Service, moment: Moment): Services {
  return tasksOf(all, service)
    .filter((task) => isWanted(task) && !hasEnded(task))
    .filter(({ node, spec }) => moment.nodes.some((n) => n.id === node && !meets(spec.constraints, n)))
    .reduce(
      (next, { id }) =>
        changed(next, id, { state: 'rejected', error: MISPLACED, changedAt: moment.passed, due: null }),
      all,
    )
}

const MISPLACED = 'assigned node no longer meets constraints'

/** What is left of slots that were given up goes when the service is looked at anew (replicated/services.go deleteTasksMap). */
export function forgetFreeSlots(all: Services, service: Service): Services {
  if (service.spec.mode.kind !== 'replicated') return all
  const places = filled(all, service)
  return tasksOf(all, service)
    .filter((task) => !places.has(placeOf(service, task)))
    .reduce((next, { id }) => changed(next, id, { desired: 'remove' }), all)
}

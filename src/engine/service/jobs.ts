/** Tasks of jobs, which run to their end and are not run again (swarmkit manager/orchestrator/jobs). Slots count from 0. */
import type { Moment } from './moment.js'
import { suitsGlobal } from './schedule.js'
import type { Service, ServiceMode, Services, Task } from './state.js'
import { hasEnded, isWanted } from './taskState.js'
import { added, changed, tasksOf } from './tasks.js'

type JobMode = Extract<ServiceMode, { readonly kind: 'replicated-job' | 'global-job' }>

/**
 * Those of an earlier round that still run stop; of this round as many are added as may run at a time
 * (jobs/replicated/reconciler.go and jobs/global/reconciler.go ReconcileService). A round begins with each update:
 * `iteration` counts them. Failed tasks are replaced by restart.ts, not here.
 */
export function fillJob(all: Services, service: Service, mode: JobMode, moment: Moment): Services {
  const outdated = tasksOf(all, service).filter(
    (t) => t.iteration !== service.iteration && !hasEnded(t) && t.desired !== 'remove',
  )
  const next = outdated.reduce((at, { id }) => changed(at, id, { desired: 'remove' }), all)
  const round = tasksOf(next, service).filter((t) => t.iteration === service.iteration)
  return mode.kind === 'global-job'
    ? onNodes(next, service, round, moment)
    : inSlots(next, service, mode, round, moment)
}

/** Every slot from 0 to total - 1 ends with one complete task; `concurrent` of them are under way. */
function inSlots(
  all: Services,
  service: Service,
  { total, concurrent }: Extract<JobMode, { readonly kind: 'replicated-job' }>,
  round: readonly Task[],
  moment: Moment,
): Services {
  const complete = round.filter((t) => t.state === 'complete')
  const underWay = round.filter((t) => t.state !== 'complete' && isWanted(t))
  const taken = new Set([...complete, ...underWay].map(({ slot }) => slot))
  // a slot whose task failed for good is taken by no other, but there may be another slot for it
  const missing = Math.min(concurrent - underWay.length, total - complete.length - underWay.length)
  const given = round.filter((t) => !isWanted(t)).map(({ slot }) => slot)
  let next = all
  for (let slot = 0, left = missing; left > 0 && slot < total; slot++) {
    if (taken.has(slot) || given.includes(slot)) continue
    next = added(next, service, moment, { slot, desired: 'complete' })
    left--
  }
  return next
}

/** Once a round on each node that suits when it is looked at; a node that joins later gets its task then. */
const onNodes = (all: Services, service: Service, round: readonly Task[], moment: Moment): Services =>
  moment.nodes
    .filter((node) => suitsGlobal(service.spec.task.constraints, node))
    .filter(({ id }) => !round.some((t) => t.node === id))
    .reduce((next, { id }) => added(next, service, moment, { node: id, desired: 'complete' }), all)

/** Tasks that ended, or whose node is drained or gone, and what replaces them (swarmkit manager/orchestrator/restart). */
import { isDirty } from './dirty.js'
import type { Moment } from './moment.js'
import { DEFAULT_RESTART, SECOND } from './policy.js'
import type { Service, Services, Task } from './state.js'
import { hasEnded, isWanted } from './taskState.js'
import { added, changed, isGlobal, isJob, tasksOf } from './tasks.js'

/** Does its policy let it have a successor? A job's task that has ended well never does (restart.go shouldRestart). */
export function mayRestart({ spec }: Service, task: Task): boolean {
  const { condition, maxAttempts, window } = task.spec.restart ?? DEFAULT_RESTART
  if (condition === 'none') return false
  if (task.state === 'complete' && (condition === 'on-failure' || isJob(spec))) return false
  if (maxAttempts === 0) return true
  // attempts count for ever, or within the window before the task's end
  const counted = window === null || window === 0 ? 0 : task.changedAt - window / SECOND
  return task.restarts.filter((at) => at > counted || counted === 0).length < maxAttempts
}

/**
 * Those that are not what they should be are wanted no more, and where that is allowed another one is, after the
 * policy's delay (restart.go Restart). A task on a drained node is replaced at once. A global service's task of a
 * node that is down or drained is not: it would go to that node again. O(tasks).
 */
export function replaceLost(all: Services, service: Service, moment: Moment): Services {
  return tasksOf(all, service)
    .filter((task) => isWanted(task) && !(task.desired === 'complete' && task.state === 'complete'))
    .reduce((next, task) => {
      const node = moment.nodes.find(({ id }) => id === task.node)
      const gone = task.node !== null && (!node || node.down)
      const drained = node?.drained === true
      const rejected = task.state === 'rejected'
      if (!hasEnded(task) && !gone && !drained) return next
      const stopped = changed(next, task.id, { desired: 'shutdown' })
      if (isGlobal(service.spec) && (gone || drained || rejected)) return stopped
      if (!mayRestart(service, task)) return stopped
      const delay = drained ? 0 : (task.spec.restart ?? DEFAULT_RESTART).delay / SECOND
      return added(stopped, service, moment, {
        slot: task.slot,
        node: isGlobal(service.spec) ? task.node : null,
        desired: 'ready',
        notBefore: delay === 0 ? null : moment.passed + delay,
        // a node that is down is not waited for (restart.go Restart)
        after: gone || hasEnded(task) ? null : task.id,
        // earlier ones of another spec count no more
        restarts: [...(isDirty(task, service, node) ? [] : task.restarts), moment.passed],
      })
    }, all)
}

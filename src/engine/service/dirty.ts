/** Is a task made of another spec than its service has now (swarmkit manager/orchestrator/task.go IsTaskDirty)? */
import { sameJson } from './sameJson.js'
import { meets } from './schedule.js'
import type { Candidate } from './schedule.js'
import { endpointOf } from './state.js'
import type { Service, Task } from './state.js'

/** `node`: the task's. Where only constraints changed and it meets the new ones, the task stays. */
export function isDirty(task: Task, { spec }: Service, node: Candidate | undefined): boolean {
  if (!sameJson(task.endpoint, endpointOf(spec))) return true
  if (sameJson(task.spec, spec.task)) return false
  const { constraints } = spec.task
  return !(
    sameJson({ ...task.spec, constraints }, spec.task) &&
    node !== undefined &&
    meets(constraints, node)
  )
}

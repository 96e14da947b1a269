/** Where a task is, and where it should be. */
import type { Task, TaskState } from './state.js'

const ENDED: ReadonlySet<TaskState> = new Set(['complete', 'shutdown', 'failed', 'rejected', 'orphaned'])
export const hasEnded = ({ state }: Pick<Task, 'state'>): boolean => ENDED.has(state)

/** Should it run, or have run to its end? */
export const isWanted = ({ desired }: Pick<Task, 'desired'>): boolean =>
  desired === 'ready' || desired === 'running' || desired === 'complete'

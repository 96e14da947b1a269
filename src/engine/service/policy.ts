/** How a service's tasks are restarted and replaced, and what holds where the user says nothing (swarmkit api/defaults/service.go). */

export const RESTART_CONDITIONS = ['none', 'on-failure', 'any'] as const
export type RestartCondition = (typeof RESTART_CONDITIONS)[number]

/** Times in nanoseconds, as the API has them. */
export interface RestartPolicy {
  readonly condition: RestartCondition
  readonly delay: number
  /** 0: no end. */
  readonly maxAttempts: number
  /** Restarts before that count no more; null: all count. */
  readonly window: number | null
}

export const FAILURE_ACTIONS = ['pause', 'continue', 'rollback'] as const
export type FailureAction = (typeof FAILURE_ACTIONS)[number]
export const UPDATE_ORDERS = ['stop-first', 'start-first'] as const
export type UpdateOrder = (typeof UPDATE_ORDERS)[number]

/** Times in nanoseconds. */
export interface UpdateConfig {
  /** Slots at a time; 0: all. */
  readonly parallelism: number
  /** Between one slot and the next. */
  readonly delay: number
  /** How long after its start a new task's end counts as the update's failure. */
  readonly monitor: number
  readonly failureAction: FailureAction
  /** From 0 to 1: what may fail of the slots before the action is taken. */
  readonly maxFailureRatio: number
  readonly order: UpdateOrder
}

/** Nanoseconds. */
export const SECOND = 1_000_000_000

export const DEFAULT_RESTART: RestartPolicy = {
  condition: 'any',
  delay: 5 * SECOND,
  maxAttempts: 0,
  window: null,
}

export const DEFAULT_UPDATE: UpdateConfig = {
  parallelism: 1,
  delay: 0,
  monitor: 5 * SECOND,
  failureAction: 'pause',
  maxFailureRatio: 0,
  order: 'stop-first',
}

/** Of a program that is asked to stop, before it is killed. */
export const DEFAULT_GRACE = 10 * SECOND

/**
 * What `--restart-*`, `--update-*`, `--rollback-*` and `--stop-grace-period` say of a service (docker/cli service/opts.go,
 * update.go; moby v28.5.2 daemon/cluster/convert/service.go). A flag changes the defaults, or what was said before.
 */
import { err, ok, type Result } from '../../addr/result.js'
import {
  DEFAULT_RESTART,
  DEFAULT_UPDATE,
  FAILURE_ACTIONS,
  RESTART_CONDITIONS,
  UPDATE_ORDERS,
  type RestartPolicy,
  type UpdateConfig,
} from '../../engine/service/policy.js'
import type { ServiceError } from '../../engine/service/errors.js'
import type { OtherFlag } from '../args/requests/common.js'

/** Null: nothing was said, and the engine shows and follows its defaults. `stopGrace` is in nanoseconds. */
export interface Policies {
  readonly restart: RestartPolicy | null
  readonly stopGrace: number | null
  readonly update: UpdateConfig | null
  readonly rollback: UpdateConfig | null
}

/** Of a service that is made. */
export const noPolicies: Policies = { restart: null, stopGrace: null, update: null, rollback: null }

type Values = (flag: string) => string | undefined

/**
 * One flag of a group is enough for the whole group to be sent, its other fields with their defaults. What the
 * engine does not take is refused by it, not by the client, and in its order: restart, update, rollback.
 */
export function withPolicies(before: Policies, flags: readonly OtherFlag[]): Result<Policies, ServiceError> {
  const value: Values = (flag) => flags.find((f) => f.flag === flag)?.values.at(-1)
  const said = (prefix: string): boolean => flags.some(({ flag }) => flag.startsWith(`${prefix}-`))
  const restart = said('restart') ? restarted(before.restart ?? DEFAULT_RESTART, value) : ok(before.restart)
  if (!restart.ok) return restart
  const update = said('update')
    ? updated(before.update ?? DEFAULT_UPDATE, 'update', value)
    : ok(before.update)
  if (!update.ok) return update
  const rollback = said('rollback')
    ? updated(before.rollback ?? DEFAULT_UPDATE, 'rollback', value)
    : ok(before.rollback)
  if (!rollback.ok) return rollback
  return ok({
    restart: restart.value,
    stopGrace: number(value('stop-grace-period')) ?? before.stopGrace,
    update: update.value,
    rollback: rollback.value,
  })
}

function restarted(before: RestartPolicy, value: Values): Result<RestartPolicy, ServiceError> {
  const asked = value('restart-condition') ?? before.condition
  const condition = RESTART_CONDITIONS.find((c) => c === asked)
  if (!condition) return err({ code: 'restart-condition', value: asked })
  return ok({
    condition,
    delay: number(value('restart-delay')) ?? before.delay,
    maxAttempts: number(value('restart-max-attempts')) ?? before.maxAttempts,
    window: number(value('restart-window')) ?? before.window,
  })
}

function updated(
  before: UpdateConfig,
  of: 'update' | 'rollback',
  value: Values,
): Result<UpdateConfig, ServiceError> {
  const action = value(`${of}-failure-action`) ?? before.failureAction
  const failureAction = FAILURE_ACTIONS.find((a) => a === action)
  if (!failureAction) return err({ code: 'failure-action', of, value: action })
  const asked = value(`${of}-order`) ?? before.order
  const order = UPDATE_ORDERS.find((o) => o === asked)
  if (!order) return err({ code: 'update-order', of, value: asked })
  return ok({
    parallelism: number(value(`${of}-parallelism`)) ?? before.parallelism,
    delay: number(value(`${of}-delay`)) ?? before.delay,
    monitor: number(value(`${of}-monitor`)) ?? before.monitor,
    failureAction,
    maxFailureRatio: number(value(`${of}-max-failure-ratio`)) ?? before.maxFailureRatio,
    order,
  })
}

/** Flags were checked when they were parsed, and durations are nanoseconds since. */
const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)

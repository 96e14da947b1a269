/** `expect(from(lab, 'web')).toReach('db', tcp(5432))`: by what rules call it, by address, or by a name outside. */
import { reachability } from '../reachability.js'
import type { Reachability } from '../verdict/row.js'
import type { Port } from '../rules/port.js'
import { outcome, seatOf, type Context, type Outcome } from './matcher.js'
import { toldRows } from './told.js'

/** On all the ports. Behind `.not` on none, and the target must be one that would answer somebody else. */
export function toReach(
  this: Context,
  received: unknown,
  target: string,
  ...ports: readonly Port[]
): Outcome {
  const seat = seatOf(received, 'toReach')
  seat.parties()
  const rows = reachability(seat.situation, seat.place, target, ...ports)
  if (rows.length === 0)
    return outcome(
      this,
      null,
      () => `${seat.place} and ${target} share one network stack: there is no way between them`,
    )
  const good = (row: Reachability): boolean =>
    this.isNot === true ? row.verdict === 'unreachable' && row.controlled : row.verdict === 'reachable'
  return outcome(this, rows.every(good) !== (this.isNot === true), () =>
    toldRows(rows.filter((r) => !good(r))),
  )
}

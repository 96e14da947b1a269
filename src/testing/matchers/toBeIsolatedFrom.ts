/** `expect(from(lab, 'web')).toBeIsolatedFrom('db')`: neither reaches the other, though both would answer. */
import { check } from '../check.js'
import { never } from '../rules/rule.js'
import { outcome, seatOf, type Context, type Outcome } from './matcher.js'
import { toldRules } from './told.js'

/** Two rules, one for each direction. An unproven one passes neither here nor behind `.not`. */
export function toBeIsolatedFrom(this: Context, received: unknown, other: string): Outcome {
  const { situation, place } = seatOf(received, 'toBeIsolatedFrom')
  const { ok, results } = check(situation, [never(place).reaches(other), never(other).reaches(place)])
  const broken = results.some(({ verdict }) => verdict === 'broken')
  return outcome(this, ok || (broken ? false : null), () =>
    ok ? `${place} and ${other} are isolated: neither reaches the other` : toldRules(results),
  )
}

/** `expect(lab).toSatisfy([never('web').reaches('db')])`. With a function it does what the runner's own matcher does. */
import { check } from '../check.js'
import type { RuleData } from '../rules/rule.js'
import { outcome, subjectOf, type Context, type Outcome } from './matcher.js'
import { toldRules } from './told.js'

/**
 * Every rule holds. The name is taken by vitest's own matcher, which is done here as well, since `expect.extend` puts
 * this one in its place.
 */
export function toSatisfy(
  this: Context,
  received: unknown,
  wanted: RuleData | readonly RuleData[] | ((value: unknown) => boolean),
  message = 'the predicate',
): Outcome {
  if (typeof wanted === 'function')
    return outcome(
      this,
      wanted(received),
      () => `expected value ${this.isNot ? 'not ' : ''}to satisfy ${message}`,
    )
  const rules = 'kind' in wanted ? [wanted] : wanted
  const { ok, results } = check(subjectOf(received, 'toSatisfy'), rules)
  return outcome(this, ok, () => (ok ? `all ${rules.length} rules hold` : toldRules(results)))
}

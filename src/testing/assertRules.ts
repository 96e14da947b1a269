/** The throwing door to `check`. */
import { check } from './check.js'
import { resultText } from './resultText.js'
import type { RuleData } from './rules/rule.js'
import type { Subject } from './subject.js'

/**
 * Throws an Error that tells of every rule that does not hold, `unproven` and `ambiguous` ones among them; cost and
 * meaning are those of `check`. For tests without matchers, and for scripts that shall stop.
 */
export function assertRules(subject: Subject, rules: readonly RuleData[]): void {
  const { ok, results } = check(subject, rules)
  if (ok) return
  throw new Error(
    results
      .filter(({ verdict }) => verdict !== 'holds')
      .map(resultText)
      .join('\n'),
  )
}

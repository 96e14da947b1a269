/** Results of a check as plain text: what failure messages and terminals show. */
import type { CheckResult, RuleResult } from './check.js'
import { ruleText } from './rules/rule.js'
import { assumptionText } from './verdict/assumption.js'
import { lineText, type Witness } from './verdict/attempt.js'

/** Every rule with its verdict, and a count. */
export function checkText({ results }: CheckResult): string {
  const good = results.filter(({ verdict }) => verdict === 'holds').length
  return [...results.map(resultText), `${good} of ${results.length} rules hold`].join('\n')
}

/** `BROKEN frontend never reaches db`, why the rule is there, what happened, and what that rests on. */
export function resultText({ rule, verdict, says, witnesses, assumptions }: RuleResult): string {
  const title = `${verdict === 'holds' ? 'holds' : verdict.toUpperCase()}: ${ruleText(rule)}`
  if (verdict === 'holds') return [title, ...some(says).map((s) => `  not tested: ${s}`)].join('\n')
  return [
    title,
    ...(rule.why === null ? [] : [`  why the rule: ${rule.why}`]),
    ...some(says).map((s) => `  ${s}`),
    ...witnesses.flatMap(({ from, to, by, explanation }) => [
      `  ${from} -> ${to} at ${by}`,
      `    ${explanation}`,
    ]),
    ...linesOf(witnesses).map((line) => `  at ${line}`),
    ...(verdict === 'broken'
      ? []
      : ['  this rests on:', ...assumptions.map((a) => `    ${assumptionText(a)}`)]),
  ].join('\n')
}

/** `compose.yaml:7:23: web joins network back`, each once. */
export const linesOf = (witnesses: readonly Witness[]): readonly string[] => [
  ...new Set(witnesses.flatMap(({ places }) => places.map(lineText))),
]

/** Sentences about one rule that fit on a screen. */
const MOST = 12
/** The first ones, and how many more there are. */
const some = (says: readonly string[]): readonly string[] =>
  says.length <= MOST ? says : [...says.slice(0, MOST), `and ${says.length - MOST} more like these`]

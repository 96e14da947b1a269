/** Verdicts as failure messages: what happened, why, and the way of the first try, hop by hop. */
import type { RuleResult } from '../check.js'
import type { Reachability } from '../verdict/row.js'
import { linesOf, resultText } from '../resultText.js'
import type { Witness } from '../verdict/attempt.js'

/** Every rule that does not hold, each with the way of its first witness. */
export const toldRules = (results: readonly RuleResult[]): string =>
  results
    .filter(({ verdict }) => verdict !== 'holds')
    .flatMap((result) => [resultText(result), ...hops(result.witnesses[0])])
    .join('\n')

/** Every row with its sentence and the way of its first try. */
export const toldRows = (rows: readonly Reachability[]): string =>
  rows
    .flatMap(({ says, witnesses }) => [
      says,
      ...witnesses.slice(0, 1).flatMap(({ by, explanation }) => [`  at ${by}: ${explanation}`]),
      ...linesOf(witnesses).map((line) => `  written at ${line}`),
      ...hops(witnesses[0]),
    ])
    .join('\n')

/** The trace, under whose way it was. */
const hops = (witness: Witness | undefined): readonly string[] =>
  witness === undefined || witness.trace.length === 0
    ? []
    : [`  hop by hop, ${witness.from} -> ${witness.to}:`, ...witness.trace.map((line) => `    ${line}`)]

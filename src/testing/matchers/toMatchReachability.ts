/** `expect(lab).toMatchReachability(table)`: who reaches whom, as a table of `yes`, `no` and `-` (not asked). */
import { check, type RuleResult } from '../check.js'
import { always, never } from '../rules/rule.js'
import type { Port } from '../rules/port.js'
import { outcome, subjectOf, type Context, type Outcome } from './matcher.js'
import { toldRules } from './told.js'

/**
 * The first line names who is asked, the first word of each other line who asks; names are selectors, as in rules. `yes`
 * means what `always` does, `no` what `never` does. Throws for a table that cannot be read.
 */
export function toMatchReachability(
  this: Context,
  received: unknown,
  table: string,
  ...ports: readonly Port[]
): Outcome {
  const subject = subjectOf(received, 'toMatchReachability')
  const { columns, rows } = readTable(table)
  const answered = rows.map(({ name, cells }) => ({
    name,
    results: cells.map((cell, i) => {
      const column = columns[i] ?? ''
      if (cell === '-') return null
      const rule = cell === 'yes' ? always(name) : never(name)
      return { cell, result: check(subject, [rule.reaches(column, ...ports)]).results[0] }
    }),
  }))
  const wrong = answered.flatMap(({ results }) =>
    results.flatMap((r) => (r?.result && r.result.verdict !== 'holds' ? [r.result] : [])),
  )
  return outcome(this, wrong.length === 0, () =>
    wrong.length === 0
      ? 'who reaches whom is as the table says'
      : [
          `${wrong.length} of the table's answers ${wrong.length === 1 ? 'is' : 'are'} other than it says (marked with !):`,
          ...aligned([
            ['', ...columns],
            ...answered.map(({ name, results }) => [
              name,
              ...results.map((r) => (r === null ? '-' : shown(r.cell, r.result))),
            ]),
          ]),
          toldRules(wrong),
        ].join('\n'),
  )
}

/** What is so; with a mark where the table says otherwise. */
const shown = (cell: string, result: RuleResult | undefined): string => {
  if (result === undefined || result.verdict === 'holds') return cell
  return result.verdict === 'broken' ? (cell === 'yes' ? 'no!' : 'yes!') : `${result.verdict}!`
}

/** One answer of the table. */
type Cell = 'yes' | 'no' | '-'
const isCell = (text: string): text is Cell => text === 'yes' || text === 'no' || text === '-'

/**
 * Columns are parted by white space, so the table may be aligned as its writer likes. Throws a RangeError that names
 * the line.
 */
function readTable(table: string): {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[]
} {
  const [columns = [], ...lines] = table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/))
  if (lines.length === 0)
    throw new RangeError('the table wants a line of names, and a line below for each who asks')
  const rows = lines.map(([name = '', ...cells]) => {
    if (cells.length !== columns.length)
      throw new RangeError(
        `line '${name}' of the table has ${cells.length} answers for ${columns.length} names`,
      )
    return {
      name,
      cells: cells.map((cell) => {
        if (isCell(cell)) return cell
        throw new RangeError(`'${cell}' in line '${name}' of the table is no answer: write yes, no or -`)
      }),
    }
  })
  return { columns, rows }
}

/** The table as it really is, in columns. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd())
}

/** The formats in which answers are printed: aligned for people, JSON for programs, Markdown for pages, CSV for sheets. */
import { err, ok, type Result } from '../addr/result.js'
import { nearest } from '../shell/scenario/nearest.js'
import type { Asked, Flag } from './io.js'
import { textTable } from './textTable.js'

/** What the tables of `matrix`, `exposure`, `diff` and `blockers` can be printed as. */
export type Format = 'table' | 'json' | 'md' | 'csv'
const FORMATS: readonly Format[] = ['table', 'json', 'md', 'csv']

/** The flag that such a command has. */
export const formatFlag: Flag = {
  name: 'format',
  value: 'FORMAT',
  short: `${FORMATS.join(', ')} (default table)`,
}

/** The format asked for, of those that tables have. Error: one sentence. */
export const formatOf = (asked: Asked): Result<Format, string> => formatAmong(asked, FORMATS)

/** What `--format` says, of a command's own formats; the first of them where it is not given. Error: one sentence. */
export function formatAmong<F extends string>({ flags }: Asked, formats: readonly F[]): Result<F, string> {
  const given = flags.get('format') ?? formats[0] ?? ''
  const known = formats.find((each) => each === given)
  if (known !== undefined) return ok(known)
  const like = nearest(given, formats)
  return err(
    `there is no format '${given}'${like === undefined ? `: there are ${formats.join(', ')}` : `; did you mean '${like}'?`}`,
  )
}

/**
 * A table of texts, or as JSON the value that it shows, which may hold more than the table. `rows` are as long as
 * `head`. Ends with a newline. O(cells).
 */
export function formatted(
  format: Format,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  value: unknown,
): string {
  switch (format) {
    case 'table':
      return textTable(head, rows)
    case 'json':
      return `${JSON.stringify(value, null, 2)}\n`
    case 'md':
      return [head, head.map(() => '---'), ...rows]
        .map((row) => `| ${row.map(mdCell).join(' | ')} |\n`)
        .join('')
    case 'csv':
      return [head, ...rows].map((row) => `${row.map(csvCell).join(',')}\n`).join('')
  }
}

/** A cell of a Markdown table: a bar would end it, a line break the row. */
const mdCell = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ')

/** RFC 4180, but for its line ends: CR LF would look odd in a terminal, and every reader takes LF. */
const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Annotations of GitHub Actions: workflow commands, which put what was found beside the lines of the compose file. */
import type { Item, Report } from './item.js'
import { tableReport } from './table.js'

/** The annotations, and the same for people, since annotations are not shown in the log of a step. */
export const githubReport = (report: Report): string =>
  report.items.flatMap(annotation).join('') + tableReport(report)

/** GitHub's levels; what is well needs no annotation. */
const COMMANDS: { readonly [L in Item['level']]: string | null } = {
  ok: null,
  error: 'error',
  warning: 'warning',
  note: 'notice',
}

/** An annotation has one place: the first. The others are told in its text. */
function annotation({ level, title, lines, places }: Item): readonly string[] {
  const command = COMMANDS[level]
  if (command === null) return []
  const [first, ...others] = places
  const at = first
    ? [`file=${property(first.place.file)}`, `line=${first.place.line}`, `col=${first.place.column}`]
    : []
  const more = others.map(({ place, says }) => `${place.file}:${place.line}: ${says}`)
  const told = [...(first ? [first.says] : []), ...lines, ...more].join('\n')
  return [`::${command} ${[...at, `title=${property(title)}`].join(',')}::${message(told || title)}\n`]
}

/** What the runner would read as its own (actions/toolkit packages/core command.ts escapeData, escapeProperty). */
const message = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** What docker's list commands print: one row an object, by `--format`, as lines, JSON or an aligned table. */
import { err, ok, type Result } from '../addr/result.js'
import type { Headers } from './headers.js'
import { tabwriter } from './tabwriter.js'
import { headerFunctions } from './template/dockerFunctions.js'
import type { TemplateError } from './template/error.js'
import { executeTemplate } from './template/execute.js'
import type { Template } from './template/node.js'
import { parseTemplate } from './template/parse.js'
import { GoMap, type TemplateValue } from './template/value.js'

/** The format of each command without --format; `table` alone as --format means the same. */
export const DEFAULT_TABLES = {
  ps: 'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}',
  'network ls': 'table {{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}',
  'service ls': 'table {{.ID}}\t{{.Name}}\t{{.Mode}}\t{{.Replicas}}\t{{.Image}}\t{{.Ports}}',
  'service ps':
    'table {{.ID}}\t{{.Name}}\t{{.Image}}\t{{.Node}}\t{{.DesiredState}}\t{{.CurrentState}}\t{{.Error}}\t{{.Ports}}',
  'node ls':
    'table {{.ID}} {{if .Self}}*{{else}} {{ end }}\t{{.Hostname}}\t{{.Status}}\t{{.Availability}}\t{{.ManagerStatus}}\t{{.EngineVersion}}',
} as const

/** With -q, whatever the format. */
export const QUIET_FORMAT = '{{.ID}}'

/**
 * What the format of a list stands for: the names `table` (or none) and `raw`, else a template of one's own. -q counts
 * only where it is a name. Not for `ps`, where -q counts for templates too.
 */
export function listFormat(
  { format, quiet }: { readonly format: string; readonly quiet: boolean },
  table: string,
  raw: { readonly whole: string; readonly quiet: string },
): string {
  switch (format) {
    case '':
    case 'table':
      return quiet ? QUIET_FORMAT : table
    case 'raw':
      return quiet ? raw.quiet : raw.whole
    default:
      return format
  }
}

/**
 * The template inside a --format: without the word `table`, trimmed of spaces, `json` spelt out, and \t and \n, which
 * a shell's single quotes leave as two characters, made a tab and a newline.
 */
export function templateOf(format: string): string {
  // formatter.go preFormat: `json` is short for a template, `table` for an alignment
  const template = format === 'json' ? '{{json .}}' : isTable(format) ? format.slice('table'.length) : format
  return template
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n')
}

/** Docker looks at the first five letters only: `tableau` is a table too. */
const isTable = (format: string) => format.startsWith('table')

/**
 * The whole output for rows made by `formatterContext`. An error is for stderr after "template parsing error: ", and
 * nothing else is printed then, not even the rows before the one that failed. A table without rows is its header.
 */
export function formatList(
  format: string,
  headers: Headers,
  rows: readonly TemplateValue[],
): Result<string, TemplateError> {
  const template = parseTemplate(templateOf(format))
  if (!template.ok) return template
  let lines = ''
  for (const row of rows) {
    const line = executeTemplate(template.value, row)
    if (!line.ok) return line
    lines += `${line.value}\n`
  }
  // only a table needs all its lines before it can print one
  return ok(isTable(format) ? tabwriter(`${headerLine(template.value, headers)}\n${lines}`) : lines)
}

/**
 * What `docker ps` alone does first with a --format: it tries it on a row without a container, as it is written (`table`
 * and all), to learn whether the size is asked for. The message is complete. `zeroRow`: every field empty, but present.
 */
export function checkPsFormat(format: string, zeroRow: TemplateValue): Result<undefined, TemplateError> {
  const failed = ({ kind, message }: TemplateError) =>
    err({ kind, message: `failed to ${kind} template: ${message}` })
  const template = parseTemplate(format)
  if (!template.ok) return failed(template.error)
  const tried = executeTemplate(template.value, zeroRow)
  return tried.ok ? ok(undefined) : failed(tried.error)
}

/**
 * Columns are named by the same template, applied to the names. Docker ignores its errors: a column whose function
 * cannot take a name ends the line.
 */
function headerLine(template: Template, headers: Headers): string {
  const line = executeTemplate(template, headerRow(headers), { functions: headerFunctions })
  return line.ok ? line.value : line.error.written
}

/** `.Label "com.example.a-b"` is headed "a b" (SubHeaderContext.Label); a field without a name `<no value>`. */
const headerRow = (headers: Headers) =>
  new GoMap(
    headers,
    '',
    new Map([['Label', (label) => (label.split('.').at(-1) ?? '').replace(/[-_]/g, ' ')]]),
  )

/** What can be wrong with a rule file: one union, and one table of sentences that say what would be right. */

/** Where it is written; lines and columns from 1. */
export interface FilePlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A closed union; every problem of a file is told, with its place. */
export type RuleProblem = { readonly at: FilePlace } & (
  | { readonly code: 'yaml-syntax'; readonly message: string }
  | { readonly code: 'no-rules' }
  | { readonly code: 'not-a-rule'; readonly found: string }
  | { readonly code: 'unknown-key'; readonly key: string; readonly nearest: string | null }
  /** None, or several, of never, always and only. */
  | { readonly code: 'which-kind'; readonly found: readonly string[] }
  | { readonly code: 'no-target'; readonly kind: string; readonly from: string }
  | { readonly code: 'not-names'; readonly key: string; readonly found: string }
  | { readonly code: 'not-a-port'; readonly found: string }
  | { readonly code: 'not-text'; readonly key: string; readonly found: string }
)
/** The file and line are put in front by `problemText`. */
const saying = (p: RuleProblem): string => {
  switch (p.code) {
    case 'yaml-syntax':
      return p.message
    case 'no-rules':
      return "no rules: the file is a list, or has one under 'rules:'; for example '- { never: frontend, reaches: db }'"
    case 'not-a-rule':
      return `${p.found} is no rule: write '- never: frontend' and below it '  reaches: db'`
    case 'unknown-key':
      return `'${p.key}' is no word of a rule${p.nearest === null ? '' : `; did you mean '${p.nearest}'?`} A rule has never, always or only; reaches; and perhaps ports, except, why`
    case 'which-kind':
      return p.found.length === 0
        ? "a rule says who: 'never: frontend', 'always: web' or 'only: api'"
        : `a rule is one of never, always and only, not ${p.found.join(' and ')}: make two rules of it`
    case 'no-target':
      return `'${p.kind}: ${p.from}' says not whom: ${withTarget(p.kind, p.from)}`
    case 'not-names':
      return `'${p.key}' wants a name or a list of names, such as db, h1/db, network:back or label:tier=db, not ${p.found}`
    case 'not-a-port':
      return `${p.found} is no port: write 5432, 5432/tcp or 53/udp`
    case 'not-text':
      return `'${p.key}' wants a text, not ${p.found}`
  }
}

/** Arrows are for command lines; in a file the two sides have a key each. */
function withTarget(kind: string, from: string): string {
  const [left = '', right] = from.split('->').map((side) => side.trim())
  return right ? `write '${kind}: ${left}' and below it 'reaches: ${right}'` : "add 'reaches: db' below it"
}

/** `rules.yaml:3:5: 'ports' ...` */
export const problemText = (p: RuleProblem): string =>
  `${p.at.file}:${p.at.line}:${p.at.column}: ${saying(p)}`

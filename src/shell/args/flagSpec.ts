/** What a command says of its flags, read from a table that looks like the client's own help. */
import { err, ok, type Result } from '../../addr/result.js'

/**
 * Checks one value and gives what is kept of it: usually one text, several for a comma-separated value, none for an
 * empty one. The error is what stands after `invalid argument "x" for "--flag" flag: `.
 */
export type FlagCheck = (value: string) => Result<readonly string[], string>

export interface FlagSpec {
  readonly name: string
  /** One letter, or '' where the flag has no short form. */
  readonly short: string
  /** The type's name in the help ('list', 'string', 'uint16'); '' for a boolean, which takes a value only after `=`. */
  readonly type: string
  /** The help, default included, exactly as printed where there is room. */
  readonly help: string
  readonly hidden: boolean
  /** The name under which the values are found: `--net` is kept as `network`. */
  readonly keptAs: string
  /** Runs instead of the type's own check. */
  readonly check?: FlagCheck
  /** What replaces the flag, as in `Flag --time has been deprecated, use --timeout instead`. */
  readonly deprecated?: string
  /** As `deprecated`, for the short form only. */
  readonly shortDeprecated?: string
  /** Why an engine on Linux without experimental features refuses it: what follows `"--flag" is only supported on `. */
  readonly onlyOn?: string
}

/** Everything the table has no room for, by flag name. */
export type FlagExtras = Readonly<
  Record<string, Partial<Pick<FlagSpec, 'keptAs' | 'check' | 'deprecated' | 'onlyOn'>>>
>

/**
 * Reads lines of the form `-p, --publish list | Publish a port`. `~` in front hides the flag from the help; a line that
 * starts with `|` goes on with the help of the flag above. Throws on any other line: the table is part of the program.
 */
export function flagTable(table: string, extras: FlagExtras = {}): readonly FlagSpec[] {
  const specs: FlagSpec[] = []
  for (const line of table.split('\n')) {
    const above = specs.at(-1)
    const more = /^\s*\| (.*)$/.exec(line)
    if (more !== null && above !== undefined) {
      specs[specs.length - 1] = { ...above, help: `${above.help}\n${more[1] ?? ''}` }
    } else if (line.trim() !== '') specs.push(readFlag(line, extras))
  }
  return specs
}

function readFlag(line: string, extras: FlagExtras): FlagSpec {
  const match = /^\s*(~?)\s*(?:-(\w), )?--([\w-]+) ?([\w-]*) \| (.*)$/.exec(line)
  if (match === null) throw new Error(`not a flag: ${line}`)
  const [, mark, short = '', name = '', type = '', help = ''] = match
  // own keys only: a flag called `constructor` would find something otherwise
  const extra = Object.hasOwn(extras, name) ? extras[name] : undefined
  return { name, short, type, help, hidden: mark === '~', keptAs: name, ...extra }
}

/** A check that keeps exactly one text. */
export const oneValue =
  (check: (value: string) => Result<string, string>): FlagCheck =>
  (value) => {
    const checked = check(value)
    return checked.ok ? ok([checked.value]) : err(checked.error)
  }

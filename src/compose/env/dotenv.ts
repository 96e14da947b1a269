/**
 * `.env` files (compose-go v2.9.1 dotenv/parser.go): `NAME=value`, `NAME: value`, `export NAME=value`, quotes, comments, and
 * variables in values that are not in single quotes. A name alone takes its value from outside.
 */
import { err, ok, type Result } from '../../addr/result.js'
import type { ComposeError } from '../errors.js'
import { substitute, type Lookup } from './template.js'

/**
 * In the order of the file; a name that comes again counts with its last value. `outside` wins inside values, so a
 * shell's variable shows through in what is made of it. The error is `env-file` with the line. O(text).
 */
export function parseDotenv(
  file: string,
  text: string,
  outside: Lookup,
): Result<ReadonlyMap<string, string>, ComposeError> {
  const found = new Map<string, string>()
  const lookup: Lookup = (name) => outside(name) ?? found.get(name)
  let rest = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  let line = 1
  const fail = (problem: string): Result<never, ComposeError> =>
    err({ code: 'env-file', place: { file, line, column: 1 }, problem })
  const eat = (length: number): string => {
    const eaten = rest.slice(0, length)
    line += eaten.split('\n').length - 1
    rest = rest.slice(length)
    return eaten
  }
  for (;;) {
    // white space and whole lines of comment between statements (getStatementStart)
    eat(/^(\s|#[^\n]*(\n|$))*/.exec(rest)?.[0].length ?? 0)
    if (rest === '') return ok(found)
    eat(/^export[ \t]+/.exec(rest)?.[0].length ?? 0)
    const [head, written = '', mark] = /^([^=:\n]*)([=:\n]|$)/.exec(rest) ?? ['']
    const name = written.trimEnd()
    // letters, digits and `_.-[]` (locateKeyName)
    const odd = /[^\s\p{L}\p{N}_.[\]-]/u.exec(name)?.[0]
    if (odd !== undefined)
      return fail(`unexpected character "${odd}" in variable name "${rest.split('\n')[0] ?? ''}"`)
    if (/\s/.test(name)) return fail('key cannot contain a space')
    // `export NAME`, or NAME alone: inherited, and no entry at all where it is not set outside
    if (mark !== '=' && mark !== ':') {
      eat(head.length)
      const value = outside(name)
      if (value !== undefined) found.set(name, value)
      continue
    }
    eat(head.length)
    eat(/^[^\S\n]*/.exec(rest)?.[0].length ?? 0)
    // a quoted value may go over several lines; a bare one ends with its line, or before ` #` (extractVarValue)
    const quoted = /^(["'])((?:\\[\s\S]|(?!\1)[^\\])*)\1/.exec(rest)
    if (quoted === null && /^["']/.test(rest))
      return fail(`unterminated quoted value ${rest.split('\n')[0] ?? ''}`)
    const raw = quoted?.[2] ?? (/^[^\n]*/.exec(rest)?.[0] ?? '').split(' #')[0]?.trimEnd() ?? ''
    const value = quoted === null ? raw : raw.replaceAll(`\\${quoted[1] ?? ''}`, quoted[1] ?? '')
    const expanded = quoted?.[1] === "'" ? ok(value) : substitute(quoted ? unescaped(value) : value, lookup)
    if (!expanded.ok)
      return fail(
        expanded.error.code === 'required-variable'
          ? `required variable ${expanded.error.variable} is missing a value: ${expanded.error.reason}`
          : `invalid template: "${expanded.error.template}"`,
      )
    found.set(name, expanded.value)
    eat(quoted?.[0].length ?? /^[^\n]*/.exec(rest)?.[0].length ?? 0)
  }
}

/** What a backslash means in double quotes (expandEscapes); in single quotes it only keeps the quote from ending. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ['"', '"'],
  // left for the expansion of variables, which makes one dollar of two
  ['$', '$$'],
])

/** Octal numbers are written `\0` and three digits. An escape that is none stays as it is. */
const unescaped = (text: string): string =>
  text.replace(
    /\\(?:0([0-7]{3})|([abfnrtv$"\\]))/g,
    (whole, octal: string | undefined, letter: string | undefined) =>
      octal === undefined
        ? (ESCAPES.get(letter ?? '') ?? whole)
        : String.fromCharCode(Number.parseInt(octal, 8)),
  )

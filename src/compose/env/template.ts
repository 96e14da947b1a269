/**
 * Variables in texts: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:+other}`, `${NAME+other}`,
 * `${NAME:?error}`, `${NAME?error}` and `$$` (compose-go v2.9.1 template/template.go). What follows the operator may have
 * variables in it.
 */
import { err, ok, type Result } from '../../addr/result.js'

/** A variable's value, or undefined where it is not set. Set but empty is a value: `-` and `:-` tell the two apart. */
export type Lookup = (name: string) => string | undefined

/** A `${` that cannot be read, or a `${NAME:?reason}` with no value. */
export type TemplateError =
  | { readonly code: 'invalid-template'; readonly template: string }
  | { readonly code: 'required-variable'; readonly variable: string; readonly reason: string }

/** `unset` is told every variable that stands alone and has no value: it reads as nothing. */
export function substitute(
  template: string,
  lookup: Lookup,
  unset: (name: string) => void = () => undefined,
): Result<string, TemplateError> {
  let out = ''
  let at = 0
  while (at < template.length) {
    const dollar = template.indexOf('$', at)
    if (dollar < 0) break
    out += template.slice(at, dollar)
    const rest = template.slice(dollar + 1)
    const name = /^[_a-zA-Z][_a-zA-Z0-9]*/.exec(rest)?.[0]
    if (rest.startsWith('$')) {
      out += '$'
      at = dollar + 2
    } else if (name !== undefined) {
      out += valueOf(name, lookup, unset)
      at = dollar + 1 + name.length
    } else if (rest.startsWith('{')) {
      const end = closing(rest)
      const replaced = end < 0 ? null : braced(rest.slice(1, end), lookup, unset)
      if (replaced === null) return err({ code: 'invalid-template', template })
      if (!replaced.ok) return replaced
      out += replaced.value
      at = dollar + 1 + end + 1
    } else {
      // a dollar that names nothing is a dollar
      out += '$'
      at = dollar + 1
    }
  }
  return ok(out + template.slice(at))
}

/** A missing variable reads as nothing. */
function valueOf(name: string, lookup: Lookup, unset: (name: string) => void): string {
  const value = lookup(name)
  if (value === undefined) unset(name)
  return value ?? ''
}

/** Where the brace that opens `text` is closed, or -1 (getFirstBraceClosingIndex): braces within count. */
function closing(text: string): number {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++
    if (text[i] === '}' && --depth === 0) return i
  }
  return -1
}

/**
 * What stands between the braces; null where it is no variable. Of the six operators, those with a colon take an empty
 * value for none: `-` gives a default, `+` something else where there is a value, `?` refuses.
 */
function braced(
  inner: string,
  lookup: Lookup,
  unset: (name: string) => void,
): Result<string, TemplateError> | null {
  const [, name, operator, rest = ''] = /^([_a-zA-Z][_a-zA-Z0-9]*)(?:(:?[-+?])([\s\S]*))?$/.exec(inner) ?? []
  if (name === undefined) return null
  if (operator === undefined) return ok(valueOf(name, lookup, unset))
  const value = lookup(name)
  const filled = value !== undefined && !(operator.startsWith(':') && value === '')
  const other = substitute(rest, lookup, unset)
  if (!other.ok) return other
  if (operator.endsWith('-')) return ok(filled ? value : other.value)
  if (operator.endsWith('+')) return ok(filled ? other.value : (value ?? ''))
  return filled ? ok(value) : err({ code: 'required-variable', variable: name, reason: other.value })
}

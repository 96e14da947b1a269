/**
 * What an unquoted scalar means: YAML 1.2 with the leftovers of 1.1 that Docker Compose's parser keeps (go.yaml.in/yaml/v3
 * resolve.go): 0777 is octal, 1_000 a number, but yes, no, on and off are texts. Not modelled: dates, which stay texts.
 */
import type { ScalarValue } from './node.js'

/** resolve.go's table: spellings count, so `True` is a truth and `tRUE` a text. */
const CONSTANTS: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((text): [string, ScalarValue] => [text, null]),
  ...['true', 'True', 'TRUE'].map((text): [string, ScalarValue] => [text, true]),
  ...['false', 'False', 'FALSE'].map((text): [string, ScalarValue] => [text, false]),
  ...['.nan', '.NaN', '.NAN'].map((text): [string, ScalarValue] => [text, NaN]),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((text): [string, ScalarValue] => [
    text,
    Infinity,
  ]),
  ...['-.inf', '-.Inf', '-.INF'].map((text): [string, ScalarValue] => [text, -Infinity]),
])

/** resolve.go yamlStyleFloat. */
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/

/**
 * What the text means: null, a truth, a number, or itself. A port list's `22:22` is a text, as YAML 1.2 has no base 60.
 * O(text).
 */
export function plainScalar(text: string): ScalarValue {
  const constant = CONSTANTS.get(text)
  if (constant !== undefined) return constant
  if (!/^[-+.0-9]/.test(text)) return text
  const digits = text.replaceAll('_', '')
  return integer(digits) ?? (FLOAT.test(digits) ? Number(digits) : text)
}

/** Go's strconv.ParseInt with base 0, and the `0o` of YAML 1.2. */
function integer(text: string): number | undefined {
  const [, sign = '', prefix = '', digits = ''] =
    /^([-+]?)(0[xX]|0[oO]|0[bB]|0(?=[0-9]))?([0-9a-fA-F]+)$/.exec(text) ?? []
  if (digits === '') return undefined
  const base = baseOf(prefix)
  if (!base.digits.test(digits)) return undefined
  const value = Number.parseInt(digits, base.base)
  return sign === '-' ? -value : value
}

/** A leading 0 is octal, as in YAML 1.1: `0777` is 511. */
function baseOf(prefix: string): { readonly base: number; readonly digits: RegExp } {
  switch (prefix.toLowerCase()) {
    case '0x':
      return { base: 16, digits: /^[0-9a-fA-F]+$/ }
    case '0b':
      return { base: 2, digits: /^[01]+$/ }
    case '0o':
    case '0':
      return { base: 8, digits: /^[0-7]+$/ }
    default:
      return { base: 10, digits: /^[0-9]+$/ }
  }
}

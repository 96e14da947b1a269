/**
 * fmt.Sprintf for the values that templates have. Does not model argument indexes (%[1]d), `*` widths, and %#v and %+v,
 * which print as %v.
 */
import { goType } from './goType.js'
import { sortedEntries } from '../goJson.js'
import { goText, twoDigits } from './print.js'
import { goQuote, goQuoteRune } from './quote.js'
import { runesOf, utf8Encode } from './utf8.js'
import { shapeOf, type TemplateValue } from './value.js'

/** One directive: `%-5.2s` is flags `-`, width 5, precision 2 and verb `s`. */
interface Spec {
  readonly flags: string
  readonly width: number
  readonly precision: number | undefined
  readonly verb: string
}

const DIRECTIVE = /%([-+# 0]*)(\d*)(?:\.(\d*))?([\s\S]|$)/gu

/** Go gives up on a width or precision beyond this, and on all that follows (fmt parsenum, tooLarge). */
const MOST = 1_000_000

function sane(format: string): string {
  for (const { index, 2: width, 3: precision } of format.matchAll(DIRECTIVE))
    if (Number(width) > MOST || Number(precision ?? 0) > MOST) return `${format.slice(0, index)}%`
  return format
}

/** The formatted text. Mistakes are part of it, as in Go: `%!d(string=x)`, `%!s(MISSING)`, `%!(EXTRA int=1)`. */
export function sprintf(format: string, values: readonly TemplateValue[]): string {
  let used = 0
  const text = sane(format).replace(
    DIRECTIVE,
    (_, flags: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === '') return '%!(NOVERB)'
      if (verb === '%') return '%'
      const value = values[used]
      if (value === undefined) return `%!${verb}(MISSING)`
      used += 1
      const digits = precision === undefined ? undefined : Number(precision)
      return one(value, { flags, width: Number(width), precision: digits, verb })
    },
  )
  const extra = values
    .slice(used)
    .map((value) => (value === null ? '<nil>' : `${goType(value)}=${goText(value)}`))
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(', ')})`
}

/** One value by one directive; lists, maps and structs apply it to all that is in them. */
function one(value: TemplateValue, spec: Spec): string {
  if (spec.verb === 'T') return pad(goType(value), spec)
  const shape = shapeOf(value)
  switch (shape.kind) {
    case 'nil':
      return spec.verb === 'v' ? pad('<nil>', spec) : `%!${spec.verb}(<nil>)`
    case 'nil-list':
    case 'nil-map':
      return goText(value)
    case 'string':
    case 'raw-number':
    case 'stringer':
      return text(shape.text, spec) ?? bad(value, spec)
    case 'number':
      return (Number.isInteger(shape.value) ? integer : float)(shape.value, spec) ?? bad(value, spec)
    case 'bool':
      return spec.verb === 't' || spec.verb === 'v' ? pad(String(shape.value), spec) : bad(value, spec)
    case 'list':
      return `[${shape.items.map((item) => one(item, spec)).join(' ')}]`
    case 'map': {
      const entries = sortedEntries(shape.entries).map(
        ([key, item]) => `${one(key, spec)}:${one(item, spec)}`,
      )
      return `map[${entries.join(' ')}]`
    }
    case 'struct':
      return `{${shape.fields.map((field) => one(field.value, spec)).join(' ')}}`
  }
}

/** The value keeps its width inside the complaint. */
const bad = (value: TemplateValue, spec: Spec) =>
  `%!${spec.verb}(${goType(value)}=${one(value, { ...spec, verb: 'v' })})`

/** undefined: a verb that texts do not have. The same for integer and float below. */
function text(value: string, spec: Spec): string | undefined {
  const cut = spec.precision === undefined ? value : runesOf(value).slice(0, spec.precision).join('')
  const hex = () => utf8Encode(cut).map((byte) => byte.toString(16).padStart(2, '0'))
  switch (spec.verb) {
    case 'v':
    case 's':
      return pad(cut, spec)
    case 'q':
      return pad(goQuote(cut), spec)
    case 'x':
      return pad(hex().join(''), spec)
    case 'X':
      return pad(hex().join('').toUpperCase(), spec)
    default:
      return undefined
  }
}

// the prefix is printed with the flag # only
const bases: ReadonlyMap<string, readonly [base: number, prefix: string]> = new Map([
  ['v', [10, '']],
  ['d', [10, '']],
  ['b', [2, '0b']],
  ['o', [8, '0']],
  ['x', [16, '0x']],
  ['X', [16, '0X']],
])

function integer(value: number, spec: Spec): string | undefined {
  if (spec.verb === 'c') return pad(characterOf(value), spec)
  if (spec.verb === 'q') return pad(goQuoteRune(characterOf(value)), spec)
  const [base, prefix] = bases.get(spec.verb) ?? []
  if (base === undefined || prefix === undefined) return undefined
  const digits = Math.abs(value)
    .toString(base)
    .padStart(spec.precision ?? 0, '0')
  const cased = spec.verb === 'X' ? digits.toUpperCase() : digits
  return signed(value, (spec.flags.includes('#') ? prefix : '') + cased, spec)
}

const characterOf = (code: number) =>
  code >= 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd'

function float(value: number, spec: Spec): string | undefined {
  const size = Math.abs(value)
  const digits = Math.min(spec.precision ?? 6, JS_DIGITS)
  switch (spec.verb) {
    case 'v':
    case 'g':
      return signed(value, spec.precision === undefined ? goText(size) : shortest(size, spec.precision), spec)
    case 'f':
    case 'F':
      return signed(value, exact(size.toFixed(digits), spec.precision), spec)
    case 'e':
      return signed(value, exact(twoDigits(size.toExponential(digits)), spec.precision), spec)
    default:
      return undefined
  }
}

/** JavaScript prints no more digits than this. Those behind them are not modelled: they are zeros here. */
const JS_DIGITS = 100

const exact = (text: string, precision: number | undefined): string =>
  text.replace(/(e|$)/, `${'0'.repeat(Math.max(0, (precision ?? 0) - JS_DIGITS))}$1`)

const shortest = (size: number, precision: number) =>
  String(Number(size.toPrecision(Math.min(JS_DIGITS, Math.max(1, precision)))))

/** Zeros of the 0 flag come after the sign. */
function signed(value: number, digits: string, spec: Spec): string {
  const sign = value < 0 ? '-' : spec.flags.includes('+') ? '+' : spec.flags.includes(' ') ? ' ' : ''
  const zeros = spec.flags.includes('0') && !spec.flags.includes('-') && spec.precision === undefined
  return zeros ? sign + digits.padStart(spec.width - sign.length, '0') : pad(sign + digits, spec)
}

/** Width counts characters, not bytes. */
function pad(value: string, { flags, width }: Spec): string {
  const missing = ' '.repeat(Math.max(0, width - runesOf(value).length))
  return flags.includes('-') ? value + missing : missing + value
}

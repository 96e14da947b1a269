/** print, printf, println, html, js, urlquery, not, and, or, call (text/template/funcs.go). */
import { err, ok } from '../../addr/result.js'
import { type FunctionTable, textOf } from './goFunction.js'
import { goText, sprint } from './print.js'
import { sprintf } from './printf.js'
import { isTrue } from './truth.js'
import { utf8Encode } from './utf8.js'
import type { GoFunction, TemplateValue } from './value.js'

// as text/template's HTMLEscape writes them: the two quotes as numbers
const entities: ReadonlyMap<string, string> = new Map([
  ['"', '&#34;'],
  ["'", '&#39;'],
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])

const escapeHtml = (text: string) =>
  text.replace(/["'&<>]/g, (character) => entities.get(character) ?? character)

const jsEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['"', '\\"'],
])

const unicodeEscape = (character: string) =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Quotes, angle brackets and whatever does not print, so that the text can stand in a script (JSEscape). */
const escapeJs = (text: string) =>
  text.replace(
    /[\\'"<>&=]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu,
    (character) => jsEscapes.get(character) ?? unicodeEscape(character),
  )

/** net/url QueryEscape. */
const escapeQuery = (text: string) =>
  text.replace(/[^\w.~-]/gu, (character) =>
    character === ' '
      ? '+'
      : utf8Encode(character)
          .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
          .join(''),
  )

const isFalse = (value: TemplateValue) => !isTrue(value)

/** To be merged into a FunctionTable. */
export const textFunctions: FunctionTable = new Map<string, GoFunction>([
  ['print', { parameters: [], variadic: 'any', call: (...values) => ok(sprint(values)) }],
  [
    'println',
    { parameters: [], variadic: 'any', call: (...values) => ok(`${values.map(goText).join(' ')}\n`) },
  ],
  [
    'printf',
    {
      parameters: ['string'],
      variadic: 'any',
      call: (format, ...values) => ok(sprintf(textOf(format), values)),
    },
  ],
  ['html', { parameters: [], variadic: 'any', call: (...values) => ok(escapeHtml(sprint(values))) }],
  ['js', { parameters: [], variadic: 'any', call: (...values) => ok(escapeJs(sprint(values))) }],
  // here for its name: the evaluator refuses it, as nothing that docker shows is a function
  ['call', { parameters: ['any'], variadic: 'any', call: () => err('call of nil') }],
  ['urlquery', { parameters: [], variadic: 'any', call: (...values) => ok(escapeQuery(sprint(values))) }],
  ['not', { parameters: ['any'], call: (value) => ok(!isTrue(value)) }],
  // here for their names and arity: the evaluator stops at the argument that decides, and calls neither
  [
    'and',
    {
      parameters: ['any'],
      variadic: 'any',
      call: (...values) => ok(values.find(isFalse) ?? values.at(-1) ?? null),
    },
  ],
  [
    'or',
    {
      parameters: ['any'],
      variadic: 'any',
      call: (...values) => ok(values.find(isTrue) ?? values.at(-1) ?? null),
    },
  ],
])

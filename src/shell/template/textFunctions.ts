/** print, printf, println, html, urlquery, not, and, or. Does not model `js` and `call`, which are unknown functions here. */
import { ok } from '../../addr/result.js'
import { type FunctionTable, textOf } from './goFunction.js'
import { goText, sprint } from './print.js'
import { sprintf } from './printf.js'
import { isTrue } from './truth.js'
import { utf8Encode } from './utf8.js'
import type { TemplateValue } from './value.js'

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
export const textFunctions: FunctionTable = new Map([
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

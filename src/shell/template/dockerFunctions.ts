/** What docker adds to Go's template functions (docker/cli v28.5.2 templates/templates.go). */
import { err, ok } from '../../addr/result.js'
import { goJson } from '../goJson.js'
import { collectionFunctions } from './collection.js'
import { comparisonFunctions } from './comparison.js'
import { type FunctionTable, intOf, onText, textOf, textsOf } from './goFunction.js'
import type { GoFunction } from './value.js'
import { textFunctions } from './textFunctions.js'
import { utf8Length, utf8Slice } from './utf8.js'

/** strings.Title: the first letter of every word in upper case. An apostrophe ends a word. */
const title = (text: string) => text.replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase())

/** Go's own limit is its memory. */
const MOST_BLANKS = 1_000_000

/** padWithSpace: an empty text stays empty; a negative count would be a panic in Go. */
const pad: GoFunction = {
  parameters: ['string', 'int', 'int'],
  call: (source, before, after) => {
    const [text, left, right] = [textOf(source), intOf(before), intOf(after)]
    if (text === '') return ok('')
    if (left < 0 || right < 0) return err('strings: negative Repeat count')
    if (left > MOST_BLANKS || right > MOST_BLANKS) return err('strings: Repeat output length overflow')
    return ok(' '.repeat(left) + text + ' '.repeat(right))
  },
}

/** truncateWithLength: counts bytes, and may cut a character in two. */
const truncate: GoFunction = {
  parameters: ['string', 'int'],
  call: (source, length) => {
    const [text, size] = [textOf(source), intOf(length)]
    if (utf8Length(text) < size) return ok(text)
    if (size < 0) return err(`runtime error: slice bounds out of range [:${size}]`)
    return ok(utf8Slice(text, 0, size))
  },
}

/** All functions of a `--format` template. */
export const dockerFunctions: FunctionTable = new Map<string, GoFunction>([
  ...comparisonFunctions,
  ...collectionFunctions,
  ...textFunctions,
  ['json', { parameters: ['any'], call: (value = null) => ok(goJson(value, { escapeHtml: false })) }],
  ['split', onText(2, (text = '', separator = '') => text.split(separator))],
  [
    'join',
    {
      parameters: ['[]string', 'string'],
      call: (list, separator) => ok(textsOf(list).join(textOf(separator))),
    },
  ],
  ['title', onText(1, (text = '') => title(text))],
  ['lower', onText(1, (text = '') => text.toLowerCase())],
  ['upper', onText(1, (text = '') => text.toUpperCase())],
  ['pad', pad],
  ['truncate', truncate],
])

const unchanged = (...parameters: GoFunction['parameters']): GoFunction => ({
  parameters: ['string', ...parameters],
  call: (text = '') => ok(text),
})

/** The functions for the header line of a table: what would alter a column's name leaves it alone, but `pad` works. */
export const headerFunctions: FunctionTable = new Map<string, GoFunction>([
  ...dockerFunctions,
  ['json', unchanged()],
  ['split', unchanged('string')],
  ['join', unchanged('string')],
  ['title', unchanged()],
  ['lower', unchanged()],
  ['upper', unchanged()],
  ['truncate', unchanged('int')],
])

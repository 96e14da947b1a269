/** Go's quoted strings: strconv.Quote and strconv.Unquote. */
import { runesOf, utf8Decode, utf8Encode } from './utf8.js'

// Go's escapes of one letter, by the code that they stand for
const letters: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['b', 8],
  ['t', 9],
  ['n', 10],
  ['v', 11],
  ['f', 12],
  ['r', 13],
  ['\\', 92],
])
const names = new Map([...letters].map(([letter, code]) => [code, letter]))

/** What Go's unicode.IsPrint accepts: letters, marks, numbers, punctuation, symbols and the ASCII space. */
export const isPrintable = (character: string): boolean => /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)

/** A text between double quotes, as `%q` prints it. */
export const goQuote = (text: string): string => `"${runesOf(text).map(quoteCharacter).join('')}"`

/** One character between single quotes, as `%q` prints a number. */
export const goQuoteRune = (character: string): string =>
  `'${character === '"' ? character : character === "'" ? "\\'" : quoteCharacter(character)}'`

function quoteCharacter(character: string): string {
  if (character === '"') return '\\"'
  const code = character.codePointAt(0) ?? 0
  const name = names.get(code)
  if (name !== undefined) return `\\${name}`
  if (isPrintable(character)) return character
  if (code < 0x80) return `\\x${hex(code, 2)}`
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
}

const hex = (code: number, width: number) => code.toString(16).padStart(width, '0')

// bytes in hex or octal, code points of 4 or 8 digits, a letter, or the quotation mark
const escape =
  /^(?:x([0-9a-fA-F]{2})|([0-7]{3})|(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|([abtnvfr\\])|(['"]))/

/**
 * The text of a Go literal with its quotes: "interpreted", `raw` or 'c'. Undefined where Go says "invalid syntax".
 * `\x` and octal escapes are bytes, so they may combine to one character.
 */
export function goUnquote(literal: string): string | undefined {
  const quote = literal.charAt(0)
  const inside = literal.slice(1, -1)
  if (quote === '`') return inside.replaceAll('\r', '')
  const bytes: number[] = []
  for (let at = 0; at < inside.length;) {
    const character = String.fromCodePoint(inside.codePointAt(at) ?? 0)
    at += character.length
    if (character === '\n' || character === quote) return undefined
    if (character !== '\\') {
      bytes.push(...utf8Encode(character))
      continue
    }
    const match = escape.exec(inside.slice(at))
    const found = match === null ? undefined : unescape(match, quote)
    if (match === null || found === undefined) return undefined
    bytes.push(...found)
    at += match[0].length
  }
  return utf8Decode(bytes)
}

function unescape(match: RegExpExecArray, quote: string): readonly number[] | undefined {
  const [, byte, octal, short, long, letter, mark] = match
  if (byte !== undefined) return [parseInt(byte, 16)]
  if (octal !== undefined) return parseInt(octal, 8) < 256 ? [parseInt(octal, 8)] : undefined
  if (letter !== undefined) return [letters.get(letter) ?? 0]
  if (mark !== undefined) return mark === quote ? utf8Encode(mark) : undefined
  const code = parseInt(short ?? long ?? '', 16)
  const isCharacter = code < 0x110000 && (code < 0xd800 || code > 0xdfff)
  return isCharacter ? utf8Encode(String.fromCodePoint(code)) : undefined
}

/** Reads number literals as Go's parser does. Does not model complex numbers, which it calls illegal. */
import type { NumberNode } from './node.js'
import { goQuote, goUnquote } from './quote.js'
import { TemplateFailure } from './error.js'
import { runesOf } from './utf8.js'

// Go's ints; JavaScript's numbers are exact to 2^53 only
const MAX_INT64 = 2n ** 63n - 1n
const MAX_UINT64 = 2n ** 64n - 1n

/** A number token. Throws a TemplateFailure with the reason. Integers beyond 2^53 lose their last digits. */
export function numberNode(source: string, at: number): NumberNode {
  const integer = integerOf(source)
  if (integer !== undefined && integer >= -MAX_INT64 - 1n && integer <= MAX_UINT64) {
    return { kind: 'number', at, source, value: Number(integer), isInt: true, overflows: integer > MAX_INT64 }
  }
  const float = floatOf(source)
  if (float === undefined) throw new TemplateFailure(`illegal number syntax: ${goQuote(source)}`)
  // a float that looks like an integer is one too large, or has a leading zero
  if (!/[.eEpP]/.test(source)) throw new TemplateFailure(`integer overflow: ${goQuote(source)}`)
  return { kind: 'number', at, source, value: float, isInt: Number.isInteger(float), overflows: false }
}

/** A character literal, which is the number of its code point. */
export function runeNode(source: string, at: number): NumberNode {
  const text = goUnquote(source)
  if (text === undefined || text === '') throw new TemplateFailure('invalid syntax')
  if (runesOf(text).length > 1) throw new TemplateFailure(`malformed character constant: ${source}`)
  return { kind: 'number', at, source, value: text.codePointAt(0) ?? 0, isInt: true, overflows: false }
}

// an underscore may stand between digits and after the base
const underscored = /^[+-]?(?:0[xXoObB]?_?|[1-9])(?:_?[0-9a-fA-F])*$/

function integerOf(source: string): bigint | undefined {
  if (source.includes('_') && !underscored.test(source)) return undefined
  const plain = source.replaceAll('_', '')
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/.exec(plain)
  if (match === null) return undefined
  const digits = match[2] ?? '0'
  const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits)
  return match[1] === '-' ? -value : value
}

function floatOf(source: string): number | undefined {
  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?[0-9]+)$/.exec(source)
  if (hex !== null) {
    const [, sign, whole = '', fraction = '', exponent] = hex
    if (whole + fraction === '') return undefined
    const value = parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length)
    return sign === '-' ? -value : value
  }
  return /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(source) ? Number(source) : undefined
}

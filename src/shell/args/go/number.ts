/** Go's strconv for integers, floats and booleans: which texts it takes and how it refuses the others. */
import { err, ok, type Result } from '../../../addr/result.js'
import { goQuote } from '../../template/quote.js'

/** The error inside a strconv.NumError. */
export type NumberReason = 'invalid syntax' | 'value out of range'

export interface IntegerForm {
  readonly signed: boolean
  readonly bits: 16 | 32 | 64
  /** 0 takes 0x, 0o, 0b, a leading 0 for octal, and underscores, as a pflag does; 10 takes digits only. */
  readonly base: 0 | 10
}

/** strconv.ParseInt and ParseUint; ParseUint takes no sign at all. */
export function goInteger(text: string, { signed, bits, base }: IntegerForm): Result<bigint, NumberReason> {
  const match = signed ? /^([+-]?)(.*)$/s.exec(text) : ['', '', text]
  const value = magnitude(match?.[2] ?? '', base)
  if (value === undefined) return err('invalid syntax')
  // as BigInt, since 64 bits do not fit a number
  const limit = 1n << BigInt(signed ? bits - 1 : bits)
  const negative = match?.[1] === '-'
  if (negative ? value > limit : value >= limit) return err('value out of range')
  return ok(negative ? -value : value)
}

/** The number without its sign, or undefined; with base 0 in any of Go's notations. */
function magnitude(digits: string, base: 0 | 10): bigint | undefined {
  if (/^\d+$/.test(digits) && (base === 10 || digits === '0' || !digits.startsWith('0')))
    return BigInt(digits)
  if (base === 10) return undefined
  if (/^[1-9](_?\d)*$|^0[xX](_?[\da-fA-F])+$|^0[oO](_?[0-7])+$|^0[bB](_?[01])+$/.test(digits)) {
    return BigInt(digits.replaceAll('_', '').toLowerCase())
  }
  return /^0(_?[0-7])+$/.test(digits) ? BigInt(`0o${digits.replaceAll('_', '')}`) : undefined
}

/** The text of a strconv.NumError. */
export const numberError = (
  call: 'ParseInt' | 'ParseUint' | 'ParseFloat' | 'ParseBool',
  text: string,
  reason: NumberReason,
) => `strconv.${call}: parsing ${goQuote(text)}: ${reason}`

/** goInteger with the whole error text. */
export function goIntegerText(text: string, form: IntegerForm): Result<string, string> {
  const value = goInteger(text, form)
  return value.ok
    ? ok(String(value.value))
    : err(numberError(form.signed ? 'ParseInt' : 'ParseUint', text, value.error))
}

/** strconv.ParseFloat, without hexadecimal floats. */
export function goFloat(text: string): Result<number, string> {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    const value = Number(text)
    return Number.isFinite(value) ? ok(value) : err(numberError('ParseFloat', text, 'value out of range'))
  }
  if (/^[+-]?inf(inity)?$/i.test(text)) return ok(text.startsWith('-') ? -Infinity : Infinity)
  return /^nan$/i.test(text) ? ok(NaN) : err(numberError('ParseFloat', text, 'invalid syntax'))
}

/** strconv.ParseBool. */
export function goBool(text: string): Result<boolean, string> {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return ok(true)
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return ok(false)
  return err(numberError('ParseBool', text, 'invalid syntax'))
}

/** Go's time.ParseDuration, and time.Duration's String. */
import { err, ok, type Result } from '../../../addr/result.js'
import { goQuote } from '../../template/quote.js'

// In nanoseconds. Go knows both spellings of the Greek letter.
const units: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
])

/** The duration in nanoseconds ('1h30m', '-1.5s', '0'), exact up to 2^53, about 104 days. Errors are Go's texts. */
export function goDuration(text: string): Result<number, string> {
  // Go has one text for nearly everything that is wrong
  const invalid = err(`time: invalid duration ${goQuote(text)}`)
  const negative = text.startsWith('-')
  let rest = text.replace(/^[+-]/, '')
  if (rest === '0') return ok(0)
  if (rest === '') return invalid
  let total = 0
  while (rest !== '') {
    const [whole = '', amount = '', unit = ''] = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(rest) ?? []
    if (whole === '') return invalid
    if (unit === '') return err(`time: missing unit in duration ${goQuote(text)}`)
    const size = units.get(unit)
    if (size === undefined) return err(`time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`)
    total += Math.trunc(Number(amount) * size)
    rest = rest.slice(whole.length)
  }
  if (total >= 2 ** 63) return invalid
  return ok(negative && total !== 0 ? -total : total)
}

/** `1m30s`, `1.5s`, `20ms`: hours, minutes and seconds, or one smaller unit. */
export function goDurationText(nanoseconds: number): string {
  const sign = nanoseconds < 0 ? '-' : ''
  const whole = Math.abs(nanoseconds)
  if (whole === 0) return '0s'
  for (const [unit, size] of [
    ['ns', 1],
    ['µs', 1e3],
    ['ms', 1e6],
  ] as const)
    if (whole < size * 1e3) return `${sign}${whole / size}${unit}`
  const seconds = whole / 1e9
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)]
  const rest = `${Number((seconds - minutes * 60).toFixed(9))}s`
  if (hours > 0) return `${sign}${hours}h${minutes % 60}m${rest}`
  return minutes > 0 ? `${sign}${minutes}m${rest}` : `${sign}${rest}`
}

/** Amounts of memory (go-units RAMInBytes) and of processors (docker/cli opts.ParseCPUs). */
import { err, ok, type Result } from '../../../addr/result.js'
import { goFloat } from './number.js'

// the n-th letter stands for 1024 to the power of n
const powers = 'bkmgtp'

/** Bytes from '512m', '2GiB', '1.5 g': units are powers of 1024 in either case. */
export function ramInBytes(text: string): Result<number, string> {
  const match = /^(.*[\d. ])([^\d. ]*)$/s.exec(text)
  if (match === null) return err(`invalid size: '${text}'`)
  const [, amount = '', unit = ''] = match
  const size = goFloat(amount.endsWith(' ') ? amount.slice(0, -1) : amount)
  if (!size.ok) return size
  if (size.value < 0) return err(`invalid size: '${text}'`)
  if (unit === '') return ok(Math.trunc(size.value))
  // go-units looks at the length before it lowers the case, and names what it has then.
  if (unit.length > 3) return err(`invalid suffix: '${unit}'`)
  const suffix = unit.toLowerCase()
  if (!/^(b|[kmgtp](i?b)?)$/.test(suffix)) return err(`invalid suffix: '${suffix}'`)
  return ok(Math.trunc(size.value * 1024 ** powers.indexOf(suffix.charAt(0))))
}

/** Billionths of a processor from '1.5', '3/2' or '1e-1' (math/big's Rat.SetString). */
export function nanoCpus(text: string): Result<bigint, string> {
  const match = /^([+-]?)(\d*)(?:\/(\d+)|(?:\.(\d*))?(?:[eE]([+-]?\d+))?)$/.exec(text)
  const [, sign = '', whole = '', divisor, fraction = '', exponent = '0'] = match ?? []
  const digits = whole + fraction
  if (match === null || digits === '' || (divisor !== undefined && (whole === '' || /^0+$/.test(divisor)))) {
    return err(`failed to parse ${text} as a rational number`)
  }
  const scale = 9 + Number(exponent) - fraction.length
  if (Math.abs(scale) > 400) return err('value is too precise')
  // exact, as Go's rationals are: a third of a processor is "too precise"
  const above = BigInt(digits) * 10n ** BigInt(Math.max(scale, 0))
  const below = BigInt(divisor ?? '1') * 10n ** BigInt(Math.max(-scale, 0))
  if (above % below !== 0n) return err('value is too precise')
  return ok((above / below) * (sign === '-' ? -1n : 1n))
}

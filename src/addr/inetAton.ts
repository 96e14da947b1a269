/** IPv4 addresses as libc's inet_aton reads them: fewer than four numbers, octal and hexadecimal ones. */
import { type Ip, numberToIp } from './ip.js'

/**
 * `10.5.3` is 10.5.0.3, `2130706433` is 127.0.0.1, `0x7f.1` is 127.0.0.1: the last number fills all bytes that are left.
 * Undefined: it is no such address, and so perhaps a name.
 */
export function parseInetAton(text: string): Ip | undefined {
  const parts = text.split('.')
  if (parts.length > 4 || !parts.every((part) => NUMBER.test(part))) return undefined
  const numbers = parts.map((part) => (/^0[0-7]+$/.test(part) ? Number.parseInt(part, 8) : Number(part)))
  const last = numbers.pop() ?? 0
  if (numbers.some((n) => n > 0xff) || last >= 256 ** (4 - numbers.length)) return undefined
  return numberToIp(numbers.reduce((sum, n, at) => sum + n * 256 ** (3 - at), last))
}

const NUMBER = /^(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)$/i

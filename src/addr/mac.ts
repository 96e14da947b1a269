/** MAC addresses (EUI-48) as canonical branded text. Longer hardware addresses, which Go's net.ParseMAC takes, are refused. */

import type { Brand } from './brand.js'
import { type Ip, bigIntToIp } from './ip.js'

/** Canonical: '02:42:ac:12:00:02', lower case, colons. */
export type Mac = Brand<'mac'>

/** True only for canonical text. */
export const isMac = (text: string): text is Mac => /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(text)

/** The three spellings of Go's net.ParseMAC: 'aa:bb:..', 'aa-bb-..', 'aabb.ccdd.eeff'; any case. */
export const parseMac = (text: string): Mac | undefined => {
  if (
    !/^([0-9a-f]{2}(:[0-9a-f]{2}){5}|[0-9a-f]{2}(-[0-9a-f]{2}){5}|[0-9a-f]{4}(\.[0-9a-f]{4}){2})$/i.test(text)
  ) {
    return undefined
  }
  const digits = text.toLowerCase().replace(/[:.-]/g, '')
  const canonical = digits.replace(/..(?!$)/g, '$&:')
  return isMac(canonical) ? canonical : undefined
}

const DIGITS = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))
/** Of the text that is being made: colons, between which the digits go. */
const codes: number[] = Array.from({ length: 17 }, () => 58)

/** Six bytes to text; throws RangeError for anything but six integers in 0..255. */
export const macFromBytes = (bytes: readonly number[]): Mac => {
  let sound = bytes.length === 6
  for (let i = 0; i < 6; i++) {
    const byte = bytes[i] ?? -1
    if ((byte & 255) !== byte) sound = false // no integer, or none of a byte
    codes[i * 3] = DIGITS[byte >> 4] ?? 0
    codes[i * 3 + 1] = DIGITS[byte & 15] ?? 0
  }
  const text = String.fromCharCode(...codes)
  if (sound && isPrinted(text)) return text
  throw new RangeError(`not six bytes: ${bytes.join(', ')}`)
}

/** What is made of six bytes is canonical by construction: this guard is where that is said. */
const isPrinted = (text: string): text is Mac => text !== ''

/** The six bytes. */
export const macToBytes = (mac: Mac): number[] => mac.split(':').map((byte) => Number.parseInt(byte, 16))

/** The link-local address that the kernel derives (modified EUI-64, RFC 4291 appendix A): fe80::/64, ff:fe in the middle. */
export const linkLocalOf = (mac: Mac): Ip => {
  const bytes = macToBytes(mac)
  const eui = [(bytes[0] ?? 0) ^ 2, ...bytes.slice(1, 3), 0xff, 0xfe, ...bytes.slice(3)]
  return bigIntToIp(6, (0xfe80n << 112n) | eui.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n))
}

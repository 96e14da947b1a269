/** Go strings are bytes: lengths, slices and positions in messages count UTF-8, which JavaScript's strings are not. */

/** The characters of a text: code points, Go's runes. */
export const runesOf = (text: string): readonly string[] => Array.from(text)

/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export function utf8Encode(text: string): readonly number[] {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const code = point >= 0xd800 && point < 0xe000 ? 0xfffd : point
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code))
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code))
  }
  return bytes
}

const tail = (code: number) => 0x80 | (code & 0x3f)

/** The text of UTF-8 bytes; every byte that is not part of a character becomes U+FFFD (as when Go prints it). */
export function utf8Decode(bytes: readonly number[]): string {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0
    const size =
      lead < 0x80
        ? 1
        : lead >= 0xc2 && lead < 0xe0
          ? 2
          : lead >= 0xe0 && lead < 0xf0
            ? 3
            : lead >= 0xf0 && lead < 0xf5
              ? 4
              : 0
    const rest = bytes.slice(at + 1, at + size)
    const whole = size > 0 && rest.length === size - 1 && rest.every((byte) => (byte & 0xc0) === 0x80)
    const code = rest.reduce(
      (sum, byte) => (sum << 6) | (byte & 0x3f),
      size === 1 ? lead : lead & (0x7f >> size),
    )
    // an overlong form, a surrogate or a number beyond Unicode is no character either
    const valid = whole && code >= smallest(size) && code < 0x110000 && (code < 0xd800 || code > 0xdfff)
    text += valid ? String.fromCodePoint(code) : '\ufffd'
    at += valid ? size : 1
  }
  return text
}

const smallest = (size: number) => (size === 4 ? 0x10000 : size === 3 ? 0x800 : size === 2 ? 0x80 : 0)

/** How many bytes Go would count in a text. */
export const utf8Length = (text: string): number => utf8Encode(text).length

/** `text[from:to]` of Go, in bytes. */
export const utf8Slice = (text: string, from: number, to: number): string =>
  utf8Decode(utf8Encode(text).slice(from, to))

/** Go's order of strings (by byte, which for UTF-8 is by code point), as a comparison for sort. */
export function compareText(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const [x, y] = [a.codePointAt(at) ?? 0, b.codePointAt(at) ?? 0]
    if (x !== y) return x - y
  }
  return a.length - b.length
}

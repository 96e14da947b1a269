/**
 * Patterns of `--filter name=` and `id=` as Go's regexp package reads them. Not modelled: what RE2 has and JavaScript has
 * not (POSIX classes, \Q..\E, flags in the middle); JavaScript's engine also backtracks, so a hostile pattern may be slow.
 */

/** The pattern, or undefined when Go refuses it. It matches anywhere in a text. */
export function goPattern(text: string): RegExp | undefined {
  const [, flags = '', body = text] = /^\(\?([ims]+)\)(.*)$/s.exec(text) ?? []
  if (/\(\?<?[=!]|(?:^|[^\\])(?:\\\\)*\\[1-9]/.test(body)) return undefined // RE2 knows no look-around, no back-reference
  // what is written in another way in JavaScript: the ends of the text, and the names of groups
  const translated = body
    .replace(/\\A/g, '^')
    .replace(/\\z/g, '$')
    .replace(/\(\?P</g, '(?<')
  try {
    return new RegExp(translated, [...new Set(flags)].join(''))
  } catch {
    return undefined
  }
}

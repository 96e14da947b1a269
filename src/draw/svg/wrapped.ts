/** A text in lines of at most so many characters: broken at blanks, and inside a word that is longer than a line. */

/**
 * Lines but the first are indented by two no-break spaces. `length`, in characters, is more than 2. Never empty: of
 * no text it is one empty line. O(text).
 */
export function wrapped(words: string, length: number): readonly string[] {
  const lines: string[] = []
  let current = ''
  for (const word of words.split(' ').flatMap((each) => pieces(each, length - INDENT.length))) {
    const longer = current === '' ? word : `${current} ${word}`
    if (Array.from(longer).length <= length) {
      current = longer
      continue
    }
    lines.push(current)
    current = INDENT + word
  }
  return [...lines, current]
}

/** No-break spaces: SVG drops others at the beginning of a text. */
const INDENT = '\u{a0}\u{a0}'

/** A word of no more than `length` characters is one piece; of longer ones (IPv6 rules) none is lost. */
function pieces(word: string, length: number): readonly string[] {
  const characters = Array.from(word)
  return Array.from({ length: Math.max(1, Math.ceil(characters.length / length)) }, (_, i) =>
    characters.slice(i * length, (i + 1) * length).join(''),
  )
}

/**
 * A command line as Compose splits it (mattn/go-shellwords): quotes, backslashes, and an end at the first `;`, `&`, `|`, `<` or `>`
 * that nothing quotes: no shell runs what follows. Undefined where a quote is never closed, or a parenthesis stands alone.
 */
/** The words; no variable is looked up and no pattern expanded, so `echo $HOME` prints a dollar. O(text). */
export function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (c === '\\' && quote !== "'") {
      const next = text.charAt(++i)
      word = (word ?? '') + (next === 't' ? '\t' : next === 'n' ? '\n' : next)
    } else if (quote !== '') {
      if (c === quote) quote = ''
      else word = (word ?? '') + c
    } else if (c === '"' || c === "'") {
      quote = c
      word ??= ''
    } else if (/\s/.test(c)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (/[;&|<>]/.test(c)) break
    else if (c === '(' || c === ')') return undefined
    else word = (word ?? '') + c
  }
  if (quote !== '') return undefined
  return word === undefined ? words : [...words, word]
}

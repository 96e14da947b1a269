/** Splits a command line into words as a POSIX shell does. No expansion of any kind: `$x`, `*`, `~` and `#` are text. */
import { err, ok, type Result } from '../addr/result.js'

/** A quote that nothing closes. `column` is where it stands, in UTF-16 units, the first column being 1. */
export interface UnbalancedQuote {
  readonly kind: 'unbalanced-quote'
  readonly quote: '"' | "'" | '\\'
  readonly column: number
}

// A word is a run of these pieces. Inside double quotes only \" and \\ lose their backslash (POSIX 2.2.3 also names
// $, ` and newline, which mean nothing here because nothing is expanded).
const piece = /"((?:\\[\s\S]|[^"\\])*)"|'([^']*)'|\\([\s\S])|([^\s"'\\]+)/y

/**
 * The words of one command line: `ps -f "name=a b"` gives `['ps', '-f', 'name=a b']`. Quotes may stand inside a word
 * and `''` is an empty word. A backslash at the very end counts as an unclosed quote.
 */
export function words(line: string): Result<readonly string[], UnbalancedQuote> {
  const found: string[] = []
  let word: string | undefined
  let at = 0
  while (at < line.length) {
    // blanks end a word; inside quotes they are never seen here
    if (/\s/.test(line.charAt(at))) {
      if (word !== undefined) found.push(word)
      word = undefined
      at += 1
      continue
    }
    piece.lastIndex = at
    const match = piece.exec(line)
    if (match === null) return err(unbalanced(line, at))
    const [whole, double, single, escaped, bare] = match
    word = (word ?? '') + (double?.replace(/\\(["\\])/g, '$1') ?? single ?? escaped ?? bare ?? '')
    at += whole.length
  }
  if (word !== undefined) found.push(word)
  return ok(found)
}

function unbalanced(line: string, at: number): UnbalancedQuote {
  const quote = line.charAt(at)
  return {
    kind: 'unbalanced-quote',
    quote: quote === '"' || quote === "'" ? quote : '\\',
    column: at + 1,
  }
}

/** Cuts template text into tokens, with the rules and messages of Go 1.24's text/template/parse/lex.go. */
import { goQuote, isPrintable } from './quote.js'
import { isKeyword, type Token, type TokenKind } from './token.js'

const isSpace = (character: string) => /^[ \t\r\n]$/.test(character)
const isAlphaNumeric = (character: string) => /^[\p{L}\p{Nd}_]$/u.test(character)

/** All tokens up to and including the first `error` or `eof`. Linear in the text. */
export function lex(source: string): readonly Token[] {
  const tokens: Token[] = []
  // `at`: what is read next; `start`: where the token began; `depth`: open parentheses
  let at = 0
  let start = 0
  let depth = 0

  const peek = () => (at < source.length ? String.fromCodePoint(source.codePointAt(at) ?? 0) : '')
  const emit = (kind: TokenKind, text = source.slice(start, at)) => {
    tokens.push({ kind, at: start, text })
    start = at
  }
  const fail = (message: string) => {
    tokens.push({ kind: 'error', at: start, text: message })
    return false
  }
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(source)?.[0] ?? ''
    at += found.length
    return found
  }
  /** The length of a right delimiter here, with its trim marker; 0 if there is none. */
  const rightDelimiter = () =>
    /^[ \t\r\n]-\}\}/.test(source.slice(at, at + 4)) ? 4 : source.startsWith('}}', at) ? 2 : 0
  const pastRightDelimiter = (length: number) => {
    at += length
    if (length === 4) take(/[ \t\r\n]*/y)
    start = at
  }
  // a name may be followed only by what cannot be taken for a part of it
  const atTerminator = () =>
    at >= source.length || /^[ \t\r\n.,|:)(]$/.test(peek()) || source.startsWith('}}', at)
  const badCharacter = () => fail(`bad character ${codePoint(peek())}`)

  /** Text up to the next action; false at the end. */
  function text(): boolean {
    const open = source.indexOf('{{', at)
    if (open < 0) {
      at = source.length
      if (at > start) emit('text')
      tokens.push({ kind: 'eof', at, text: 'EOF' })
      return false
    }
    const trims = /^-[ \t\r\n]/.test(source.slice(open + 2, open + 4))
    const written = trims ? source.slice(start, open).replace(/[ \t\r\n]+$/, '') : source.slice(start, open)
    if (written !== '') tokens.push({ kind: 'text', at: start, text: written })
    start = open
    at = open + 2 + (trims ? 2 : 0)
    if (source.startsWith('/*', at)) {
      start = at
      return comment()
    }
    tokens.push({ kind: 'left-delimiter', at: open, text: '{{' })
    start = at
    depth = 0
    return action()
  }

  function comment(): boolean {
    const close = source.indexOf('*/', at + 2)
    if (close < 0) return fail('unclosed comment')
    at = close + 2
    const length = rightDelimiter()
    if (length === 0) return fail('comment ends before closing delimiter')
    pastRightDelimiter(length)
    return true
  }

  /** The tokens of one action; false when the text is at an end. */
  function action(): boolean {
    for (;;) {
      const length = rightDelimiter()
      if (length > 0) {
        if (depth > 0) return fail('unclosed left paren')
        tokens.push({ kind: 'right-delimiter', at: length === 4 ? at + 2 : at, text: '}}' })
        pastRightDelimiter(length)
        return true
      }
      if (!inside()) return false
    }
  }

  /** One token inside an action; false after an error. */
  function inside(): boolean {
    const character = peek()
    if (character === '') return fail('unclosed action')
    if (isSpace(character)) return space()
    // a dot followed by a digit starts a number, any other dot a field
    if (/^[+\-0-9]$/.test(character) || /^\.(?:[0-9]|$)/.test(source.slice(at, at + 2))) return number()
    if (isAlphaNumeric(character)) return identifier()
    at += character.length
    switch (character) {
      case '=':
        return done('assign')
      case ':':
        if (peek() !== '=') return fail('expected :=')
        at += 1
        return done('declare')
      case '|':
        return done('pipe')
      case '"':
      case "'":
        return quoted(character)
      case '`': {
        const close = source.indexOf('`', at)
        if (close < 0) return fail('unterminated raw quoted string')
        at = close + 1
        return done('string')
      }
      case '$':
      case '.':
        return fieldOrVariable(character)
      case '(':
        depth += 1
        return done('left-paren')
      case ')':
        depth -= 1
        return depth < 0 ? fail('unexpected right paren') : done('right-paren')
      default:
        if (/^[!-~]$/.test(character)) return done('char')
        return fail(`unrecognized character in action: ${codePoint(character)}`)
    }
  }

  function done(kind: TokenKind): true {
    emit(kind)
    return true
  }

  function space(): boolean {
    take(/[ \t\r\n]+/y)
    // the last space belongs to a trim marker that follows it
    if (source.startsWith('-}}', at)) at -= 1
    if (at > start) emit('space')
    return true
  }

  function identifier(): boolean {
    const word = take(/[\p{L}\p{Nd}_]+/uy)
    if (!atTerminator()) return badCharacter()
    return done(isKeyword(word) ? word : word === 'true' || word === 'false' ? 'bool' : 'identifier')
  }

  function fieldOrVariable(mark: string): boolean {
    const name = atTerminator() ? '' : take(/[\p{L}\p{Nd}_]*/uy)
    if (!atTerminator()) return badCharacter()
    return done(mark === '$' ? 'variable' : name === '' ? 'dot' : 'field')
  }

  function quoted(quote: '"' | "'"): boolean {
    const body = quote === '"' ? /(?:\\[^\n]|[^\\"\n])*"/uy : /(?:\\[^\n]|[^\\'\n])*'/uy
    if (take(body) === '')
      return fail(`unterminated ${quote === '"' ? 'quoted string' : 'character constant'}`)
    return done(quote === '"' ? 'string' : 'rune')
  }

  /** Accepts too much (089, 0x0.2): reading the number finds out. */
  function number(): boolean {
    const scan = () => {
      take(
        /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y,
      )
      const next = peek()
      if (!isAlphaNumeric(next)) return true
      at += next.length
      return false
    }
    const bad = () => fail(`bad number syntax: ${goQuote(source.slice(start, at))}`)
    if (!scan()) return bad()
    if (!/^[+-]$/.test(peek())) return done('number')
    if (!scan() || source.charAt(at - 1) !== 'i') return bad()
    return done('complex')
  }

  while (text());
  return tokens
}

/** A character as Go's %#U prints it: U+007D '}'. At the end of the text Go prints its end-of-file mark, -1. */
function codePoint(character: string): string {
  if (character === '') return 'U+FFFFFFFFFFFFFFFF'
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return isPrintable(character) ? `U+${code} '${character}'` : `U+${code}`
}

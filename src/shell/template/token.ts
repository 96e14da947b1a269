/** The tokens of a template and how Go's parser names them in its messages (text/template/parse/lex.go). */
import { goQuote } from './quote.js'
import { runesOf, utf8Length } from './utf8.js'

/** Words that are no names of functions. */
export const KEYWORDS = [
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'nil',
  'range',
  'template',
  'with',
] as const
export type Keyword = (typeof KEYWORDS)[number]

export type TokenKind =
  | Keyword
  | 'assign'
  | 'bool'
  | 'char'
  | 'complex'
  | 'declare'
  | 'dot'
  | 'eof'
  | 'error'
  | 'field'
  | 'identifier'
  | 'left-delimiter'
  | 'left-paren'
  | 'number'
  | 'pipe'
  | 'right-delimiter'
  | 'right-paren'
  | 'rune'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'

/** `at` is where the token starts, in UTF-16 units. The text of an error token is its message. */
export interface Token {
  readonly kind: TokenKind
  readonly at: number
  readonly text: string
}

export const isKeyword = (word: string): word is Keyword => KEYWORDS.some((keyword) => keyword === word)

/** A token as in "unexpected %s in command". */
export function describeToken({ kind, text }: Token): string {
  if (kind === 'eof') return 'EOF'
  if (kind === 'error') return text
  if (kind === 'dot' || isKeyword(kind)) return `<${text}>`
  return utf8Length(text) > 10 ? `${goQuote(runesOf(text).slice(0, 10).join(''))}...` : goQuote(text)
}

/** Tokens that a value or a function begins with. */
const operandKinds: ReadonlySet<Token['kind']> = new Set([
  'bool',
  'complex',
  'dot',
  'field',
  'identifier',
  'left-paren',
  'nil',
  'number',
  'rune',
  'string',
  'variable',
])

export const startsOperand = (token: Token) => operandKinds.has(token.kind)

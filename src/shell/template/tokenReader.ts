/** The parser's view of the tokens: look ahead, step back, and complain with the line that Go would name. */
import { TemplateFailure } from './error.js'
import { lex } from './lex.js'
import { lineAt } from './position.js'
import { describeToken, type Token, type TokenKind } from './token.js'

/** Over all tokens of a template, which are cut beforehand. */
export class TokenReader {
  readonly #tokens: readonly Token[]
  #next = 0
  // Go's messages name the line of the token that was lexed last, however far ahead of the parser that is
  #furthest = 0
  /** Where the action that is being read starts; undefined in text. */
  actionAt: number | undefined

  constructor(readonly source: string) {
    this.#tokens = lex(source)
  }

  next(): Token {
    // nothing follows the last token, an error or the end: it is read again and again
    const at = Math.min(this.#next, this.#tokens.length - 1)
    this.#furthest = Math.max(this.#furthest, at)
    this.#next = at + 1
    const token = this.#tokens[at]
    if (token === undefined) throw new Error('a template has at least one token')
    return token
  }

  nextNonSpace(): Token {
    const token = this.next()
    return token.kind === 'space' ? this.nextNonSpace() : token
  }

  peek(): Token {
    const here = this.#next
    const token = this.next()
    this.#next = here
    return token
  }

  peekNonSpace(): Token {
    const here = this.#next
    const token = this.nextNonSpace()
    this.#next = here
    return token
  }

  /** A place to go back to with `rewind`. */
  get mark(): number {
    return this.#next
  }

  rewind(mark: number): void {
    this.#next = mark
  }

  expect(kind: TokenKind, context: string): Token {
    const token = this.nextNonSpace()
    return token.kind === kind ? token : this.unexpected(token, context)
  }

  /** Throws, with the line in front; parseTemplate catches. */
  fail(message: string): never {
    const line = lineAt(this.source, this.#tokens[this.#furthest]?.at ?? 0)
    throw new TemplateFailure(`template: :${line}: ${message}`)
  }

  /** A token that does not belong there; an error token says itself what is wrong, and where its action began. */
  unexpected(token: Token, context: string): never {
    if (token.kind !== 'error') return this.fail(`unexpected ${describeToken(token)} in ${context}`)
    const started = this.actionAt === undefined ? 0 : lineAt(this.source, this.actionAt)
    if (started === 0 || started === lineAt(this.source, token.at)) return this.fail(token.text)
    const action = token.text.endsWith(' action') ? '' : ' in action'
    return this.fail(`${token.text}${action} started at :${started}`)
  }
}

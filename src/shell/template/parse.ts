/** Parses a template, as Go 1.24's text/template/parse does. */
import { err, ok, type Result } from '../../addr/result.js'
import { dockerFunctions } from './dockerFunctions.js'
import { TemplateFailure, type TemplateError } from './error.js'
import { numberNode, runeNode } from './number.js'
import { nodeText } from './nodeText.js'
import type { Branch, Command, Operand, Pipeline, Statement, Template } from './node.js'
import { goQuote, goUnquote } from './quote.js'
import { startsOperand } from './token.js'
import { TokenReader } from './tokenReader.js'

// Go 1.25 stops at 10,000; a JavaScript stack is smaller.
const MAX_DEPTH = 500

/** What the parser asks about functions: whether a name is one. A FunctionTable will do. */
export interface FunctionNames {
  readonly has: (name: string) => boolean
}

/**
 * The syntax tree of a template's text, or what Go says is wrong with it ("template: :1: unclosed action"). A function
 * that is not in `functions` is an error, as in Go. Never throws; linear in the text.
 */
export function parseTemplate(
  source: string,
  functions: FunctionNames = dockerFunctions,
): Result<Template, TemplateError> {
  try {
    return ok({ source, ...new Parser(source, functions).template() })
  } catch (failure) {
    if (failure instanceof TemplateFailure) return err({ kind: 'parse', message: failure.message })
    throw failure
  }
}

/** How a list of statements ended. */
type Ending = 'end' | 'else'

/**
 * Recursive descent, method by method as Go's parser has functions; throws TemplateFailure, which parseTemplate
 * catches.
 */
class Parser {
  readonly #tokens: TokenReader
  // names that are declared so far: an unknown one is an error of the parser, not of the execution
  #variables: readonly string[] = ['$']
  #ranges = 0
  #depth = 0
  readonly #defined = new Map<string, readonly Statement[]>()

  constructor(
    source: string,
    readonly functions: FunctionNames,
  ) {
    this.#tokens = new TokenReader(source)
  }

  template(): Omit<Template, 'source'> {
    const statements: Statement[] = []
    while (this.#tokens.peek().kind !== 'eof') {
      if (this.#definition()) continue
      const found = this.#textOrAction()
      if (typeof found === 'string') return this.#tokens.fail(`unexpected {{${found}}}`)
      statements.push(found)
    }
    this.#define('', statements)
    return { statements, defined: this.#defined }
  }

  /** `{{define "NAME"}}...{{end}}`, which is one only outside of everything else. False: it is something else. */
  #definition(): boolean {
    const before = this.#tokens.mark
    const opened = this.#tokens.next().kind === 'left-delimiter'
    if (!opened || this.#tokens.nextNonSpace().kind !== 'define') {
      this.#tokens.rewind(before)
      return false
    }
    const name = this.#templateName('define clause')
    this.#tokens.expect('right-delimiter', 'define clause')
    this.#define(name, this.#ownScope('define clause'))
    return true
  }

  #templateName(context: string): string {
    const token = this.#tokens.nextNonSpace()
    if (token.kind !== 'string') return this.#tokens.unexpected(token, context)
    return goUnquote(token.text) ?? this.#tokens.fail('invalid syntax')
  }

  /** What stands between a definition and its end, which knows no variables but `$`, and no range around it. */
  #ownScope(context: string): readonly Statement[] {
    const [variables, ranges] = [this.#variables, this.#ranges]
    this.#variables = ['$']
    this.#ranges = 0
    const { statements, ending } = this.#list()
    if (ending === 'else') return this.#tokens.fail(`unexpected {{else}} in ${context}`)
    this.#variables = variables
    this.#ranges = ranges
    return statements
  }

  /** A name is defined once, but for definitions in which nothing stands: those count for nothing (Go's Tree.add). */
  #define(name: string, statements: readonly Statement[]): void {
    const known = this.#defined.get(name)
    if (known === undefined || isBlank(known)) this.#defined.set(name, statements)
    else if (!isBlank(statements))
      this.#tokens.fail(`template: multiple definition of template ${goQuote(name)}`)
  }

  #use(): Statement {
    const { at } = this.#tokens.peekNonSpace()
    const name = this.#templateName('template clause')
    const before = this.#tokens.mark
    if (this.#tokens.nextNonSpace().kind === 'right-delimiter')
      return { kind: 'template', at, name, pipeline: null }
    this.#tokens.rewind(before)
    return { kind: 'template', at, name, pipeline: this.#pipeline('template clause', 'right-delimiter') }
  }

  /** A definition and its use in one. */
  #block(): Statement {
    const { at } = this.#tokens.peekNonSpace()
    const name = this.#templateName('block clause')
    const pipeline = this.#pipeline('block clause', 'right-delimiter')
    this.#define(name, this.#ownScope('block clause'))
    return { kind: 'template', at, name, pipeline }
  }

  #textOrAction(): Statement | Ending {
    const token = this.#tokens.nextNonSpace()
    if (token.kind === 'text') return { kind: 'text', at: token.at, text: token.text }
    if (token.kind !== 'left-delimiter') return this.#tokens.unexpected(token, 'input')
    this.#tokens.actionAt = token.at
    const statement = this.#action()
    this.#tokens.actionAt = undefined
    return statement
  }

  #action(): Statement | Ending {
    const before = this.#tokens.mark
    const token = this.#tokens.nextNonSpace()
    const { kind, at } = token
    if (kind === 'if' || kind === 'with' || kind === 'range') return this.#deeper(() => this.#branch(kind))
    if (kind === 'end') {
      this.#tokens.expect('right-delimiter', 'end')
      return 'end'
    }
    if (kind === 'else') {
      const next = this.#tokens.peekNonSpace()
      if (next.kind === 'if' || next.kind === 'with') this.#skipSpace()
      else this.#tokens.expect('right-delimiter', 'else')
      return 'else'
    }
    if (kind === 'break' || kind === 'continue') {
      const close = this.#tokens.nextNonSpace()
      if (close.kind !== 'right-delimiter') return this.#tokens.unexpected(close, `{{${kind}}}`)
      if (this.#ranges === 0) return this.#tokens.fail(`{{${kind}}} outside {{range}}`)
      return { kind, at }
    }
    if (kind === 'template') return this.#use()
    if (kind === 'block') return this.#deeper(() => this.#block())
    this.#tokens.rewind(before)
    const pipeline = this.#pipeline('command', 'right-delimiter')
    return { kind: 'action', at: pipeline.at, pipeline }
  }

  #skipSpace() {
    if (this.#tokens.peek().kind === 'space') this.#tokens.next()
  }

  #deeper<T>(parse: () => T): T {
    if (this.#depth >= MAX_DEPTH) return this.#tokens.fail('max expression depth exceeded')
    this.#depth += 1
    const found = parse()
    this.#depth -= 1
    return found
  }

  /** What follows the keyword: the condition, the body, and whatever comes after {{else}}. */
  #branch(kind: Branch['kind']): Branch {
    const outside = this.#variables
    const pipeline = this.#pipeline(kind, 'right-delimiter')
    if (kind === 'range') this.#ranges += 1
    const { statements: body, ending } = this.#list()
    if (kind === 'range') this.#ranges -= 1
    const otherwise = ending === 'else' ? this.#otherwise(kind) : []
    this.#variables = outside
    return { kind, at: pipeline.at, pipeline, body, otherwise }
  }

  #otherwise(kind: Branch['kind']): readonly Statement[] {
    const token = this.#tokens.peek()
    // {{else if b}} is {{else}}{{if b}} with one {{end}} for both; likewise {{else with b}}
    if (kind !== 'range' && token.kind === kind) {
      this.#tokens.next()
      return [this.#deeper(() => this.#branch(kind))]
    }
    const { statements, ending } = this.#list()
    if (ending === 'else') return this.#tokens.fail('expected end; found {{else}}')
    return statements
  }

  #list(): { readonly statements: readonly Statement[]; readonly ending: Ending } {
    const statements: Statement[] = []
    while (this.#tokens.peekNonSpace().kind !== 'eof') {
      const found = this.#textOrAction()
      if (typeof found === 'string') return { statements, ending: found }
      statements.push(found)
    }
    return this.#tokens.fail('unexpected EOF')
  }

  #pipeline(context: string, end: 'right-delimiter' | 'right-paren'): Pipeline {
    const { at } = this.#tokens.peekNonSpace()
    const { variables, assigns } = this.#declarations(context)
    const commands: Command[] = []
    for (;;) {
      const before = this.#tokens.mark
      const token = this.#tokens.nextNonSpace()
      if (token.kind === end) break
      if (!startsOperand(token)) return this.#tokens.unexpected(token, context)
      this.#tokens.rewind(before)
      commands.push(this.#command())
    }
    if (commands.length === 0) return this.#tokens.fail(`missing value for ${context}`)
    // a constant takes no argument, so nothing can be piped into it
    for (const [stage, { operands }] of commands.entries()) {
      const first = operands[0]
      if (stage > 0 && first !== undefined && isConstant(first)) {
        return this.#tokens.fail(`non executable command in pipeline stage ${stage + 1}`)
      }
    }
    return { kind: 'pipeline', at, assigns, variables, commands }
  }

  /** `$x :=`, `$x =` and, in a range, `$i, $x :=`. */
  #declarations(context: string): { readonly variables: readonly string[]; readonly assigns: boolean } {
    const variables: string[] = []
    for (;;) {
      const before = this.#tokens.mark
      const variable = this.#tokens.nextNonSpace()
      const mark = variable.kind === 'variable' ? this.#tokens.nextNonSpace() : undefined
      const comma = mark?.kind === 'char' && mark.text === ','
      if (mark?.kind !== 'assign' && mark?.kind !== 'declare' && !comma) {
        this.#tokens.rewind(before)
        return { variables, assigns: false }
      }
      variables.push(variable.text)
      this.#variables = [...this.#variables, variable.text]
      if (!comma) return { variables, assigns: mark.kind === 'assign' }
      if (context !== 'range' || variables.length > 1) {
        return this.#tokens.fail(`too many declarations in ${context}`)
      }
      const { kind } = this.#tokens.peekNonSpace()
      if (kind !== 'variable' && kind !== 'right-delimiter' && kind !== 'right-paren') {
        return this.#tokens.fail('range can only initialize variables')
      }
    }
  }

  /** Operands separated by spaces, up to a pipe, which is consumed, or a closing token, which is not. */
  #command(): Command {
    const { at } = this.#tokens.peekNonSpace()
    const operands: Operand[] = []
    for (;;) {
      const operand = this.#operand()
      if (operand !== undefined) operands.push(operand)
      const before = this.#tokens.mark
      const token = this.#tokens.next()
      if (token.kind === 'space') continue
      if (token.kind === 'right-delimiter' || token.kind === 'right-paren') this.#tokens.rewind(before)
      else if (token.kind !== 'pipe') return this.#tokens.unexpected(token, 'operand')
      break
    }
    if (operands.length === 0) return this.#tokens.fail('empty command')
    return { kind: 'command', at, operands }
  }

  /** A term and the fields chained to it without space: `.A.B`, `$x.A`, `(index .A 0).B`. */
  #operand(): Operand | undefined {
    const term = this.#term()
    const { kind, at } = this.#tokens.peek()
    if (term === undefined || kind !== 'field') return term
    const names: string[] = []
    while (this.#tokens.peek().kind === 'field') names.push(this.#tokens.next().text.slice(1))
    switch (term.kind) {
      case 'field':
      case 'variable':
        // Go gives the whole chain the place of its second name
        return { ...term, at, names: [...term.names, ...names] }
      case 'pipeline':
      case 'function':
      case 'chain':
        return { kind: 'chain', at, base: term, names }
      case 'bool':
      case 'dot':
      case 'nil':
      case 'number':
      case 'string':
        return this.#tokens.fail(`unexpected . after term ${goQuote(nodeText(term))}`)
    }
  }

  #term(): Operand | undefined {
    const before = this.#tokens.mark
    const { kind, at, text } = this.#tokens.nextNonSpace()
    if (kind === 'identifier') {
      if (!this.functions.has(text)) return this.#tokens.fail(`function ${goQuote(text)} not defined`)
      return { kind: 'function', at, name: text }
    }
    if (kind === 'dot' || kind === 'nil') return { kind, at }
    if (kind === 'variable') {
      if (!this.#variables.includes(text)) return this.#tokens.fail(`undefined variable ${goQuote(text)}`)
      return { kind, at, name: text, names: [] }
    }
    if (kind === 'field') return { kind, at, names: [text.slice(1)] }
    if (kind === 'bool') return { kind, at, value: text === 'true' }
    if (kind === 'number' || kind === 'complex') return this.#located(() => numberNode(text, at))
    if (kind === 'rune') return this.#located(() => runeNode(text, at))
    if (kind === 'left-paren') {
      return this.#deeper(() => this.#pipeline('parenthesized pipeline', 'right-paren'))
    }
    if (kind === 'string') {
      const value = goUnquote(text)
      return value === undefined ? this.#tokens.fail('invalid syntax') : { kind, at, source: text, value }
    }
    this.#tokens.rewind(before)
    return undefined
  }

  /** Puts the place before the reason that a literal cannot be read. */
  #located<T>(read: () => T): T {
    try {
      return read()
    } catch (failure) {
      if (failure instanceof TemplateFailure) return this.#tokens.fail(failure.message)
      throw failure
    }
  }
}

/** Nothing but blanks (Go's IsEmptyTree). */
const isBlank = (statements: readonly Statement[]) =>
  statements.every((statement) => statement.kind === 'text' && statement.text.trim() === '')

const isConstant = ({ kind }: Operand) =>
  kind === 'bool' || kind === 'dot' || kind === 'nil' || kind === 'number' || kind === 'string'

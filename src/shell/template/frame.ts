/** The state of one execution of a template: its variables and the node that a message would point at. */
import { TemplateFailure } from './error.js'
import type { FunctionTable } from './goFunction.js'
import type { Command, Operand, Statement, Template } from './node.js'
import { nodeText } from './nodeText.js'
import { byteAt, lineAt } from './position.js'
import { goQuote } from './quote.js'
import type { TemplateValue } from './value.js'

/**
 * A value on its way through a pipeline. `value` is undefined for an entry that a map does not have. `boxed` says that
 * Go knows it only as an interface{}, as everything inside a raw document: messages then name that type.
 */
export interface Slot {
  readonly value: TemplateValue | undefined
  readonly boxed: boolean
}

/** A value whose Go type is known. */
export const unboxed = (value: TemplateValue | undefined): Slot => ({ value, boxed: false })

/** Statements and turns of a range; and characters. Far more than any list of containers needs. */
const MOST_STEPS = 1_000_000
const MOST_OUTPUT = 10_000_000
const MOST_TEMPLATES = 500

/** One execution: thrown away afterwards. Not to be shared, since it knows where it is. */
export class Frame {
  /** Innermost last; `mark` and `release` make scopes of it. */
  #variables: { readonly name: string; slot: Slot }[]
  /** The template that is being executed: '' is the whole one. */
  #template = ''
  #depth = 0
  #node: Operand | Command | Statement | undefined

  constructor(
    readonly template: Template,
    readonly functions: FunctionTable,
    /** A raw document: everything in it is an interface{}. */
    readonly raw: boolean,
    /** A key that a map does not have is an error (Go's missingkey=error). */
    readonly strict: boolean,
    /** What Go calls the type of a plain object. */
    readonly typeName: string | undefined,
    data: TemplateValue,
  ) {
    this.#variables = [{ name: '$', slot: unboxed(data) }]
  }

  /** What the template has written so far. */
  output = ''

  #steps = 0

  /** Go would go on for as long as a range counts, and write until memory is full. */
  spend(): void {
    this.#steps++
    if (this.#steps > MOST_STEPS || this.output.length > MOST_OUTPUT)
      throw new TemplateFailure('cnm-sim: the template goes on for too long')
  }

  /**
   * Go allows templates 100,000 deep; whoever goes deeper than the stack of this platform allows is taken to go round for ever, and
   * gets Go's text.
   */
  deepen(): void {
    if (this.#depth >= MOST_TEMPLATES) this.fail('exceeded maximum template depth (100000)')
  }

  /** Go on in another template, which knows no variables but its own `$`. */
  within(template: string, dot: Slot, execute: () => void): void {
    const [variables, outer] = [this.#variables, this.#template]
    this.#variables = [{ name: '$', slot: dot }]
    this.#template = template
    this.#depth++
    execute()
    this.#variables = variables
    this.#template = outer
    this.#depth--
  }

  /** From now on messages point here. */
  at(node: Operand | Command | Statement): void {
    this.#node = node
  }

  /** Throws; executeTemplate catches. The text is Go's: place, the node as it would be written, and why. */
  fail(message: string): never {
    const node = this.#node
    if (node === undefined) throw new TemplateFailure(`template: : ${message}`)
    const { source } = this.template
    const place = `${lineAt(source, node.at)}:${byteAt(source, node.at)}`
    throw new TemplateFailure(
      `template: :${place}: executing ${goQuote(this.#template)} at <${nodeText(node)}>: ${message}`,
    )
  }

  /** How many variables there are now, for `release`. */
  get mark(): number {
    return this.#variables.length
  }

  release(mark: number): void {
    this.#variables.length = mark
  }

  declare(name: string, slot: Slot): void {
    this.#variables.push({ name, slot })
  }

  /** The innermost variable of that name. */
  assign(name: string, slot: Slot): void {
    const variable = this.#variables.findLast((candidate) => candidate.name === name)
    if (variable === undefined) return this.fail(`undefined variable: ${name}`)
    variable.slot = slot
  }

  lookUp(name: string): Slot {
    const variable = this.#variables.findLast((candidate) => candidate.name === name)
    return variable === undefined ? this.fail(`undefined variable: ${name}`) : variable.slot
  }
}

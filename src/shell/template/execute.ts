/** Applies a template to a value: text, actions, if, with and range (text/template/exec.go, walk). */
import { err, ok, type Result } from '../../addr/result.js'
import { sortedEntries } from '../goJson.js'
import { dockerFunctions } from './dockerFunctions.js'
import { TemplateFailure, type TemplateError } from './error.js'
import { evaluatePipeline } from './evaluate.js'
import { Frame, type Slot, unboxed } from './frame.js'
import type { FunctionTable } from './goFunction.js'
import type { Branch, Statement, Template, Use } from './node.js'
import { printValue } from './print.js'
import { goQuote } from './quote.js'
import { isTrue } from './truth.js'
import { shapeOf, type TemplateValue } from './value.js'

export interface ExecuteOptions {
  /** Docker's functions by default. Every function that the template was parsed with must be there. */
  readonly functions?: FunctionTable
  /** The value is a raw document (see rawValue). Implies `strict`, as in docker. */
  readonly raw?: boolean
  /** A key that a map does not have is an error instead of `<no value>`. */
  readonly strict?: boolean
  /** What messages call the type of a plain object: `*formatter.ContainerContext`. */
  readonly typeName?: string
}

/** Go hands out what was written before an error; docker drops it, except for the header of a table. */
export interface ExecuteError extends TemplateError {
  readonly written: string
}

/** The text that a template makes of a value. Errors are Go's. Time: what the template's ranges multiply to. */
export function executeTemplate(
  template: Template,
  data: TemplateValue,
  { functions = dockerFunctions, raw = false, strict = raw, typeName }: ExecuteOptions = {},
): Result<string, ExecuteError> {
  const frame = new Frame(template, functions, raw, strict, typeName, data)
  try {
    walk(frame, unboxed(data), template.statements)
    return ok(frame.output)
  } catch (failure) {
    if (!(failure instanceof TemplateFailure)) throw failure
    return err({ kind: 'execute', message: failure.message, written: frame.output })
  }
}

/** How statements ended: a break or continue leaves all lists up to the range that it belongs to. */
type Ending = 'break' | 'continue' | undefined

function walk(frame: Frame, dot: Slot, statements: readonly Statement[]): Ending {
  for (const statement of statements) {
    const ending = step(frame, dot, statement)
    if (ending !== undefined) return ending
  }
  return undefined
}

function step(frame: Frame, dot: Slot, statement: Statement): Ending {
  frame.at(statement)
  frame.spend()
  switch (statement.kind) {
    case 'text':
      frame.output += statement.text
      return undefined
    case 'action': {
      const { value } = evaluatePipeline(frame, dot, statement.pipeline)
      if (statement.pipeline.variables.length === 0) frame.output += printValue(value)
      return undefined
    }
    case 'break':
    case 'continue':
      return statement.kind
    case 'template':
      walkTemplate(frame, dot, statement)
      return undefined
    case 'if':
    case 'with':
    case 'range': {
      const mark = frame.mark
      const ending = (statement.kind === 'range' ? walkRange : walkBranch)(frame, dot, statement)
      frame.release(mark)
      return ending
    }
  }
}

/** `with` moves the dot, `if` does not; else-branches keep the outer one. */
/** Another template with the pipeline's value as its dot; without a pipeline, with nothing at all. */
function walkTemplate(frame: Frame, dot: Slot, use: Use): void {
  const statements = frame.template.defined.get(use.name)
  if (statements === undefined) return frame.fail(`template ${goQuote(use.name)} not defined`)
  frame.deepen()
  const given = use.pipeline === null ? unboxed(undefined) : evaluatePipeline(frame, dot, use.pipeline)
  frame.within(use.name, given, () => walk(frame, given, statements))
}

function walkBranch(frame: Frame, dot: Slot, { kind, pipeline, body, otherwise }: Branch): Ending {
  const slot = evaluatePipeline(frame, dot, pipeline)
  if (!isTrue(slot.value)) return walk(frame, dot, otherwise)
  return walk(frame, kind === 'with' ? slot : dot, body)
}

type Entry = readonly [key: TemplateValue, value: TemplateValue]

/** Each element with the dot on it; the else-branch when there was none. */
function walkRange(frame: Frame, dot: Slot, { pipeline, body, otherwise }: Branch): undefined | Ending {
  const { value } = evaluatePipeline(frame, dot, pipeline)
  const entries = entriesOf(frame, value, pipeline.variables.length)
  const mark = frame.mark
  let turns = 0
  for (const [key, item] of entries) {
    turns++
    frame.spend()
    const element = { value: item, boxed: frame.raw && typeof value !== 'number' }
    // one variable is the element, two are key and element; they are already declared, or assigned from outside
    const [first, second] = pipeline.variables
    if (second !== undefined) frame.assign(second, element)
    if (first !== undefined) frame.assign(first, second === undefined ? element : unboxed(key))
    const ending = walk(frame, element, body)
    frame.release(mark)
    if (ending === 'break') break
  }
  return turns === 0 ? walk(frame, dot, otherwise) : undefined
}

function* counted(end: number): Generator<Entry> {
  for (let index = 0; index < end; index++) yield [index, index]
}

/** What there is to range over: a list by index, a map by sorted key, a number by counting up to it. */
function entriesOf(frame: Frame, value: TemplateValue | undefined, variables: number): Iterable<Entry> {
  if (value === undefined) return []
  const shape = shapeOf(value)
  switch (shape.kind) {
    case 'nil-list':
    case 'nil-map':
      return []
    case 'list':
      return shape.items.map((item, index): Entry => [index, item])
    case 'map':
      return sortedEntries(shape.entries)
    case 'number':
      if (!Number.isInteger(shape.value)) break
      if (variables > 1) return frame.fail(`can't use ${shape.value} to iterate over more than one variable`)
      return counted(shape.value)
    case 'nil':
    case 'string':
    case 'raw-number':
    case 'bool':
    case 'stringer':
    case 'struct':
      break
  }
  return frame.fail(`range can't iterate over ${printValue(value)}`)
}

/** Evaluates pipelines: fields, variables and function calls (text/template/exec.go, evalPipeline and below). */
import { err } from '../../addr/result.js'
import { type Frame, type Slot, unboxed } from './frame.js'
import { onText } from './goFunction.js'
import { goType } from './goType.js'
import type { Command, NumberNode, Operand, Pipeline } from './node.js'
import { nodeText } from './nodeText.js'
import { isTrue } from './truth.js'
import { type GoFunction, type Parameter, shapeOf, type TemplateValue } from './value.js'

/** The value of the pipeline before, which becomes the last argument: one slot or none. */
type Final = readonly Slot[]

/** The value of a pipeline. The variables that it declares stay until their scope is released. */
export function evaluatePipeline(frame: Frame, dot: Slot, pipeline: Pipeline): Slot {
  frame.at(pipeline)
  let final: Final = []
  for (const command of pipeline.commands) {
    final = [unbox(evaluateCommand(frame, dot, command, final), frame)]
  }
  const slot = final[0] ?? unboxed(undefined)
  for (const name of pipeline.variables) {
    if (pipeline.assigns) frame.assign(name, slot)
    else frame.declare(name, slot)
  }
  return slot
}

/** What is in the interface: a nil one holds nothing at all. */
const unbox = ({ value, boxed }: Slot, { raw }: Frame): Slot =>
  unboxed(value === null && (boxed || raw) ? undefined : value)

/** One stage of a pipeline: by its first word; `final` is its last argument, where a stage came before. */
function evaluateCommand(frame: Frame, dot: Slot, command: Command, final: Final): Slot {
  const [first, ...rest] = command.operands
  if (first === undefined) throw new Error('a command has at least one operand')
  switch (first.kind) {
    case 'field':
    case 'chain':
    case 'variable':
      return evaluateReference(frame, dot, first, rest, final)
    case 'function':
      return evaluateFunction(frame, dot, first, command, rest, final)
    case 'pipeline':
      if (rest.length > 0 || final.length > 0) notAFunction(frame, first)
      return evaluatePipeline(frame, dot, first)
    case 'bool':
    case 'dot':
    case 'nil':
    case 'number':
    case 'string':
      frame.at(first)
      if (rest.length > 0 || final.length > 0) notAFunction(frame, first)
      if (first.kind !== 'dot' && first.kind !== 'nil') return unboxed(literal(frame, first))
      return first.kind === 'dot' ? dot : frame.fail('nil is not a command')
  }
}

const notAFunction = (frame: Frame, first: Operand): never =>
  frame.fail(`can't give argument to non-function ${nodeText(first)}`)

type Literal = Extract<Operand, { readonly kind: 'bool' | 'number' | 'string' }>

function literal(frame: Frame, node: Literal): TemplateValue {
  frame.at(node)
  return node.kind === 'number' ? numberValue(frame, node) : node.value
}

// an unsigned number that fits no int64 is found out only when it is used
const numberValue = (frame: Frame, node: NumberNode) =>
  node.overflows ? frame.fail(`${node.source} overflows int`) : node.value

type Reference = Extract<Operand, { readonly kind: 'field' | 'chain' | 'variable' }>

/** `.A.B`, `$x.A` or `(...).A`, perhaps with arguments for a method at its end. */
function evaluateReference(
  frame: Frame,
  dot: Slot,
  node: Reference,
  operands: readonly Operand[],
  final: Final,
): Slot {
  frame.at(node)
  let slot = receiverOf(frame, dot, node)
  if (node.names.length === 0 && (operands.length > 0 || final.length > 0)) notAFunction(frame, node)
  for (const [index, name] of node.names.entries()) {
    const last = index === node.names.length - 1
    slot = field(frame, dot, slot, name, node, last ? operands : [], last ? final : [])
  }
  return slot
}

/** The value that the first name is looked up in: dot, a variable, or what stands in parentheses. */
function receiverOf(frame: Frame, dot: Slot, node: Reference): Slot {
  if (node.kind === 'field') return dot
  if (node.kind === 'variable') return frame.lookUp(node.name)
  if (node.base.kind === 'nil') return frame.fail(`indirection through explicit nil in ${nodeText(node)}`)
  return evaluateArgument(frame, dot, 'any', node.base, true)
}

/**
 * One name of a reference (exec.go evalField): a method first, then a field of a struct, then a key of a map. The
 * last name may have arguments, which only a method takes.
 */
function field(
  frame: Frame,
  dot: Slot,
  receiver: Slot,
  name: string,
  node: Reference,
  operands: readonly Operand[],
  final: Final,
): Slot {
  if (receiver.value === undefined) {
    return frame.strict ? frame.fail(`nil data; no entry for key "${name}"`) : receiver
  }
  const shape = shapeOf(receiver.value)
  const called = operands.length + final.length > 0
  // inside a raw document Go knows of every value only that it is one
  const type =
    receiver.boxed || shape.kind === 'nil' ? 'interface {}' : goType(receiver.value, frame.typeName)
  const method = shape.kind === 'struct' || shape.kind === 'map' ? shape.methods.get(name) : undefined
  if (method !== undefined) {
    return callFunction(
      frame,
      dot,
      onText(1, (text = '') => method(text)),
      name,
      node,
      operands,
      final,
    )
  }
  const own = shape.kind === 'stringer' ? shape.methods.get(name) : undefined
  if (own !== undefined) return callFunction(frame, dot, own, name, node, operands, final)
  if (shape.kind === 'struct') {
    const found = shape.fields.find((candidate) => candidate.name === name)
    if (found === undefined) return frame.fail(`can't evaluate field ${name} in type ${type}`)
    if (called) {
      const count = operands.length + final.length
      return frame.fail(
        shape.context
          ? `wrong number of args for ${name}: want 0 got ${count}`
          : `${name} has arguments but cannot be invoked as function`,
      )
    }
    return { value: found.value, boxed: frame.raw }
  }
  if (shape.kind === 'map' || shape.kind === 'nil-map') {
    if (called) return frame.fail(`${name} is not a method but has arguments`)
    const value = shape.kind === 'map' ? shape.entries.get(name) : undefined
    if (value === undefined && frame.strict) return frame.fail(`map has no entry for key "${name}"`)
    return { value, boxed: frame.raw && value !== undefined }
  }
  if (shape.kind === 'nil') return frame.fail(`nil pointer evaluating ${type}.${name}`)
  return frame.fail(`can't evaluate field ${name} in type ${type}`)
}

/** `whole` is what messages point at: the command, or the function alone where it is an argument. */
function evaluateFunction(
  frame: Frame,
  dot: Slot,
  node: Extract<Operand, { readonly kind: 'function' }>,
  whole: Operand | Command,
  operands: readonly Operand[],
  final: Final,
): Slot {
  frame.at(node)
  if (node.name === 'and' || node.name === 'or') return firstThat(frame, dot, node.name, operands, final)
  if (node.name === 'call') return callOfValue(frame, dot, whole, operands, final)
  const called = frame.functions.get(node.name)
  if (called === undefined) return frame.fail(`"${node.name}" is not a defined function`)
  return callFunction(frame, dot, called, node.name, whole, operands, final)
}

/** `call` wants a function, and says what it was given instead. */
function callOfValue(
  frame: Frame,
  dot: Slot,
  whole: Operand | Command,
  operands: readonly Operand[],
  final: Final,
): Slot {
  const [first] = operands
  const piped = final[0]?.value
  const name = first ? nodeText(first) : typeof piped === 'string' ? piped : `<${typeOf(frame, piped)} Value>`
  const refusal: GoFunction = {
    parameters: ['any'],
    variadic: 'any',
    call: (value = null) =>
      err(value === null ? 'call of nil' : `non-function ${name} of type ${typeOf(frame, value)}`),
  }
  return callFunction(frame, dot, refusal, 'call', whole, operands, final)
}

const typeOf = (frame: Frame, value: TemplateValue | undefined): string =>
  goType(value ?? null, frame.typeName)

/** `and` and `or` evaluate no more than they need: the first false or true argument, else the last one. */
function firstThat(
  frame: Frame,
  dot: Slot,
  name: 'and' | 'or',
  operands: readonly Operand[],
  final: Final,
): Slot {
  if (operands.length + final.length === 0) {
    return frame.fail(`wrong number of args for ${name}: want at least 1 got 0`)
  }
  let slot = final[0] ?? unboxed(undefined)
  for (const operand of operands) {
    const found = evaluateArgument(frame, dot, 'any', operand, true)
    if (isTrue(found.value) === (name === 'or')) return found
    if (final.length === 0) slot = found
  }
  return slot
}

/** Number of arguments, their types, the call: in this order, since messages name the first that is wrong. */
function callFunction(
  frame: Frame,
  dot: Slot,
  called: GoFunction,
  name: string,
  node: Operand | Command,
  operands: readonly Operand[],
  final: Final,
): Slot {
  const count = operands.length + final.length
  const { parameters, variadic } = called
  if (variadic === undefined && count !== parameters.length) {
    return frame.fail(`wrong number of args for ${name}: want ${parameters.length} got ${count}`)
  }
  if (variadic !== undefined && count < parameters.length) {
    return frame.fail(
      `wrong number of args for ${name}: want at least ${parameters.length} got ${operands.length}`,
    )
  }
  const parameterAt = (index: number) => parameters[index] ?? variadic ?? 'any'
  const values = operands.map((operand, index) =>
    passed(evaluateArgument(frame, dot, parameterAt(index), operand, false)),
  )
  values.push(...final.map((slot) => passed(validate(frame, slot, parameterAt(operands.length)))))
  const answer = called.call(...values)
  if (answer.ok) return unboxed(answer.value)
  frame.at(node)
  return frame.fail(`error calling ${name}: ${answer.error}`)
}

/** A function gets nil for what is missing. */
const passed = ({ value }: Slot): TemplateValue => value ?? null

/** `bare`: for a place without a type, where a missing value stays missing. */
function evaluateArgument(frame: Frame, dot: Slot, type: Parameter, node: Operand, bare: boolean): Slot {
  frame.at(node)
  const check = (slot: Slot) => (bare ? slot : validate(frame, slot, type))
  switch (node.kind) {
    case 'dot':
      return check(dot)
    case 'field':
    case 'chain':
    case 'variable':
      return check(evaluateReference(frame, dot, node, [], []))
    case 'pipeline':
      return check(evaluatePipeline(frame, dot, node))
    case 'function':
      return check(evaluateFunction(frame, dot, node, node, [], []))
    case 'nil':
      return type === 'any' || type === '[]string'
        ? unboxed(null)
        : frame.fail(`cannot assign nil to ${type}`)
    case 'bool':
    case 'number':
    case 'string':
      return unboxed(typedLiteral(frame, type, node))
  }
}

/** A literal where a type is wanted: `pad .Name "1" 2` fails before anything is called. */
function typedLiteral(frame: Frame, type: Parameter, node: Literal): TemplateValue {
  switch (type) {
    case 'any':
      return literal(frame, node)
    case 'string':
      return node.kind === 'string' ? node.value : frame.fail(`expected string; found ${nodeText(node)}`)
    case 'int':
      return node.kind === 'number' && node.isInt && !node.overflows
        ? node.value
        : frame.fail(`expected integer; found ${nodeText(node)}`)
    case '[]string':
    case 'time.Time':
      return frame.fail(`can't handle ${nodeText(node)} for arg of type ${type}`)
  }
}

/** Whether Go would let a value be passed for a parameter. */
function validate(frame: Frame, slot: Slot, type: Parameter): Slot {
  const { value } = slot
  if (type === 'any') return slot
  if (value === undefined) {
    return type === '[]string' ? unboxed(null) : frame.fail(`invalid value; expected ${type}`)
  }
  const isNilList = type === '[]string' && shapeOf(value).kind === 'nil-list'
  const found = value === null ? 'interface {}' : goType(value, frame.typeName)
  return found === type || isNilList
    ? slot
    : frame.fail(`wrong type for value; expected ${type}; got ${found}`)
}

/** eq, ne, lt, le, gt, ge (text/template/funcs.go). Does not model that 1 and 1.0 are of different types. */
import { err, ok, type Result } from '../../addr/result.js'
import type { FunctionTable } from './goFunction.js'
import { goType } from './goType.js'
import { goText } from './print.js'
import { compareText } from './utf8.js'
import { type GoFunction, shapeOf, type TemplateValue } from './value.js'

const INCOMPATIBLE = 'incompatible types for comparison'

type Answer = Result<boolean, string>

type Basic =
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }

/** A value that Go compares by itself; undefined for nil, lists, maps and structs. */
function basic(value: TemplateValue): Basic | undefined {
  const shape = shapeOf(value)
  if (shape.kind === 'bool') return shape
  if (shape.kind === 'string' || shape.kind === 'raw-number') return { kind: 'text', value: shape.text }
  if (shape.kind !== 'number') return undefined
  return { kind: Number.isInteger(shape.value) ? 'int' : 'float', value: shape.value }
}

/** Two values of one basic kind, or nil with nil; a template error for what Go cannot compare. */
function equal(a: TemplateValue, b: TemplateValue): Answer {
  const [x, y] = [basic(a), basic(b)]
  // nil equals nothing but nil; other kinds are never compared
  if (x?.kind !== y?.kind) return a === null || b === null ? ok(false) : err(INCOMPATIBLE)
  if (x !== undefined) return ok(x.value === y?.value)
  const [nilA, nilB] = [isNil(a), isNil(b)]
  if (nilA || nilB) return ok(nilA === nilB)
  return err(`non-comparable type ${goText(b)}: ${goType(b)}`)
}

const isNil = (value: TemplateValue) => shapeOf(value).kind.startsWith('nil')

/** `eq a b c` is a == b || a == c. */
function equalToAny(first: TemplateValue, others: readonly TemplateValue[]): Answer {
  if (others.length === 0) return err('missing argument for comparison')
  for (const other of others) {
    const answer = equal(first, other)
    if (!answer.ok || answer.value) return answer
  }
  return ok(false)
}

function less(a: TemplateValue, b: TemplateValue): Answer {
  const [x, y] = [basic(a), basic(b)]
  if (x === undefined || y === undefined) return err('invalid type for comparison')
  if (x.kind !== y.kind) return err(INCOMPATIBLE)
  if (x.kind === 'text' && y.kind === 'text') return ok(compareText(x.value, y.value) < 0)
  if (x.kind === 'bool' || y.kind === 'bool') return err('invalid type for comparison')
  return ok(x.value < y.value)
}

function lessOrEqual(a: TemplateValue, b: TemplateValue): Answer {
  const answer = less(a, b)
  return !answer.ok || answer.value ? answer : equal(a, b)
}

const not = (answer: Answer): Answer => (answer.ok ? ok(!answer.value) : answer)

const binary = (answer: (a: TemplateValue, b: TemplateValue) => Answer): GoFunction => ({
  parameters: ['any', 'any'],
  call: (a = null, b = null) => answer(a, b),
})

/** To be merged into a FunctionTable; gt and ge are made of lt and le, as in Go. */
export const comparisonFunctions: FunctionTable = new Map([
  [
    'eq',
    { parameters: ['any'], variadic: 'any', call: (first = null, ...others) => equalToAny(first, others) },
  ],
  ['ne', binary((a, b) => not(equal(a, b)))],
  ['lt', binary(less)],
  ['le', binary(lessOrEqual)],
  ['gt', binary((a, b) => not(lessOrEqual(a, b)))],
  ['ge', binary((a, b) => not(less(a, b)))],
])

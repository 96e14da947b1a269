/** How a template function is declared: the types it wants and what it answers. */
import { ok, type Result } from '../../addr/result.js'
import { shapeOf, type TemplateValue } from './value.js'

/** `any` also takes nil; what a literal or value must be to be passed is for the evaluator to check. */
export type Parameter = 'any' | 'string' | 'int' | '[]string'

/** Types are checked before the call, so functions may trust them. */
export interface GoFunction {
  readonly parameters: readonly Parameter[]
  /** The type of any number of further arguments. */
  readonly variadic?: Parameter
  /** The arguments fit the parameters. An error is the reason, without "error calling NAME: ". */
  readonly call: (...values: readonly TemplateValue[]) => Result<TemplateValue, string>
}

/** Template functions by name. Names come from templates: never look them up in a plain object. */
export type FunctionTable = ReadonlyMap<string, GoFunction>

/** A function of texts alone, which cannot fail. */
export const onText = (
  arity: number,
  answer: (...texts: readonly string[]) => TemplateValue,
): GoFunction => ({
  parameters: Array.from({ length: arity }, () => 'string'),
  call: (...values) => ok(answer(...values.map(textOf))),
})

/** A `string` argument. json.Number is one to reflect, but Go would not pass it, so it never gets here. */
export function textOf(value: TemplateValue | undefined): string {
  if (typeof value !== 'string') throw new Error('the evaluator passes a string where one is declared')
  return value
}

/** An `int` argument. */
export function intOf(value: TemplateValue | undefined): number {
  if (typeof value !== 'number') throw new Error('the evaluator passes an int where one is declared')
  return value
}

/** A `[]string` argument; a nil slice is empty. */
export function textsOf(value: TemplateValue | undefined): readonly string[] {
  const shape = shapeOf(value ?? null)
  return shape.kind === 'list' ? shape.items.map(textOf) : []
}

/** How a template function is declared: the types it wants and what it answers. */
import { ok } from '../../addr/result.js'
import { type GoFunction, shapeOf, type TemplateValue } from './value.js'

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

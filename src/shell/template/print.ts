/** Prints values as Go's fmt does with %v. Does not model pointers' addresses: a pointer prints as what it points to. */
import { sortedEntries } from '../goJson.js'
import { shapeOf, type TemplateValue } from './value.js'

/** What `{{value}}` writes; undefined is a missing map entry. */
export const printValue = (value: TemplateValue | undefined): string =>
  value === undefined ? '<no value>' : goText(value)

/** A value inside another, or an operand of `print`. */
export function goText(value: TemplateValue): string {
  const shape = shapeOf(value)
  switch (shape.kind) {
    case 'nil':
      return '<nil>'
    case 'nil-list':
      return '[]'
    case 'nil-map':
      return 'map[]'
    case 'string':
    case 'raw-number':
    case 'stringer':
      return shape.text
    case 'number':
      return goNumber(shape.value)
    case 'bool':
      return String(shape.value)
    case 'list':
      return `[${shape.items.map(goText).join(' ')}]`
    case 'map':
      return `map[${sortedEntries(shape.entries)
        .map(([key, entry]) => `${key}:${goText(entry)}`)
        .join(' ')}]`
    case 'struct':
      return `{${shape.fields.map((field) => goText(field.value)).join(' ')}}`
  }
}

/** %v of a number: shortest, with an exponent below 1e-4 and from 1e21 on. Integers never have an exponent. */
export function goNumber(value: number): string {
  if (Number.isInteger(value))
    return Math.abs(value) < 1e21 ? String(value) : twoDigits(value.toExponential())
  const size = Math.abs(value)
  return size < 1e-4 ? twoDigits(value.toExponential()) : String(value)
}

/** Go writes at least two digits of an exponent. */
export const twoDigits = (text: string): string => text.replace(/e([+-])(\d)$/, 'e$10$2')

const isText = (value: TemplateValue): boolean => shapeOf(value).kind === 'string'

/** fmt.Sprint: a space between two operands when neither is a string. */
export function sprint(values: readonly TemplateValue[]): string {
  let text = ''
  for (const [index, value] of values.entries()) {
    const before = values[index - 1]
    const spaced = before !== undefined && !isText(value) && !isText(before)
    text += (spaced ? ' ' : '') + goText(value)
  }
  return text
}

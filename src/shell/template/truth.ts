/** What counts as true in a template: not the zero of its type (text/template IsTrue). */
import { shapeOf, type TemplateValue } from './value.js'

/** Structs are always true. So is every json.Number, being a text that is not empty. */
export function isTrue(value: TemplateValue | undefined): boolean {
  if (value === undefined) return false
  const shape = shapeOf(value)
  switch (shape.kind) {
    case 'nil':
    case 'nil-list':
    case 'nil-map':
      return false
    case 'string':
    case 'raw-number':
      return shape.text !== ''
    case 'number':
      return shape.value !== 0
    case 'bool':
      return shape.value
    case 'list':
      return shape.items.length > 0
    case 'map':
      return shape.entries.size > 0
    case 'struct':
    case 'stringer':
      return true
  }
}

/** The names of Go's types, for messages and %T. */
import { shapeOf, type TemplateValue } from './value.js'

/** `record` is what a plain object is called. Lists and maps of text alone are taken to be declared so. */
export function goType(value: TemplateValue, record = 'struct {}'): string {
  const shape = shapeOf(value)
  switch (shape.kind) {
    case 'nil':
      return '<nil>'
    case 'nil-list':
      return '[]interface {}'
    case 'nil-map':
      return 'map[string]interface {}'
    case 'bool':
      return shape.kind
    case 'raw-number':
      return 'json.Number'
    case 'number':
      return Number.isInteger(shape.value) ? 'int' : 'float64'
    case 'list':
      // a list of texts could be of any other type, too; in docker's documents it is []string
      return !shape.raw && shape.items.every(isText) ? '[]string' : '[]interface {}'
    case 'map':
      return 'map[string]interface {}'
    case 'string':
    case 'stringer':
      return shape.type
    case 'struct':
      return shape.type ?? record
  }
}

const isText = (value: TemplateValue) => typeof value === 'string'

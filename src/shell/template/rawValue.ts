/** The raw document behind a typed value: what a Go client gets when it decodes the JSON into an interface{}. */
import { jsonFields } from '../goJson.js'
import { GoMap, RawList, RawNumber, shapeOf, type TemplateValue } from './value.js'

/** Encodes and decodes again: structs become maps under their JSON names, numbers json.Number, every nil a nil. */
export function rawValue(value: TemplateValue): TemplateValue {
  const shape = shapeOf(value)
  switch (shape.kind) {
    case 'nil':
    case 'nil-list':
    case 'nil-map':
      return null
    case 'string':
    case 'raw-number':
    case 'bool':
      return value
    case 'number':
      return new RawNumber(String(shape.value))
    case 'stringer':
      return rawValue(shape.json)
    case 'list':
      return new RawList(shape.items.map(rawValue))
    case 'map':
      return rawMap([...shape.entries])
    case 'struct':
      return rawMap(jsonFields(shape))
  }
}

/** map[string]interface {}: what is missing from it is nil. */
const rawMap = (entries: readonly (readonly [string, TemplateValue])[]) =>
  new GoMap(
    entries.map(([key, entry]) => [key, rawValue(entry)] as const),
    null,
  )

/** Go structs of the engine's API, whose fields keep the order of their declaration, and what is nil in them. */
import { GoMap, GoStruct, NIL_LIST, NIL_MAP, type TemplateValue } from '../template/value.js'

/** `omitEmpty` leaves a field out of JSON, not out of templates. */
export type Field = readonly [name: string, value: TemplateValue, omit?: 'omitEmpty']

export const struct = (type: string, ...fields: readonly Field[]): GoStruct =>
  new GoStruct(
    type,
    fields.map(([name, value, omit]) => ({ name, value, ...(omit && { omitEmpty: true }) })),
  )

export const texts = (list: readonly string[]): TemplateValue => (list.length === 0 ? NIL_LIST : list)
export const pairs = (options: readonly (readonly [string, string])[]): TemplateValue =>
  new GoMap(options, '')
export const optionalPairs = (options: readonly (readonly [string, string])[]): TemplateValue =>
  options.length === 0 ? NIL_MAP : pairs(options)

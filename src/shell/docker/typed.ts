/** Puts a document and its Go types together: the typed value that `--format` is applied to first. */
import { stepAt, unixTime } from '../../engine/time.js'
import { GoTime } from '../template/goTime.js'
import type { GoValue } from '../../engine/goValue.js'
import { GoMap, GoStruct, NIL_LIST, NIL_MAP, type GoField, type TemplateValue } from '../template/value.js'
import type { GoType, Member, Optional, StructType } from './goTypes.js'

/** Values of no known type stay as they are. O(size of the document). */
export function typed(value: GoValue, type: GoType | undefined): TemplateValue {
  if (type === undefined) return value
  if (type === 'list') return value ?? NIL_LIST
  if (type === 'map') return value ?? NIL_MAP
  if (type === 'time') return timeOf(value)
  if ('listOf' in type) {
    if (value === null) return NIL_LIST
    return isList(value) ? value.map((item) => typed(item, type.listOf)) : value
  }
  if ('zero' in type) {
    if (value === null) return NIL_MAP
    if (!isMap(value)) return value
    const entries = [...value].map(([key, item]) => [key, typed(item, type.of)] as const)
    return new GoMap(entries, type.zero, undefined, type.keys)
  }
  return isStruct(value) ? struct(value, type) : value
}

/**
 * Fields of the document in their order, under their Go names, with the ones that were left out in their places.
 */
/** The engine's documents have times as texts: `2026-01-01T00:00:05Z`. */
function timeOf(value: GoValue): TemplateValue {
  const step = typeof value === 'string' ? stepAt(value) : undefined
  return step === undefined ? value : new GoTime(unixTime(step))
}

function struct(value: Readonly<Record<string, GoValue>>, type: StructType): TemplateValue {
  const optional = type.optional ?? []
  const fields = Object.entries(value).map(([json, member]): GoField => {
    const known = optional.find((each) => each.json === json)
    const { name = json, type: of } = known ?? memberOf(type, json)
    return { name, json, value: typed(member, of) }
  })
  for (const each of optional) if (!Object.hasOwn(value, each.json)) insert(fields, each)
  return new GoStruct('struct {}', fields)
}

function memberOf({ members }: StructType, json: string): { readonly name?: string; readonly type?: GoType } {
  const member: Member | undefined = Object.hasOwn(members, json) ? members[json] : undefined
  if (member === undefined) return {}
  return typeof member === 'object' && 'name' in member ? member : { type: member }
}

/** In its place, as fields are printed in the order of their declaration. */
function insert(fields: GoField[], { json, name = json, zero, after }: Optional): void {
  const at = after === undefined ? -1 : fields.findIndex((field) => field.json === after)
  fields.splice(at < 0 ? fields.length : at + 1, 0, {
    name,
    json,
    value: zero,
    omitEmpty: true,
  })
}

const isList = (value: GoValue): value is readonly GoValue[] => Array.isArray(value)
const isMap = (value: GoValue): value is ReadonlyMap<string, GoValue> => value instanceof Map
const isStruct = (value: GoValue): value is Readonly<Record<string, GoValue>> =>
  typeof value === 'object' && value !== null && !isList(value) && !isMap(value)

/**
 * What a template is applied to: JSON-like values that remember what Go's static types would have said (struct or
 * map, which nil, how it prints). Does not model channels or pointers' addresses.
 */
import type { Result } from '../../addr/result.js'

/**
 * A Go value. A plain object is a struct whose field names are its JSON names; a ReadonlyMap is a Go map, and the one
 * for names that users choose. `null` is a nil pointer, or a nil interface in a raw document.
 */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | readonly TemplateValue[]
  | ReadonlyMap<string, TemplateValue>
  | TemplateRecord
  | GoStruct
  | GoStringer
  | GoText
  | GoNil
  | RawNumber
  | RawList

export interface TemplateRecord {
  readonly [field: string]: TemplateValue
}

/** A field of a Go struct: `name` in templates, `json` (default: the name; '-' for never) in JSON. */
export interface GoField {
  readonly name: string
  readonly value: TemplateValue
  readonly json?: string
  readonly omitEmpty?: boolean
}

/** `any` also takes nil; what a literal or value must be to be passed is for the evaluator to check. */
export type Parameter = 'any' | 'string' | 'int' | '[]string' | 'time.Time'

/** Types are checked before the call, so functions may trust them. */
export interface GoFunction {
  readonly parameters: readonly Parameter[]
  /** The type of any number of further arguments. */
  readonly variadic?: Parameter
  /** The arguments fit the parameters. An error is the reason, without "error calling NAME: ". */
  readonly call: (...values: readonly TemplateValue[]) => Result<TemplateValue, string>
}

/** A method that templates call with one string, as `.Label "com.example.x"`. */
export type GoMethod = (argument: string) => TemplateValue

const NO_METHODS: ReadonlyMap<string, never> = new Map<string, never>()

/** A struct that says more than a plain object can. `type` is what Go's messages call it. */
export class GoStruct {
  constructor(
    readonly type: string,
    readonly fields: readonly GoField[],
    readonly methods: ReadonlyMap<string, GoMethod> = NO_METHODS,
    /** A row of docker's list commands: its fields are methods, and its JSON is a sorted, HTML-escaped map. */
    readonly context = false,
  ) {}
}

/** A value with a String method, as time.Time: it prints as `text` and encodes as `json`. */
export class GoStringer {
  constructor(
    readonly type: string,
    readonly text: string,
    readonly json: TemplateValue,
    readonly methods: ReadonlyMap<string, GoFunction> = NO_METHODS,
  ) {}
}

/** A text of a named Go type, as events.Action: it prints and compares as a string, but no function takes it for one. */
export class GoText {
  constructor(
    readonly type: string,
    readonly text: string,
  ) {}
}

/** A nil slice or map: `null` in JSON, but prints as `[]` or `map[]` and can be ranged over and indexed. */
export class GoNil {
  constructor(readonly of: 'list' | 'map') {}
}

/** A Go map that knows the zero value of its elements, which `index` gives for a missing key. */
export class GoMap extends Map<string, TemplateValue> {
  constructor(
    entries: Iterable<readonly [string, TemplateValue]>,
    readonly zero: TemplateValue,
    readonly methods: ReadonlyMap<string, GoMethod> = NO_METHODS,
    /** The Go type of the keys, where it is not string: `index` takes no string for it. */
    readonly keyType = 'string',
  ) {
    super(entries)
  }
}

/** A number in a raw document (json.Number): a string to Go, so it is true even if 0, and no `eq` matches a number. */
export class RawNumber {
  constructor(readonly text: string) {}
}

/** A list in a raw document: `[]interface {}`, which functions that want `[]string` refuse. */
export class RawList {
  constructor(readonly items: readonly TemplateValue[]) {}
}

/** There is one of each: a nil is a nil. */
export const NIL_LIST = new GoNil('list')
export const NIL_MAP = new GoNil('map')

/** A row of a list command: `formatterContext('*formatter.ContainerContext', [['ID', id], ...])`. */
export const formatterContext = (
  type: string,
  fields: readonly (readonly [string, TemplateValue])[],
  methods?: ReadonlyMap<string, GoMethod>,
): GoStruct =>
  new GoStruct(
    type,
    fields.map(([name, value]) => ({ name, value })),
    methods,
    true,
  )

/** A struct with all that is known of it; a plain object has neither type nor methods. */
export interface StructShape {
  readonly kind: 'struct'
  /** Undefined for a plain object, whose type name is for the evaluator to say. */
  readonly type: string | undefined
  readonly fields: readonly GoField[]
  readonly methods: ReadonlyMap<string, GoMethod>
  readonly context: boolean
}

/** A value sorted by what Go's reflect would call its kind, so that switches over it are exhaustive. */
export type Shape =
  | { readonly kind: 'nil' | 'nil-list' | 'nil-map' }
  | { readonly kind: 'raw-number'; readonly text: string }
  | { readonly kind: 'string'; readonly type: string; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | {
      readonly kind: 'stringer'
      readonly type: string
      readonly text: string
      readonly json: TemplateValue
      readonly methods: ReadonlyMap<string, GoFunction>
    }
  | { readonly kind: 'list'; readonly items: readonly TemplateValue[]; readonly raw: boolean }
  | {
      readonly kind: 'map'
      readonly entries: ReadonlyMap<string, TemplateValue>
      readonly methods: ReadonlyMap<string, GoMethod>
    }
  | StructShape

const isList = (value: TemplateValue): value is readonly TemplateValue[] => Array.isArray(value)
const isMap = (value: TemplateValue): value is ReadonlyMap<string, TemplateValue> => value instanceof Map

/**
 * By its kind. A plain object counts as a struct, in the order of its members. O(1), O(members) for a plain object.
 */
export function shapeOf(value: TemplateValue): Shape {
  if (value === null) return { kind: 'nil' }
  if (typeof value === 'string') return { kind: 'string', type: 'string', text: value }
  if (typeof value === 'number') return { kind: 'number', value }
  if (typeof value === 'boolean') return { kind: 'bool', value }
  if (isList(value)) return { kind: 'list', items: value, raw: false }
  if (isMap(value)) {
    return { kind: 'map', entries: value, methods: value instanceof GoMap ? value.methods : NO_METHODS }
  }
  if (value instanceof GoStruct) {
    const { type, fields, methods, context } = value
    return { kind: 'struct', type, fields, methods, context }
  }
  if (value instanceof GoText) return { kind: 'string', type: value.type, text: value.text }
  if (value instanceof GoStringer)
    return { kind: 'stringer', type: value.type, text: value.text, json: value.json, methods: value.methods }
  if (value instanceof GoNil) return { kind: value.of === 'list' ? 'nil-list' : 'nil-map' }
  if (value instanceof RawNumber) return { kind: 'raw-number', text: value.text }
  if (value instanceof RawList) return { kind: 'list', items: value.items, raw: true }
  const fields = Object.entries(value).map(([name, field]) => ({ name, value: field }))
  return { kind: 'struct', type: undefined, fields, methods: NO_METHODS, context: false }
}

/** What `omitempty` leaves out (encoding/json isEmptyValue): false, 0, nil and whatever has length 0. */
export function isEmptyValue(value: TemplateValue): boolean {
  if (value instanceof GoStringer) return isEmptyValue(value.json)
  const shape = shapeOf(value)
  switch (shape.kind) {
    case 'nil':
    case 'nil-list':
    case 'nil-map':
      return true
    case 'string':
    case 'raw-number':
      return shape.text === ''
    case 'number':
      return shape.value === 0
    case 'bool':
      return !shape.value
    case 'list':
      return shape.items.length === 0
    case 'map':
      return shape.entries.size === 0
    case 'struct':
    case 'stringer':
      return false
  }
}

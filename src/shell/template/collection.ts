/** len, index and slice (text/template/funcs.go), with Go's and reflect's messages. */
import { err, ok, type Result } from '../../addr/result.js'
import type { FunctionTable } from './goFunction.js'
import { goType } from './goType.js'
import { utf8Encode, utf8Length, utf8Slice } from './utf8.js'
import { GoMap, NIL_LIST, shapeOf, type TemplateValue } from './value.js'

type Answer = Result<TemplateValue, string>

/** Of a text in bytes, as Go counts. Errors are reflect's, by the value's type. */
function length(value: TemplateValue): Answer {
  const shape = shapeOf(value)
  switch (shape.kind) {
    case 'nil':
      return err('len of nil pointer')
    case 'nil-list':
    case 'nil-map':
      return ok(0)
    case 'string':
    case 'raw-number':
      return ok(utf8Length(shape.text))
    case 'list':
      return ok(shape.items.length)
    case 'map':
      return ok(shape.entries.size)
    case 'bool':
    case 'number':
    case 'stringer':
    case 'struct':
      return err(`len of type ${goType(value)}`)
  }
}

/** `index x 1 "a"` is x[1]["a"]. */
function index(item: TemplateValue, keys: readonly TemplateValue[]): Answer {
  if (item === null) return err('index of untyped nil')
  let found: TemplateValue = item
  for (const key of keys) {
    const next = element(found, key)
    if (!next.ok) return next
    found = next.value
  }
  return ok(found)
}

/** One step of `index`, by what kind of value it is. */
function element(item: TemplateValue, key: TemplateValue): Answer {
  const shape = shapeOf(item)
  switch (shape.kind) {
    case 'nil':
      return err('index of nil pointer')
    case 'nil-list':
      return inList([], key, 'slice')
    case 'list':
      return inList(shape.items, key, 'slice')
    case 'string':
    case 'raw-number':
      return inList(utf8Encode(shape.text), key, 'string')
    case 'nil-map':
      return inMap(new Map(), key)
    case 'map':
      return inMap(shape.entries, key)
    case 'bool':
    case 'number':
    case 'stringer':
    case 'struct':
      return err(`can't index item of type ${goType(item)}`)
  }
}

function inList(items: readonly TemplateValue[], key: TemplateValue, what: 'slice' | 'string'): Answer {
  const at = position(key, items.length)
  if (!at.ok) return at
  const found = items[at.value]
  // position lets the length itself pass, as Go's indexArg does; then reflect panics
  return found === undefined ? err(`reflect: ${what} index out of range`) : ok(found)
}

function inMap(entries: ReadonlyMap<string, TemplateValue>, key: TemplateValue): Answer {
  if (key === null) return err('value is nil; should be of type string')
  const wanted = entries instanceof GoMap ? entries.keyType : 'string'
  if (typeof key !== 'string' || wanted !== 'string')
    return err(`value has type ${goType(key)}; should be ${wanted}`)
  const found = entries.get(key)
  return ok(found === undefined ? zeroOf(entries) : found)
}

/** The zero of a map's elements: said by a GoMap, guessed from any other. In a raw document it is nil for every map. */
function zeroOf(entries: ReadonlyMap<string, TemplateValue>): TemplateValue {
  if (entries instanceof GoMap) return entries.zero
  const [first] = entries.values()
  if (typeof first === 'string') return ''
  if (typeof first === 'boolean') return false
  if (typeof first === 'number') return 0
  return Array.isArray(first) ? NIL_LIST : null
}

/** An index from 0 to `limit`, both allowed. */
function position(key: TemplateValue, limit: number): Result<number, string> {
  if (key === null) return err('cannot index slice/array with nil')
  if (typeof key !== 'number' || !Number.isInteger(key)) {
    return err(`cannot index slice/array with type ${goType(key)}`)
  }
  return key < 0 || key > limit ? err(`index out of range: ${key}`) : ok(key)
}

/** `slice x 1 2` is x[1:2]; for text the numbers count bytes. */
function slice(item: TemplateValue, keys: readonly TemplateValue[]): Answer {
  if (item === null) return err('slice of untyped nil')
  if (keys.length > 3) return err(`too many slice indexes: ${keys.length}`)
  const shape = shapeOf(item)
  const text = shape.kind === 'string' || shape.kind === 'raw-number' ? shape.text : undefined
  const items = shape.kind === 'list' ? shape.items : shape.kind === 'nil-list' ? [] : undefined
  if (text !== undefined && keys.length === 3) return err('cannot 3-index slice a string')
  const size = text === undefined ? items?.length : utf8Length(text)
  if (size === undefined) return err(`can't slice item of type ${goType(item)}`)
  const bounds: number[] = []
  for (const key of keys) {
    const at = position(key, size)
    if (!at.ok) return at
    bounds.push(at.value)
  }
  const [from = 0, to = size, end = size] = bounds
  if (from > to) return err(`invalid slice index: ${from} > ${to}`)
  if (to > end) return err(`invalid slice index: ${to} > ${end}`)
  return ok(text === undefined ? (items ?? []).slice(from, to) : utf8Slice(text, from, to))
}

/** To be merged into a FunctionTable. */
export const collectionFunctions: FunctionTable = new Map([
  ['len', { parameters: ['any'], call: (value) => length(value ?? null) }],
  ['index', { parameters: ['any'], variadic: 'any', call: (item, ...keys) => index(item ?? null, keys) }],
  ['slice', { parameters: ['any'], variadic: 'any', call: (item, ...keys) => slice(item ?? null, keys) }],
])

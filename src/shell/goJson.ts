/** Prints values as Go's encoding/json does. Does not model marshalling errors: every TemplateValue has a JSON form. */
import { compareText } from './template/utf8.js'
import { isEmptyValue, shapeOf, type StructShape, type TemplateValue } from './template/value.js'

export interface GoJsonOptions {
  /** One level of indentation, as for json.MarshalIndent; without it everything is on one line, as for json.Marshal. */
  readonly indent?: string
  /** Whether <, > and & become \u003c and so on. Go's default is yes; docker's `json` and the engine's API say no. */
  readonly escapeHtml?: boolean
}

/** `docker inspect` and `docker network inspect` without --format (docker/cli cli/command/inspect/inspector.go). */
export const INSPECT_INDENT: GoJsonOptions = { indent: '    ' }

/**
 * The JSON text of a value: the keys of a Go map (a ReadonlyMap) sorted, the fields of a struct as declared.
 * O(size).
 */
export function goJson(value: TemplateValue, options: GoJsonOptions = {}): string {
  return write(value, options, '')
}

function write(value: TemplateValue, options: GoJsonOptions, margin: string): string {
  const shape = shapeOf(value)
  switch (shape.kind) {
    case 'nil':
    case 'nil-list':
    case 'nil-map':
      return 'null'
    case 'string':
      return goJsonString(shape.text, options.escapeHtml)
    case 'raw-number':
      return shape.text
    case 'number':
      return String(shape.value)
    case 'bool':
      return String(shape.value)
    case 'stringer':
      return write(shape.json, options, margin)
    case 'list':
      return bracket('[', ']', options, margin, (inner) =>
        shape.items.map((item) => write(item, options, inner)),
      )
    case 'map':
      return object(sortedEntries(shape.entries), options, margin)
    case 'struct':
      return struct(shape, options, margin)
  }
}

function struct(shape: StructShape, options: GoJsonOptions, margin: string): string {
  const entries = jsonFields(shape)
  // A row of a docker list is a struct whose MarshalJSON makes a map of it: sorted, and escaped once more.
  if (!shape.context) return object(entries, options, margin)
  // formatter/reflect.go MarshalJSON calls json.Marshal itself, so <, > and & are escaped whatever the encoder says
  return object([...entries].sort(byKey), { ...options, escapeHtml: true }, margin)
}

/** The fields of a struct that encoding/json writes, under their JSON names. */
export const jsonFields = (shape: StructShape): readonly (readonly [string, TemplateValue])[] =>
  shape.fields
    .filter(({ json, omitEmpty, value }) => json !== '-' && !(omitEmpty === true && isEmptyValue(value)))
    .map(({ name, json, value }) => [json ?? name, value])

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => compareText(a, b)

/** The entries of a Go map in the order in which Go prints, encodes and ranges over them. */
export const sortedEntries = (
  entries: ReadonlyMap<string, TemplateValue>,
): readonly (readonly [string, TemplateValue])[] => [...entries].sort(byKey)

function object(
  entries: readonly (readonly [string, TemplateValue])[],
  options: GoJsonOptions,
  margin: string,
): string {
  const colon = options.indent === undefined ? ':' : ': '
  return bracket('{', '}', options, margin, (inner) =>
    entries.map(
      ([key, value]) => goJsonString(key, options.escapeHtml) + colon + write(value, options, inner),
    ),
  )
}

/** `margin` is the indentation of the line that the bracket opens on; an empty list or object stays on it. */
function bracket(
  open: string,
  close: string,
  { indent }: GoJsonOptions,
  margin: string,
  parts: (inner: string) => readonly string[],
): string {
  const inner = margin + (indent ?? '')
  const written = parts(inner)
  if (indent === undefined || written.length === 0) return open + written.join(',') + close
  return `${open}\n${inner}${written.join(`,\n${inner}`)}\n${margin}${close}`
}

/** One JSON string. Unlike JSON.stringify, U+2028 and U+2029 are always escaped and a lone surrogate is U+FFFD. */
export function goJsonString(text: string, escapeHtml = true): string {
  const plain = JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/[\u2028\u2029]/g, escaped)
  return escapeHtml ? plain.replace(/[<>&]/g, escaped) : plain
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

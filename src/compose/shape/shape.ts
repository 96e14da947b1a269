/**
 * What values may be, as small checks that are put together: the Compose Specification's JSON schema
 * (compose-go v2.9.1 schema/compose-spec.json), as far as the kinds of values go. A check gives everything that is wrong.
 */
import type { ComposeError } from '../errors.js'
import { entriesOf, isNull, textOf, type Node } from '../yaml/node.js'
import { pathText, type Path } from '../merge/pattern.js'
import { nearest } from '../../shell/scenario/nearest.js'

/** A kind of value. Shapes are put together like the schema's parts, and hold no state. */
export interface Shape {
  /** In words, as the error says it. */
  readonly wanted: string
  /** Whether it can be this at all; what is inside is checked next. */
  readonly fits: (node: Node) => boolean
  readonly inside?: (node: Node, path: Path) => readonly ComposeError[]
}

/** Everything that is wrong with a value, in the order of the file; nothing for a good one. O(tree). */
export const check = (shape: Shape, node: Node, path: Path): readonly ComposeError[] =>
  shape.fits(node)
    ? (shape.inside?.(node, path) ?? [])
    : [
        {
          code: 'wrong-kind',
          place: node.place,
          path: pathText(path),
          wanted: shape.wanted,
          got: kindOf(node),
        },
      ]

/** What a value is, in words. */
function kindOf(node: Node): string {
  if (node.kind === 'map') return 'a mapping'
  if (node.kind === 'list') return 'a list'
  const { value } = node
  return value === null
    ? 'nothing'
    : typeof value === 'string'
      ? `the text '${value}'`
      : `the ${typeof value} ${value}`
}

/** Scalars by JavaScript's types, null by name. */
const valueIs =
  (...types: readonly string[]) =>
  (node: Node): boolean =>
    node.kind === 'scalar' && types.includes(node.value === null ? 'null' : typeof node.value)

/**
 * The leaves: each in words, and by what it is known. `boolOrText` and `numberOrText` take a text that no cast has
 * read, as the schema does.
 */
export const any: Shape = { wanted: 'anything', fits: () => true }
export const text: Shape = { wanted: 'a text', fits: valueIs('string') }
export const number: Shape = { wanted: 'a number', fits: valueIs('number') }
export const bool: Shape = { wanted: 'true or false', fits: valueIs('boolean') }
export const boolOrText: Shape = { wanted: 'true or false', fits: valueIs('boolean', 'string') }
export const numberOrText: Shape = { wanted: 'a number', fits: valueIs('number', 'string') }
export const simple: Shape = {
  wanted: 'a simple value',
  fits: valueIs('string', 'number', 'boolean', 'null'),
}
export const nothing: Shape = { wanted: 'nothing', fits: isNull }
/** One of a few words. */
export const word = (...words: readonly string[]): Shape => ({
  wanted: `one of ${words.join(', ')}`,
  fits: (node) => node.kind === 'scalar' && typeof node.value === 'string' && words.includes(node.value),
})

/** A text that has the pattern in it; anchored only where the pattern is. */
export const textLike = (pattern: RegExp, wanted: string): Shape => ({
  wanted,
  fits: (node) => node.kind === 'scalar' && typeof node.value === 'string' && pattern.test(node.value),
})

const mapping: Shape = { wanted: 'a mapping', fits: (node) => node.kind === 'map' }

/** A list, whose items differ (`uniqueItems` of the schema) unless it is said otherwise. */
export const listOf = (item: Shape, unique = true): Shape => ({
  wanted: 'a list',
  fits: (node) => node.kind === 'list',
  inside: (node, path) =>
    node.kind === 'list'
      ? [
          ...node.items.flatMap((n, i) => check(item, n, [...path, `[${i}]`])),
          ...(unique ? twice(node.items, path) : []),
        ]
      : [],
})

/** Scalars only: whether two mappings are the same is nobody's mistake in practice. */
function twice(items: readonly Node[], path: Path): readonly ComposeError[] {
  const seen = new Set<string>()
  return items.flatMap((item): readonly ComposeError[] => {
    if (item.kind !== 'scalar') return []
    const key = `${typeof item.value} ${textOf(item.value)}`
    if (seen.has(key))
      return [{ code: 'item-twice', place: item.place, path: pathText(path), item: textOf(item.value) }]
    seen.add(key)
    return []
  })
}

/** A mapping whose keys the user chooses. */
export const mapOf = (value: Shape, name = /^/): Shape => ({
  ...mapping,
  inside: (node, path) =>
    entriesOf(node).flatMap(([key, entry]) =>
      name.test(key) || key.startsWith('x-')
        ? check(value, entry.value, [...path, key])
        : [{ code: 'unknown-key', place: entry.key, path: pathText(path), key, near: null } as const],
    ),
})

/** Keys are the project's own words here, so a plain object is safe; users' keys only ever look them up in a Map. */
export type Keys = Readonly<Record<string, Shape>>

/**
 * A mapping whose keys are known; `x-` keys are the user's own. For an unknown key the nearest known one is offered.
 */
export function object(keys: Keys, required: readonly string[] = []): Shape {
  const known = new Map(Object.entries(keys))
  return {
    ...mapping,
    inside: (node, path) => [
      ...entriesOf(node).flatMap(([key, entry]): readonly ComposeError[] => {
        const shape = known.get(key)
        if (shape) return check(shape, entry.value, [...path, key])
        if (key.startsWith('x-')) return []
        const near = nearest(key, [...known.keys()]) ?? null
        return [
          {
            code: 'unknown-key',
            place: entry.key,
            path: path.length === 0 ? 'the file' : pathText(path),
            key,
            near,
          },
        ]
      }),
      ...required
        .filter((key) => !entriesOf(node).some(([name]) => name === key))
        .map((key) => ({ code: 'missing-key', place: node.place, path: pathText(path), key }) as const),
    ],
  }
}

/** The first that fits; their insides are not tried in turn. */
export const oneOf = (...shapes: readonly Shape[]): Shape => ({
  wanted: shapes.map((s) => s.wanted).join(' or '),
  fits: (node) => shapes.some((s) => s.fits(node)),
  inside: (node, path) => shapes.find((s) => s.fits(node))?.inside?.(node, path) ?? [],
})

/** The key may stand alone, with nothing behind it. */
export const orNothing = (shape: Shape): Shape => oneOf(shape, nothing)
/** A list of texts. */
export const texts = listOf(text)
/** One text or several. */
export const textOrTexts = oneOf(text, texts)
/** `{A: 1}` or `[A=1]`. */
export const labels = oneOf(mapOf(simple), texts)

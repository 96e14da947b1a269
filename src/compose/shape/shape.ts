/**
 * What values may be, as small checks that are put together: the Compose Specification's JSON schema
 * (compose-go v2.9.1 schema/compose-spec.json), as far as the kinds of values go. A check gives everything that is wrong.
 */
import type { ComposeError } from '../errors.js'
import { entriesOf, isNull, textOf, type Node } from '../yaml/node.js'
import { pathText, type Path } from '../merge/pattern.js'
import { nearest } from '../../shell/scenario/nearest.js'

export interface Shape {
  /** In words, as the error says it. */
  readonly wanted: string
  /** Whether it can be this at all; what is inside is checked next. */
  readonly fits: (node: Node) => boolean
  readonly inside?: (node: Node, path: Path) => readonly ComposeError[]
}

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

const valueIs =
  (...types: readonly string[]) =>
  (node: Node): boolean =>
    node.kind === 'scalar' && types.includes(node.value === null ? 'null' : typeof node.value)

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

export const textLike = (pattern: RegExp, wanted: string): Shape => ({
  wanted,
  fits: (node) => node.kind === 'scalar' && typeof node.value === 'string' && pattern.test(node.value),
})

const mapping: Shape = { wanted: 'a mapping', fits: (node) => node.kind === 'map' }

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

export type Keys = Readonly<Record<string, Shape>>

/** A mapping whose keys are known; `x-` keys are the user's own. */
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

export const orNothing = (shape: Shape): Shape => oneOf(shape, nothing)
export const texts = listOf(text)
export const textOrTexts = oneOf(text, texts)
/** `{A: 1}` or `[A=1]`. */
export const labels = oneOf(mapOf(simple), texts)

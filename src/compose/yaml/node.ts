/** What was read from YAML: a tree in which every value knows where it is written. Immutable. Comments are not kept. */
import type { Place } from '../place.js'

/** `!reset` takes away what earlier files said; `!override` stands in its place. */
export type MergeTag = 'reset' | 'override'

interface Written {
  readonly place: Place
  readonly tag?: MergeTag
}

export type ScalarValue = string | number | boolean | null

export interface ScalarNode extends Written {
  readonly kind: 'scalar'
  readonly value: ScalarValue
}

export interface ListNode extends Written {
  readonly kind: 'list'
  readonly items: readonly Node[]
}

export interface MapNode extends Written {
  readonly kind: 'map'
  readonly entries: Entries
}

export type Node = ScalarNode | ListNode | MapNode

export interface Entry {
  /** Where the key is written. */
  readonly key: Place
  readonly value: Node
}

/** In the order in which they are written. */
export type Entries = ReadonlyMap<string, Entry>

export const scalar = (value: ScalarValue, place: Place): ScalarNode => ({ kind: 'scalar', value, place })
export const list = (items: readonly Node[], place: Place): ListNode => ({ kind: 'list', items, place })
export const map = (entries: Entries, place: Place): MapNode => ({ kind: 'map', entries, place })

export const isNull = (node: Node): boolean => node.kind === 'scalar' && node.value === null

/** The value under a key; undefined also where there is no mapping. */
export const get = (node: Node | undefined, key: string): Node | undefined =>
  node?.kind === 'map' ? node.entries.get(key)?.value : undefined

/** The entries of a mapping; none of anything else. */
export const entriesOf = (node: Node | undefined): readonly (readonly [string, Entry])[] =>
  node?.kind === 'map' ? [...node.entries] : []

export const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'list' ? node.items : [])

/** The mapping with one entry set at its place or at the end. */
export const put = (node: MapNode, key: string, entry: Entry): MapNode => ({
  ...node,
  entries: new Map([...node.entries, [key, entry]]),
})

export const without = (node: MapNode, key: string): MapNode => ({
  ...node,
  entries: new Map([...node.entries].filter(([name]) => name !== key)),
})

/** The same value, whatever the places and the order of keys. */
export function sameValue(a: Node, b: Node): boolean {
  if (a.kind === 'scalar' || b.kind === 'scalar')
    return a.kind === 'scalar' && b.kind === 'scalar' && a.value === b.value
  if (a.kind === 'list' || b.kind === 'list')
    return (
      a.kind === 'list' &&
      b.kind === 'list' &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => {
        const other = b.items[i]
        return other !== undefined && sameValue(item, other)
      })
    )
  return (
    a.entries.size === b.entries.size &&
    [...a.entries].every(([key, { value }]) => {
      const other = b.entries.get(key)
      return other !== undefined && sameValue(value, other.value)
    })
  )
}

/** The value as plain data. A key `__proto__` is a key like any other. */
export function plain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(plain)
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]))
}

/** What Go prints for a scalar with %v; null is empty. */
export const textOf = (value: ScalarValue): string => (value === null ? '' : String(value))

/** What was read from YAML: a tree in which every value knows where it is written. Immutable. Comments are not kept. */
import type { Place } from '../place.js'

/** `!reset` takes away what earlier files said; `!override` stands in its place. */
export type MergeTag = 'reset' | 'override'

/** What all nodes have: a place, and what a merge is told by a tag. */
interface Written {
  readonly place: Place
  readonly tag?: MergeTag
}

/** What an unquoted or quoted scalar can mean here; dates stay texts. */
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

/**
 * A closed union, so that `switch (node.kind)` is complete. Nodes are shared, never changed: an anchor used twice is
 * one node.
 */
export type Node = ScalarNode | ListNode | MapNode

/** One key with its value; the key's place is what an error about a missing or unknown key points at. */
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

/** A key with nothing behind it, `ports:`. */
export const isNull = (node: Node): boolean => node.kind === 'scalar' && node.value === null

/** The value under a key; undefined also where there is no mapping. */
export const get = (node: Node | undefined, key: string): Node | undefined =>
  node?.kind === 'map' ? node.entries.get(key)?.value : undefined

/** The entries of a mapping; none of anything else. */
export const entriesOf = (node: Node | undefined): readonly (readonly [string, Entry])[] =>
  node?.kind === 'map' ? [...node.entries] : []

/** The items of a list; none of anything else. */
export const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'list' ? node.items : [])

/** The mapping with one entry set at its place or at the end. O(entries). */
export const put = (node: MapNode, key: string, entry: Entry): MapNode => ({
  ...node,
  entries: new Map([...node.entries, [key, entry]]),
})

/** The mapping without a key; the same entries otherwise. O(entries). */
export const without = (node: MapNode, key: string): MapNode => ({
  ...node,
  entries: new Map([...node.entries].filter(([name]) => name !== key)),
})

/**
 * The same value, whatever the places and the order of keys (Go's reflect.DeepEqual on plain YAML). O(smaller tree).
 */
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

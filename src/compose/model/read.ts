/**
 * Reads values of a tree whose kinds were checked; what is not there reads as empty, as a Go struct's fields do. None
 * of these fails: what could be wrong with a kind was found before.
 */
import { entriesOf, get, itemsOf, textOf, type Node } from '../yaml/node.js'
import type { Pairs } from './project.js'

/** A text, or a number as it is written; '' otherwise. */
export const textAt = (node: Node, key: string): string => textOfNode(get(node, key))
export const textOfNode = (node: Node | undefined): string =>
  node?.kind === 'scalar' ? textOf(node.value) : ''

/** Whole numbers; a fraction is cut off, as Compose does. */
export const numberAt = (node: Node, key: string, otherwise = 0): number => {
  const value = get(node, key)
  return value?.kind === 'scalar' && value.value !== null ? Math.trunc(Number(value.value)) : otherwise
}

/** Truths that Compose's cast left as texts were not written as such; those are false. */
export const flagAt = (node: Node, key: string): boolean => saidAt(node, key) ?? false
/** null where the key is missing or no truth: for keys whose default is not false. */
export const saidAt = (node: Node, key: string): boolean | null => {
  const value = get(node, key)
  return value?.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : null
}

/** One text, or several. */
export const textsAt = (node: Node, key: string): readonly string[] => {
  const value = get(node, key)
  return value?.kind === 'scalar'
    ? [textOf(value.value)].filter((text) => text !== '')
    : itemsOf(value).map(textOfNode)
}

/** `{A: 1}` or `[A=1]`; a name without a value has null. */
export const assignmentsAt = (node: Node, key: string): readonly (readonly [string, string | null])[] => {
  const value = get(node, key)
  const found = new Map<string, string | null>()
  for (const [name, entry] of entriesOf(value))
    found.set(
      name,
      entry.value.kind === 'scalar' && entry.value.value !== null ? textOf(entry.value.value) : null,
    )
  for (const item of itemsOf(value)) {
    const text = textOfNode(item)
    const at = text.indexOf('=')
    found.set(at < 0 ? text : text.slice(0, at), at < 0 ? null : text.slice(at + 1))
  }
  return [...found]
}

/** As assignments, with '' for a name without a value. */
export const pairsAt = (node: Node, key: string): Pairs =>
  assignmentsAt(node, key).map(([name, value]) => [name, value ?? ''])

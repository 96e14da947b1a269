/** `key=value` texts as entries; a text without `=` is a key with the empty value. */
import { cut } from './go/text.js'
import type { KeyValue } from './requests/common.js'

/** `k=v` texts as a map: a later value of a key replaces an earlier one; sorted by key, as Go's JSON prints maps. */
export function mapOf(texts: readonly string[]): readonly KeyValue[] {
  if (texts.length === 0) return []
  const map = new Map(texts.map((text) => [cut(text, '=').before, cut(text, '=').after]))
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** `k=v` texts in the order given, repeated keys kept: filters. */
export const pairsOf = (texts: readonly string[]): readonly KeyValue[] =>
  texts.map((text) => [cut(text, '=').before, cut(text, '=').after])

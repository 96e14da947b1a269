/** What differs between two tries of one kind: found by what they share, so that it costs what differs and not what there is. */
import { eachDiffering, isTrie, values } from './trie.js'
import type { Leaf, Trie } from './trie.js'

/** Values that are in one of the two alone; a value that was replaced is in both lists, as it was and as it is. */
export interface Difference<T> {
  readonly before: readonly T[]
  readonly after: readonly T[]
}

/** O(values that differ, with their logarithm), when one trie came from the other by changes. */
export function difference<T extends Leaf>(before: Trie<T>, after: Trie<T>): Difference<T> {
  const [gone, come] = [new Set<T>(), new Set<T>()]
  collect(before, after, gone, come)
  // a value that moved to another level is met on both sides
  for (const value of gone) if (come.delete(value)) gone.delete(value)
  return { before: [...gone], after: [...come] }
}

function collect<T extends Leaf>(before: Trie<T>, after: Trie<T>, gone: Set<T>, come: Set<T>): void {
  if (before === after) return
  eachDiffering(before, after, (was, is) => {
    if (isTrie(was) && isTrie(is)) collect(was, is, gone, come)
    else {
      for (const value of all(was)) gone.add(value)
      for (const value of all(is)) come.add(value)
    }
  })
}

const all = <T extends Leaf>(kid: T | Trie<T> | undefined): Iterable<T> =>
  kid === undefined ? [] : isTrie(kid) ? values(kid) : [kid]

// What differs between two tries: against comparing all their entries.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { difference } from '../../src/store/difference.js'
import { frozen } from '../../src/store/frozen.js'
import { emptyTrie, insert, remove, values, type Trie } from '../../src/store/trie.js'

interface Entry {
  readonly key: string
}
const keyOf = ({ key }: Entry): string => key
const alike = fc.nat(6).map((n) => `a long name that begins as all the others do ${n}`)
const key = fc.oneof(alike, fc.nat(200).map(String), fc.constantFrom('__proto__', ''))
const edits = fc.array(fc.record({ key, gone: fc.boolean() }), { maxLength: 60 })
const edited = (trie: Trie<Entry>, steps: readonly (Entry & { readonly gone: boolean })[]): Trie<Entry> =>
  steps.reduce(
    (t, { key: k, gone }) => (gone ? remove(t, k, keyOf) : insert(t, frozen({ key: k }), keyOf)),
    trie,
  )
const sorted = (entries: Iterable<Entry>) => [...entries].sort((a, b) => (a.key < b.key ? -1 : 1))

test('is what one of the two has alone, compared by identity', () => {
  fc.assert(
    fc.property(edits, edits, (first, more) => {
      const before = edited(emptyTrie<Entry>(), first)
      const after = edited(before, more)
      const [was, is] = [new Set(values(before)), new Set(values(after))]
      const found = difference(before, after)
      expect(sorted(found.before)).toEqual(sorted([...was].filter((e) => !is.has(e))))
      expect(sorted(found.after)).toEqual(sorted([...is].filter((e) => !was.has(e))))
    }),
  )
})

// A trie is a map: against Map on random edits, with keys whose first hashes meet, and as a value.
import fc from 'fast-check'
import { Immer } from 'immer'
import { expect, test } from 'vitest'
import { frozen } from '../../src/store/frozen.js'
import { emptyTrie, find, insert, remove, settled, values, type Trie } from '../../src/store/trie.js'

interface Entry {
  readonly key: string
  readonly value: number
}
const keyOf = ({ key }: Entry): string => key
const build = (entries: Iterable<Entry>): Trie<Entry> =>
  [...entries].reduce((trie, entry) => insert(trie, frozen(entry), keyOf), emptyTrie<Entry>())
const sorted = (entries: Iterable<Entry>): readonly Entry[] =>
  [...entries].sort((a, b) => (a.key < b.key ? -1 : 1))

// longer than what the first hash looks at, so the first six levels cannot tell them apart
const alike = fc.nat(6).map((n) => `a long name that begins as all the others do ${n}`)
const key = fc.oneof(alike, fc.string(), fc.constantFrom('__proto__', 'constructor', '', 'a', 'b'))
const edits = fc.array(fc.record({ key, value: fc.nat(9), gone: fc.boolean() }), { maxLength: 60 })

const play = (steps: readonly (Entry & { readonly gone: boolean })[]) => {
  const expected = new Map<string, Entry>()
  let trie = emptyTrie<Entry>()
  for (const { key: name, value, gone } of steps) {
    if (gone) expected.delete(name)
    else expected.set(name, { key: name, value })
    trie = gone ? remove(trie, name, keyOf) : insert(trie, frozen({ key: name, value }), keyOf)
  }
  return { expected, trie }
}

test('holds what a Map holds after any edits, and what it held stays as it was', () => {
  fc.assert(
    fc.property(edits, edits, key, (steps, more, asked) => {
      const { expected, trie } = play(steps)
      const text = JSON.stringify(trie)
      for (const step of more) {
        insert(trie, step, keyOf)
        remove(trie, step.key, keyOf)
      }
      expect(JSON.stringify(trie)).toBe(text)
      expect(sorted(values(trie))).toEqual(sorted(expected.values()))
      expect(find(trie, asked, keyOf)).toEqual(expected.get(asked))
      for (const entry of expected.values()) expect(find(trie, entry.key, keyOf)).toEqual(entry)
    }),
  )
})

test('equal contents are equal tries, whatever led there, and JSON keeps them', () => {
  fc.assert(
    fc.property(edits, (steps) => {
      const { expected, trie } = play(steps)
      expect(trie).toEqual(build(sorted(expected.values())))
      expect(trie).toEqual(build([...expected.values()].reverse()))
      expect(JSON.parse(JSON.stringify(trie))).toEqual(trie)
    }),
  )
})

test('a draft that is settled is the trie that the same edits make one by one, and what it came from stays as it was', () => {
  fc.assert(
    fc.property(edits, edits, (steps, more) => {
      const { trie } = play(steps)
      const text = JSON.stringify(trie)
      const [value, draft] = more.reduce(
        ([one, open], { key: name, value: number, gone }) => {
          const entry = frozen({ key: name, value: number })
          return gone
            ? [remove(one, name, keyOf), remove(open, name, keyOf, true)]
            : [insert(one, entry, keyOf), insert(open, entry, keyOf, true)]
        },
        [trie, trie],
      )
      expect(settled(draft)).toEqual(value)
      expect(JSON.stringify(trie)).toBe(text)
    }),
  )
})

test('ten thousand entries, all found, then all gone', () => {
  const entries = Array.from({ length: 10_000 }, (_, value) => ({ key: `c${value}`, value }))
  const trie = build(entries)
  expect(entries.filter((e) => find(trie, e.key, keyOf)?.value !== e.value)).toEqual([])
  expect(entries.reduce((rest, e) => remove(rest, e.key, keyOf), trie)).toEqual(emptyTrie())
})

test('a change that changes nothing gives the very same trie', () => {
  const one = frozen({ key: 'a', value: 1 })
  const trie = build([one])
  expect(insert(trie, one, keyOf)).toBe(trie)
  expect(remove(trie, 'b', keyOf)).toBe(trie)
})

test('immer leaves it alone: what it would have to copy or walk would be seen here', () => {
  const entry = { key: 'b', value: 2 }
  const looked = new Proxy(frozen({ key: 'a', value: 1 }), {
    ownKeys: () => {
      throw new Error('immer walks the trie')
    },
  })
  const trie = Object.freeze([1 << 5, looked])
  const state = new Immer({ autoFreeze: true }).produce(
    { trie: emptyTrie<Entry>(), clock: 0 },
    (draft) => void Object.assign(draft, { trie, clock: 1, entry }),
  )
  expect(state.trie).toBe(trie)
  expect(Object.isFrozen(entry)).toBe(true)
})

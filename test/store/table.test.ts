// A table finds a record by its id and by its name in its group; a group changes only with its own records.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  draftOf,
  emptyTable,
  group,
  named,
  oldestFirst,
  oldestMarked,
  record,
  records,
  settledTable,
  withoutRecord,
  withRecord,
  type Table,
} from '../../src/store/table.js'

interface Guest {
  readonly id: string
  readonly createdAt: number
  readonly house: string
  readonly name: string
}
const filing = {
  groupOf: (g: Guest) => g.house,
  nameOf: (g: Guest) => g.name,
  isMarked: (g: Guest) => g.createdAt % 2 === 1,
}
const guest = (createdAt: number, house: string, name: string): Guest => ({
  id: `id${createdAt}`,
  createdAt,
  house,
  name,
})
const put = (table: Table<Guest>, row: Guest): Table<Guest> => withRecord(table, filing, row)
const table = [guest(3, 'red', 'ann'), guest(1, 'red', 'bob'), guest(2, 'blue', 'ann')].reduce(
  put,
  emptyTable<Guest>(),
)

describe('a table', () => {
  test('by id, by name, and oldest first', () => {
    expect(record(table, 'id2')).toEqual(guest(2, 'blue', 'ann'))
    expect(named(table, filing, 'red', 'ann')?.id).toBe('id3')
    expect(named(table, filing, 'green', 'ann')).toBeUndefined()
    expect(oldestFirst(group(table, 'red')!, table).map((g) => g.id)).toEqual(['id1', 'id3'])
    expect(records(table).map((g) => g.id)).toEqual(['id1', 'id2', 'id3'])
  })

  test('a thousand records of many ages, in the order of their ages', () => {
    const ages = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1_000_003)
    const all = ages.map((age) => guest(age, 'red', `g${age}`)).reduce(put, emptyTable<Guest>())
    expect(records(all).map((g) => g.createdAt)).toEqual(ages.toSorted((a, b) => a - b))
  })

  test('those that are marked are asked for by themselves', () => {
    const red = (of: Table<Guest>) => oldestMarked(group(of, 'red')!, of).map((g) => g.createdAt)
    expect(red(table)).toEqual([1, 3])
    expect(red(put(table, { ...guest(3, 'red', 'ann'), createdAt: 4 }))).toEqual([1])
    expect(red(withoutRecord(table, filing, 'id1'))).toEqual([3])
  })

  test('a group is the same object until one of its own records changes', () => {
    const next = put(table, guest(4, 'blue', 'cid'))
    expect(group(next, 'red')).toBe(group(table, 'red'))
    expect(group(next, 'blue')).not.toBe(group(table, 'blue'))
  })

  test('a group is another object when one of its records changes, even if its names do not', () => {
    const next = put(table, { ...guest(3, 'red', 'ann'), createdAt: 7 })
    expect(group(next, 'red')).not.toBe(group(table, 'red'))
    expect(oldestFirst(group(next, 'red')!, next).map((g) => g.createdAt)).toEqual([1, 7])
  })

  test('a record that moves, or is renamed, leaves nothing behind', () => {
    const moved = put(table, { ...guest(2, 'red', 'ann'), name: 'dan' })
    expect(group(moved, 'blue')).toBeUndefined()
    expect(oldestFirst(group(moved, 'red')!, moved).map((g) => g.name)).toEqual(['bob', 'dan', 'ann'])
    expect(withoutRecord(moved, filing, 'id2')).toEqual(withoutRecord(table, filing, 'id2'))
  })

  test('two records of one name in one group are a broken invariant', () => {
    expect(() => put(table, guest(9, 'red', 'ann'))).toThrow('id3 and id9 of red have one name: ann')
  })

  test('what is put in is frozen with all its parts', () => {
    const parts = { ...guest(5, 'red', 'eve'), list: [{ deep: [1] }] }
    withRecord(emptyTable<typeof parts>(), filing, parts)
    expect(Object.isFrozen(parts.list[0]!.deep)).toBe(true)
  })

  test('a draft that is settled is the table that the same changes make one by one, and what was derived of a group in between holds for it', () => {
    const change = fc.record({
      n: fc.nat(40),
      house: fc.constantFrom('red', 'blue', 'green'),
      gone: fc.boolean(),
      asks: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const text = JSON.stringify(table)
        let [value, draft] = [table, draftOf(table)]
        const derived = new Map<object, readonly Guest[]>()
        for (const { n, house, gone, asks } of changes) {
          const row = guest(n + 10, house, `name${n}`)
          value = gone ? withoutRecord(value, filing, row.id) : put(value, row)
          draft = gone ? withoutRecord(draft, filing, row.id) : put(draft, { ...row })
          const found = asks ? group(draft, house) : undefined
          if (!found) continue
          const known = derived.get(found) ?? oldestFirst(found, draft)
          expect(known).toEqual(oldestFirst(group(value, house)!, value))
          derived.set(found, known)
        }
        expect(settledTable(draft)).toEqual(value)
        expect(JSON.stringify(table)).toBe(text)
      }),
    )
  })

  test('puts and drops in any order give the table of what is left', () => {
    const step = fc.record({ n: fc.nat(8), house: fc.constantFrom('red', 'blue'), gone: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const left = new Map<string, Guest>()
        let played = emptyTable<Guest>()
        for (const { n, house, gone } of steps) {
          const row = guest(n, house, `name${n}`)
          if (gone) left.delete(row.id)
          else left.set(row.id, row)
          played = gone ? withoutRecord(played, filing, row.id) : put(played, row)
        }
        expect(played).toEqual([...left.values()].reduce(put, emptyTable<Guest>()))
      }),
    )
  })
})

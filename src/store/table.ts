/**
 * A table of records as a persistent value: by id, and in groups (the endpoints of a network, the containers of a host) in
 * which a name occurs once. A change copies what it touches, O(log32 records); equal contents give equal tables, and a
 * group is the same object until one of its records changes, so what is derived from them can be remembered with it. A
 * record stands in one place, so that after a trip through JSON it still is one object.
 */
import { frozen } from './frozen.js'
import { emptyTrie, find, insert, remove, values } from './trie.js'
import type { KeyOf, Trie } from './trie.js'

/** What every record has. `createdAt` orders the records of a group, oldest first. */
export interface Row {
  readonly id: string
  readonly createdAt: number
}

export interface Table<T extends Row> {
  readonly byId: Trie<T>
  readonly groups: Trie<Group>
}

/** Those who belong to one thing: ids by name. A new object whenever one of their records changes. */
export interface Group {
  readonly of: string
  readonly byName: Trie<string>
}

/** Where a record belongs, and its name there: no two records of a group have the same. */
export interface Filing<T> {
  readonly groupOf: (record: T) => string
  readonly nameOf: (record: T) => string
}

const idOf = ({ id }: Row): string => id
const ownerOf = ({ of }: { readonly of: string }): string => of

const NONE = Object.freeze({ byId: emptyTrie<never>(), groups: emptyTrie<never>() })
export const emptyTable = <T extends Row>(): Table<T> => NONE

/** O(log32 records). */
export const record = <T extends Row>({ byId }: Table<T>, id: string): T | undefined => find(byId, id, idOf)

const byAge = (a: Row, b: Row): number => a.createdAt - b.createdAt

/** All records, oldest first. O(records, with their logarithm): remember it with the table. */
export const records = <T extends Row>({ byId }: Table<T>): readonly T[] => [...values(byId)].sort(byAge)

/** The group of that owner; the same object until one of its records changes. O(log32 groups). */
export const group = <T extends Row>({ groups }: Table<T>, owner: string): Group | undefined =>
  find(groups, owner, ownerOf)

const NAMELESS: Trie<string> = emptyTrie()
/** The names that ids go by in a table. */
const namesIn =
  <T extends Row>(table: Table<T>, { nameOf }: Filing<T>): KeyOf<string> =>
  (id) =>
    nameOf(must(table, id))

function must<T extends Row>(table: Table<T>, id: string): T {
  const found = record(table, id)
  if (!found) throw new Error(`a group lists ${id}, which the table does not have`)
  return found
}

/** The record of that name in the owner's group. O(log32 records). */
export function named<T extends Row>(
  table: Table<T>,
  filing: Filing<T>,
  owner: string,
  name: string,
): T | undefined {
  const id = find(group(table, owner)?.byName ?? NAMELESS, name, namesIn(table, filing))
  return id === undefined ? undefined : record(table, id)
}

/** The records of a group of the table, oldest first. O(records of the group, with their logarithm): remember it. */
export const oldestFirst = <T extends Row>({ byName }: Group, table: Table<T>): readonly T[] =>
  Array.from(values(byName), (id) => must(table, id)).sort(byAge)

/** Those of a group of the table that are wanted, oldest first. O(records of the group). */
export const oldestOf = <T extends Row>(
  { byName }: Group,
  table: Table<T>,
  wanted: (row: T) => boolean,
): readonly T[] =>
  Array.from(values(byName), (id) => must(table, id))
    .filter(wanted)
    .sort(byAge)

/** The table with a record, new or in the place of its former self; freezes it. O(log32 records). */
export function withRecord<T extends Row>(table: Table<T>, filing: Filing<T>, row: T): Table<T> {
  const [of, name] = [filing.groupOf(row), filing.nameOf(row)]
  const namesake = named(table, filing, of, name)
  if (namesake && namesake.id !== row.id)
    throw new Error(`${namesake.id} and ${row.id} of ${of} have one name: ${name}`)
  const rest = namesake ? table : withoutRecord(table, filing, row.id)
  const next = { byId: insert(rest.byId, frozen(row), idOf), groups: rest.groups }
  const byName = group(rest, of)?.byName ?? NAMELESS
  const filed = namesake ? byName : insert(byName, row.id, namesIn(next, filing))
  return Object.freeze({
    ...next,
    groups: insert(rest.groups, Object.freeze({ of, byName: filed }), ownerOf),
  })
}

/** The table without a record; the very same one when it was not there. O(log32 records). An empty group is none. */
export function withoutRecord<T extends Row>(table: Table<T>, filing: Filing<T>, id: string): Table<T> {
  const row = record(table, id)
  if (!row) return table
  const of = filing.groupOf(row)
  const byName = remove(group(table, of)?.byName ?? NAMELESS, filing.nameOf(row), namesIn(table, filing))
  return Object.freeze({
    byId: remove(table.byId, id, idOf),
    groups:
      byName.length > 1
        ? insert(table.groups, Object.freeze({ of, byName }), ownerOf)
        : remove(table.groups, of, ownerOf),
  })
}

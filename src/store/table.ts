/**
 * A table of records as a persistent value: by id, and in groups (the endpoints of a network, the containers of a host) in
 * which a name occurs once. A change copies what it touches, O(log32 records); equal contents give equal tables, and a
 * group is the same object until one of its records changes, so what is derived from them can be remembered with it. A
 * record stands in one place, so that after a trip through JSON it still is one object.
 *
 * A draft is a table that one batch of changes has for itself (see trie.ts): a change edits it, so that the table of before
 * is of no use any more. Its groups are new objects with each change all the same.
 */
import { frozen } from './frozen.js'
import { emptyTrie, find, insert, remove, settled, values } from './trie.js'
import type { KeyOf, Trie } from './trie.js'

/** What every record has. `createdAt` orders the records of a group, oldest first. */
export interface Row {
  readonly id: string
  readonly createdAt: number
}

export interface Table<T extends Row> {
  readonly byId: Trie<T>
  readonly groups: Trie<Group>
  /** Set on drafts alone, which nobody sees. */
  readonly draft?: true
}

/** Those who belong to one thing: ids by name. A new object whenever one of their records changes. */
export interface Group {
  readonly of: string
  readonly byName: Trie<string>
  /** Ids of those that are marked, which are few. */
  readonly marked: Trie<string>
}

/** Where a record belongs, and its name there: no two records of a group have the same. */
export interface Filing<T> {
  readonly groupOf: (record: T) => string
  readonly nameOf: (record: T) => string
  /** Is it of those that are often asked for without the others? */
  readonly isMarked: (record: T) => boolean
}

const idOf = ({ id }: Row): string => id
const ownerOf = ({ of }: { readonly of: string }): string => of

const NONE = Object.freeze({ byId: emptyTrie<never>(), groups: emptyTrie<never>() })
export const emptyTable = <T extends Row>(): Table<T> => NONE

/** O(log32 records). */
export const record = <T extends Row>({ byId }: Table<T>, id: string): T | undefined => find(byId, id, idOf)

/**
 * Rows, oldest first; of one age, in the order given. Numbers that hold age and place are sorted in their stead, in a typed
 * array, which takes an eighth of the time that comparing objects does. Exact while the last age times the rows is below 2^53.
 */
function byAge<T extends Row>(rows: readonly T[]): readonly T[] {
  const count = rows.length
  const keys = Float64Array.from(rows, ({ createdAt }, place) => createdAt * count + place).sort()
  return Array.from(keys, (key) => rows[key % count]).filter((row) => row !== undefined)
}

/** All records, oldest first. O(records, with their logarithm): remember it with the table. */
export const records = <T extends Row>({ byId }: Table<T>): readonly T[] => byAge(values(byId))

/** The group of that owner; the same object until one of its records changes. O(log32 groups). */
export const group = <T extends Row>({ groups }: Table<T>, owner: string): Group | undefined =>
  find(groups, owner, ownerOf)

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
  const found = group(table, owner)
  const id = found && find(found.byName, name, namesIn(table, filing))
  return id === undefined ? undefined : record(table, id)
}

/** The records of a group of the table, oldest first. O(records of the group, with their logarithm): remember it. */
export const oldestFirst = <T extends Row>({ byName }: Group, table: Table<T>): readonly T[] =>
  byAge(values(byName).map((id) => must(table, id)))

/** Those of a group of the table that are marked, oldest first. O(what it gives, with its logarithm). */
export const oldestMarked = <T extends Row>({ marked }: Group, table: Table<T>): readonly T[] =>
  byAge(values(marked).map((id) => must(table, id)))

/**
 * The table with a record, new or in the place of its former self; freezes it. `old`: what the table has of that id, or null
 * for nothing, from callers who know. O(log32 records).
 */
export function withRecord<T extends Row>(
  table: Table<T>,
  filing: Filing<T>,
  row: T,
  old: T | null = record(table, row.id) ?? null,
): Table<T> {
  const { draft } = table
  const [of, name] = [filing.groupOf(row), filing.nameOf(row)]
  const stays = old !== null && filing.groupOf(old) === of && filing.nameOf(old) === name
  const there = group(table, of) ?? NOBODY
  const namesake = stays ? undefined : find(there.byName, name, namesIn(table, filing))
  if (namesake !== undefined) throw new Error(`${namesake} and ${row.id} of ${of} have one name: ${name}`)
  const moves = old !== null && !stays
  const rest = moves ? withoutRecord(table, filing, row.id) : table
  const byId = insert(rest.byId, frozen(row), idOf, draft)
  const known = moves ? (group(rest, of) ?? NOBODY) : there
  const byName = stays
    ? known.byName
    : insert(known.byName, row.id, namesIn({ byId, groups: rest.groups }, filing), draft)
  const marked = filing.isMarked(row)
    ? insert(known.marked, row.id, itself, draft)
    : remove(known.marked, row.id, itself, draft)
  return made(draft, byId, insert(rest.groups, madeGroup(draft, of, byName, marked), ownerOf, draft))
}

/** The table without a record; the very same one when it was not there. O(log32 records). An empty group is none. */
export function withoutRecord<T extends Row>(table: Table<T>, filing: Filing<T>, id: string): Table<T> {
  const row = record(table, id)
  if (!row) return table
  const { draft } = table
  const of = filing.groupOf(row)
  const known = group(table, of) ?? NOBODY
  const byName = remove(known.byName, filing.nameOf(row), namesIn(table, filing), draft)
  const marked = remove(known.marked, id, itself, draft)
  return made(
    draft,
    remove(table.byId, id, idOf, draft),
    byName.length > 1
      ? insert(table.groups, madeGroup(draft, of, byName, marked), ownerOf, draft)
      : remove(table.groups, of, ownerOf, draft),
  )
}

const itself = (id: string): string => id
const NOBODY: Omit<Group, 'of'> = { byName: emptyTrie(), marked: emptyTrie() }

type Draft = true | undefined
const made = <T extends Row>(draft: Draft, byId: Trie<T>, groups: Trie<Group>): Table<T> =>
  draft ? { byId, groups, draft } : Object.freeze({ byId, groups })
const madeGroup = (draft: Draft, of: string, byName: Trie<string>, marked: Trie<string>): Group =>
  draft ? { of, byName, marked } : Object.freeze({ of, byName, marked })

/** A draft of a table that is frozen with all its parts, for one owner, who shows it to nobody before it is settled. O(1). */
export const draftOf = <T extends Row>({ byId, groups }: Table<T>): Table<T> => made(true, byId, groups)

/** The draft as a value again. O(records that were put in). */
export const settledTable = <T extends Row>({ byId, groups }: Table<T>): Table<T> =>
  Object.freeze({ byId: settled(byId), groups: settled(groups, settledGroup) })

const settledGroup = (group: Group): Group =>
  Object.isFrozen(group)
    ? group
    : Object.freeze({ of: group.of, byName: settled(group.byName), marked: settled(group.marked) })

/**
 * A table of records as a persistent value: by id, and in groups (the endpoints of a network, the containers of a host) in
 * which a name occurs once. A change copies what it touches, O(log32 records); equal contents give equal tables, and a
 * group is the same object until one of its records changes, so what is derived from them can be remembered with it. A
 * record stands in one place, so that after a trip through JSON it still is one object.
 *
 * A draft is a table that one batch of changes has for itself (see trie.ts): a change edits it, so that the table of before
 * is of no use any more. A group of it is edited too, until somebody asks for it: then it is frozen, and the next change puts
 * another one in its place.
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

/** The last age is at most so many times the rows where places are counted rather than sorted. */
const DENSE = 16

/** Rows, oldest first; of one age, in the order given. */
function byAge<T extends Row>(rows: readonly T[]): readonly T[] {
  const ages = new Float64Array(rows.length)
  let last = 0
  rows.forEach(({ createdAt }, place) => {
    ages[place] = createdAt
    if (createdAt > last) last = createdAt
  })
  const order = last <= DENSE * rows.length ? countedOrder(ages, last) : sortedOrder(ages)
  return rows.map((row, place) => rows[order[place] ?? 0] ?? row)
}

/** Places in order of age, by how many there are of each: O(rows + last age), a fifth of what sorting takes. */
function countedOrder(ages: Float64Array, last: number): Int32Array {
  const next = new Int32Array(last + 2)
  for (const age of ages) next[age + 1] = (next[age + 1] ?? 0) + 1
  for (let age = 1; age <= last; age++) next[age] = (next[age] ?? 0) + (next[age - 1] ?? 0)
  const order = new Int32Array(ages.length)
  ages.forEach((age, place) => {
    const at = next[age] ?? 0
    order[at] = place
    next[age] = at + 1
  })
  return order
}

/**
 * The same by sorting numbers that hold age and place, in a typed array, which takes an eighth of the time that comparing
 * objects does. Exact while the last age times the rows is below 2^53.
 */
function sortedOrder(ages: Float64Array): Float64Array {
  const count = ages.length
  const keys = ages.map((age, place) => age * count + place).sort()
  return keys.map((key) => key % count)
}

/** All records, oldest first. O(records, with their logarithm): remember it with the table. */
export const records = <T extends Row>({ byId }: Table<T>): readonly T[] => byAge(values(byId))

/** The group of that owner; the same object until one of its records changes. O(log32 groups). */
export function group<T extends Row>(table: Table<T>, owner: string): Group | undefined {
  const found = groupFor(table, owner)
  return found && table.draft ? Object.freeze(found) : found
}

/** The group for this file, which keeps nothing of it. */
const groupFor = <T extends Row>({ groups }: Table<T>, owner: string): Group | undefined =>
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
  const found = groupFor(table, owner)
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
 * The table with a record, new or in the place of its former self; freezes it. `old` is from callers who know: what the table
 * has of that id, or null where there is nothing of that id, and of that name in the group. O(log32 records).
 */
export function withRecord<T extends Row>(
  table: Table<T>,
  filing: Filing<T>,
  row: T,
  old: T | null = formerly(table, filing, row),
): Table<T> {
  const { draft } = table
  const of = filing.groupOf(row)
  const stays = old !== null && filing.groupOf(old) === of && filing.nameOf(old) === filing.nameOf(row)
  const rest = old === null || stays ? table : withoutRecord(table, filing, row.id)
  const next = { byId: insert(rest.byId, frozen(row), idOf, draft), groups: rest.groups }
  const known = groupFor(next, of)
  const { byName, marked } = known ?? NOBODY
  const names = stays ? byName : insert(byName, row.id, namesIn(next, filing), draft)
  const few = filing.isMarked(row)
    ? insert(marked, row.id, itself, draft)
    : remove(marked, row.id, itself, draft)
  return made(draft, next.byId, withGroup(next.groups, draft, known, of, names, few))
}

/** What the table has of the record's id; throws when another one has its name. */
function formerly<T extends Row>(table: Table<T>, filing: Filing<T>, row: T): T | null {
  const old = record(table, row.id) ?? null
  const [of, name] = [filing.groupOf(row), filing.nameOf(row)]
  if (old && filing.groupOf(old) === of && filing.nameOf(old) === name) return old
  const namesake = named(table, filing, of, name)
  if (namesake) throw new Error(`${namesake.id} and ${row.id} of ${of} have one name: ${name}`)
  return old
}

/** The table without a record; the very same one when it was not there. O(log32 records). An empty group is none. */
export function withoutRecord<T extends Row>(table: Table<T>, filing: Filing<T>, id: string): Table<T> {
  const row = record(table, id)
  if (!row) return table
  const { draft, groups } = table
  const of = filing.groupOf(row)
  const known = groupFor(table, of)
  const { byName, marked } = known ?? NOBODY
  const names = remove(byName, filing.nameOf(row), namesIn(table, filing), draft)
  const few = remove(marked, id, itself, draft)
  return made(
    draft,
    remove(table.byId, id, idOf, draft),
    names.length > 1 ? withGroup(groups, draft, known, of, names, few) : remove(groups, of, ownerOf, draft),
  )
}

const itself = (id: string): string => id
const NOBODY: Omit<Group, 'of'> = { byName: emptyTrie(), marked: emptyTrie() }

type Draft = true | undefined
const made = <T extends Row>(draft: Draft, byId: Trie<T>, groups: Trie<Group>): Table<T> =>
  draft ? { byId, groups, draft } : Object.freeze({ byId, groups })

/** The groups with one of them changed: edited, where it is a draft's that nobody has seen; else another one in its place. */
function withGroup(
  groups: Trie<Group>,
  draft: Draft,
  known: Group | undefined,
  of: string,
  byName: Trie<string>,
  marked: Trie<string>,
): Trie<Group> {
  if (draft && known && isUnseen(known)) {
    known.byName = byName
    known.marked = marked
    return groups
  }
  const next = { of, byName, marked }
  return insert(groups, draft ? next : Object.freeze(next), ownerOf, draft)
}
const isUnseen = (group: Group): group is { -readonly [K in keyof Group]: Group[K] } =>
  !Object.isFrozen(group)

/** A draft of a table that is frozen with all its parts, for one owner, who shows it to nobody before it is settled. O(1). */
export const draftOf = <T extends Row>({ byId, groups }: Table<T>): Table<T> => made(true, byId, groups)

/** The draft as a value again. O(records that were put in). */
export const settledTable = <T extends Row>({ byId, groups }: Table<T>): Table<T> =>
  Object.freeze({ byId: settled(byId), groups: settled(groups, settledGroup) })

/** One that was seen is frozen, and what it lists may have been edited since. */
function settledGroup(group: Group): Group {
  const { of, byName, marked } = group
  if (Object.isFrozen(group) && Object.isFrozen(byName) && Object.isFrozen(marked)) return group
  return Object.freeze({ of, byName: settled(byName), marked: settled(marked) })
}

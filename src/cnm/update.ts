/** The only way that state changes: one immer of our own, since immer's global settings belong to the user's program. */
import { castDraft, Immer } from 'immer'
import type { Draft } from 'immer'

const immer = new Immer({ autoFreeze: true })

/** The next value, made by a recipe over a draft. Checks belong before it, and nothing is searched inside. */
export const update: Immer['produce'] = immer.produce

/** Put a finished record into a drafted table. Copies the table's entries once a recipe: O(entries). */
export function put<T>(table: Record<string, Draft<T>>, id: string, value: T): void {
  table[id] = castDraft(value)
}

/**
 * A table with a record under a name that the user gave, new or in the place of the old one: assigning to `__proto__` in a
 * draft would set a prototype, and a computed key does not. O(entries).
 */
export const withRecord = <T>(
  table: Readonly<Record<string, T>>,
  id: string,
  value: T,
): Readonly<Record<string, T>> => ({ ...table, [id]: value })

/** Take a record out of a drafted table. */
export function drop(table: Record<string, unknown>, id: string): void {
  Reflect.deleteProperty(table, id)
}

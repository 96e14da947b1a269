/** The only way that state changes: one immer of our own, since immer's global settings belong to the user's program. */
import { castDraft, Immer } from 'immer'
import type { Draft } from 'immer'

const immer = new Immer({ autoFreeze: true })

/** The next value, made by a recipe over a draft. Checks belong before it, and nothing is searched inside. */
export const update = immer.produce

/** Put a finished record into a drafted table. Copies the table's entries once a recipe: O(entries). */
export function put<T>(table: Record<string, Draft<T>>, id: string, value: T): void {
  table[id] = castDraft(value)
}

/** Take a record out of a drafted table. */
export function drop(table: Record<string, unknown>, id: string): void {
  Reflect.deleteProperty(table, id)
}

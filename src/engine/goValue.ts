/** The values that the engine's API answers with, as plain data. Not modelled: how Go or a client prints them. */
import type { Options } from '../drivers/api.js'

/**
 * A JSON value that knows what it was in Go: an object is a struct, whose fields stay in the order of their declaration; a
 * ReadonlyMap is a Go map, which is printed sorted and may have any key. A nil pointer, list or map is null.
 */
export type GoValue =
  string | number | boolean | null | readonly GoValue[] | ReadonlyMap<string, GoValue> | GoStruct

/** Never indexed by what users name. */
export interface GoStruct {
  readonly [field: string]: GoValue
}

/** Options as Go's map[string]string: of equal keys the last one counts. */
export const goMap = (options: Options): ReadonlyMap<string, string> => new Map(options)

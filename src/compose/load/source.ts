/** What a load needs of the outside, and what it hands on from file to file. */
import type { Interpolation } from '../env/interpolate.js'
import type { Lookup } from '../env/template.js'

/** A file's text, or undefined where there is no such file. It is asked for the same path more than once. */
export type ReadFile = (path: string) => string | undefined

/**
 * What a load needs of the outside, and what it hands on from file to file; `include` and `extends` change parts of it.
 */
export interface Source {
  readonly read: ReadFile
  /** What relative paths of the files are seen from. */
  readonly folder: string
  readonly interpolation: Interpolation
  /** The files that included this one, outermost first. */
  readonly included: readonly string[]
}

/** The first map that has the name: the environment before `.env`. O(maps). */
export const lookupIn =
  (...maps: readonly ReadonlyMap<string, string>[]): Lookup =>
  (name) =>
    maps.find((m) => m.has(name))?.get(name)

/** What a load needs of the outside, and what it hands on from file to file. */
import type { Interpolation } from '../env/interpolate.js'
import type { Lookup } from '../env/template.js'

/** A file's text, or undefined where there is no such file. */
export type ReadFile = (path: string) => string | undefined

export interface Source {
  readonly read: ReadFile
  /** What relative paths of the files are seen from. */
  readonly folder: string
  readonly interpolation: Interpolation
  /** The files that included this one, outermost first. */
  readonly included: readonly string[]
}

export const lookupIn =
  (...maps: readonly ReadonlyMap<string, string>[]): Lookup =>
  (name) =>
    maps.find((m) => m.has(name))?.get(name)

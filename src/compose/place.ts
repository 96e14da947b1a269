/**
 * Where in which file something is written: every value of a tree carries it, so that every message can point at it.
 */

/** Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  /** The file's path as it was read. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** `compose.yaml:3:5`, as editors and terminals understand it. */
export const placeText = ({ file, line, column }: Place): string => `${file}:${line}:${column}`

/** A line of a compose file, and what it says. `place` counts lines and columns from 1, as editors do. */
export interface Written {
  readonly place: Place
  readonly says: string
}

/** `compose.yaml:7:23: web joins network back` */
export const writtenText = ({ place, says }: Written): string => `${placeText(place)}: ${says}`

/** What a check says, one by one, before it is written in a format: rules with their verdicts, or what lint found. */
import type { Written } from '../../compose/place.js'

/** One rule, or one finding. All texts are raw: each format escapes them for itself. */
export interface Item {
  /** What kind of thing it is, the same in every run: `broken`, `gateway-moves`. */
  readonly code: string
  /** `ok` is told by formats that list everything. */
  readonly level: 'ok' | 'error' | 'warning' | 'note'
  /** One line: a rule, or what is wrong. */
  readonly title: string
  /** Further lines: why, and what would be right. */
  readonly lines: readonly string[]
  /** The line that it hangs on first. None: nothing of it is written in a file. */
  readonly places: readonly Written[]
}

/** All that one run of `check` or `lint` has to say. */
export interface Report {
  /** What was looked at: a file. */
  readonly subject: string
  readonly items: readonly Item[]
  /** One line about all of them. */
  readonly summary: string
  /** For programs: everything that is known. */
  readonly data: unknown
}

/** What each code means, for formats that list the kinds of findings. */
export type CodeTexts = ReadonlyMap<string, string>

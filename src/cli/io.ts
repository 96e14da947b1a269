/** What the commands need of the outside: files, the streams and how the process was started. Tests bring their own. */
import type { Result } from '../addr/result.js'

/**
 * Everything that a command may touch. Paths are relative to the folder that it runs in, or absolute. What cannot
 * be done is a text for the user, and nothing is thrown for it.
 */
export interface Io {
  /** Prints as it is, without a newline of its own. */
  readonly out: (text: string) => void
  /** Likewise, on stderr: notes, mistakes and progress, never an answer. */
  readonly error: (text: string) => void
  /** A file's text, or why it cannot be read. */
  readonly read: (path: string) => Result<string, string>
  /** Why it cannot be written, or null. */
  readonly write: (path: string, text: string) => string | null
  /** The names in a folder, sorted; undefined when there is no such folder. */
  readonly list: (folder: string) => readonly string[] | undefined
  /** Why it cannot be made, or null; one that is there is none the worse. */
  readonly makeFolder: (path: string) => string | null
  /** Both only for the prompt's readline; what commands print goes through `out`. */
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** The absolute path of the folder that the command runs in. */
  readonly here?: string
  /**
   * Only what compose files read of it (`${VARIABLE}`, COMPOSE_FILE and the like): no command looks at it itself.
   */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Whether somebody sits at a terminal, on both ends: with one of them a pipe there is no prompt. */
  readonly terminal: boolean
  /** Whether what is printed as an error is seen at a terminal: where a progress bar can be drawn. */
  readonly errorTerminal: boolean
  /** Milliseconds since some moment; for progress only, never for an answer. */
  readonly now: () => number
}

/** A command: its words without the name, and its exit code. 0: done; 1: a difference was found; 2: it was asked wrongly. */
export interface Command {
  /** What follows the name in the usage line. */
  readonly use: string
  readonly short: string
  readonly flags: readonly Flag[]
  readonly run: (asked: Asked, io: Io) => number | Promise<number>
}

/** A flag of a command: `name` without dashes. */
export interface Flag {
  readonly name: string
  /** What its value is called; absent: it takes none. */
  readonly value?: string
  readonly short: string
}

/** Flags that were given, by name, and the other words. */
export interface Asked {
  readonly flags: ReadonlyMap<string, string>
  /** All values of each flag, in order: every flag may be given several times, and `flags` has the last. */
  readonly lists: ReadonlyMap<string, readonly string[]>
  readonly operands: readonly string[]
}

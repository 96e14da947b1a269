/** The end of a command that was asked wrongly: what is wrong and what would be right, on stderr, and exit code 2. */
import type { Io } from './io.js'

/** Returns the exit code, so that a command can end with it. Nothing goes to stdout: a pipe gets no half answer. */
export function wronglyAsked(io: Io, command: string, message: string): 2 {
  io.error(`cnm ${command}: ${message}\nRun 'cnm ${command} --help' for more information\n`)
  return 2
}

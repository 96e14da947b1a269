/**
 * `sh -c COMMAND`, where the command is one simple command: it is run as if it had been given itself. Not modelled: variables,
 * pipes, lists and everything else that makes a shell a shell; a shell without -c waits for a terminal that is not there.
 */
import { words as splitWords } from '../words.js'
import { failure, type Inside, type Program, type ProgramOutput } from './program.js'

/** What a shell does not take literally. */
const SPECIAL = /[;&|<>$`*?~(){}\n#!]|\[/

/** `run`: finds and runs a program by its name and arguments. */
export const shellProgram =
  (run: (inside: Inside, words: readonly string[]) => ProgramOutput): Program =>
  (inside, args) => {
    const [flag, text] = args
    const name = inside.container.name
    if (flag !== '-c' || text === undefined)
      return failure(
        `cnm-sim: shells are not modelled; run the program itself: docker exec ${name} ip addr show`,
      )
    const split = splitWords(text)
    if (!split.ok || SPECIAL.test(text))
      return failure(
        `cnm-sim: of shells only one simple command is modelled, and '${text}' is more: run each program by docker exec ${name} PROGRAM`,
      )
    // a builtin, since no program could end its shell
    const [first, code] = split.value
    if (first === 'exit') return { exit: Number(code ?? 0) & 0xff, stdout: '', stderr: '' }
    return split.value.length === 0 ? { exit: 0, stdout: '', stderr: '' } : run(inside, split.value)
  }

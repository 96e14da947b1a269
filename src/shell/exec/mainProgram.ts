/** The program that a container was made for, where it is one that ends at once and is modelled: `docker run alpine ping -c 1 db`. */
import type { Env } from '../../cnm/env.js'
import type { ProgramRun } from '../../engine/containerStart.js'
import { commandOf } from '../../engine/program.js'
import { insideOf, type ProgramOutput } from './program.js'
import { findProgram, isModelled, isShell } from './programs.js'

/**
 * What containerStart runs for a program that ends at once; `heard` gets what it printed on either stream. null, so
 * that only an exit code is assumed: it is not modelled, or a shell without -c.
 */
export const mainProgram =
  (env: Env, heard: (output: ProgramOutput) => void = () => undefined): ProgramRun =>
  (during, container) => {
    const [command = '', ...args] = commandOf(container.config)
    // a shell that has nothing to read ends, and says nothing
    const idle = isShell(command) && args[0] !== '-c'
    const program = !idle && isModelled(command) ? findProgram(command) : undefined
    if (!program || container.sandbox === null) return null
    const output = program(insideOf(env, during, container, container.sandbox), args)
    heard(output)
    return output
  }

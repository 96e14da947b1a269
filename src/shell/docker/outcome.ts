/** What a docker command line does: the state after it, and what the client prints. */
import type { Env } from '../../cnm/env.js'
import type { HostId } from '../../cnm/world.js'
import { engineErrorText, type EngineError } from '../../engine/errors.js'
import type { DockerWorld, EngineChange } from '../../engine/state.js'

/** The engine that a command talks to. */
export interface Engine {
  readonly env: Env
  readonly state: DockerWorld
  readonly host: HostId
  /** Whether the client's input is a terminal. Without one, `-it` in the foreground is refused. */
  readonly terminal: boolean
  /** What `docker compose` does; without it, that says what to do about it. */
  readonly compose?: Plugin
}

/** A program beside docker that talks to the same engine: `words` is what follows its name. */
export type Plugin = (engine: Engine, words: readonly string[]) => Outcome

/** What a program printed; texts end with a newline where they are not empty. */
export interface Printed {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** The same with the world afterwards: also after a refusal, since some leave something behind. */
export interface Outcome extends Printed {
  readonly state: DockerWorld
}

/** It worked, and this is what the client printed. */
export const printed = (state: DockerWorld, stdout: string): Outcome => ({
  state,
  exit: 0,
  stdout,
  stderr: '',
})

/** An error without the newline at its end. */
export const refused = (state: DockerWorld, error: string, exit = 1): Outcome => ({
  state,
  exit,
  stdout: '',
  stderr: `${error}\n`,
})

/**
 * The client takes blanks off both ends of what the daemon says (moby client/request.go checkResponseErr), and does not ask it at
 * all for a name that is empty (client/utils.go trimID).
 */
export const daemonError = (error: EngineError): string =>
  emptyName(error) ?? `Error response from daemon: ${engineErrorText(error).trim()}`

/** The client's own words when the name of a container or a network is empty; undefined: it is not. */
export function emptyName(error: EngineError): string | undefined {
  const cause =
    error.code === 'kill' || error.code === 'stop' || error.code === 'restart' ? error.cause : error
  const empty = (kind: string): string => `invalid ${kind} name or ID: value is empty`
  if (cause.code === 'no-such-container' && cause.term.trim() === '') return empty('container')
  const isNetwork = cause.code === 'cnm' && cause.cause.code === 'network-not-found'
  return isNetwork && cause.cause.term.trim() === '' ? empty('network') : undefined
}

/**
 * A change that prints nothing but what `print` makes of it, or the daemon's error with exit 1. For commands that
 * ask the engine one thing only.
 */
export const settle = <T>(
  state: DockerWorld,
  change: EngineChange<T>,
  print: (value: T) => string,
): Outcome =>
  change.ok
    ? printed(change.value.state, print(change.value))
    : refused(change.error.after ?? state, daemonError(change.error.error))

/** Both ends of a terminal are needed for `-it` (docker/cli streams/in.go CheckTty). */
export const NO_TERMINAL = 'the input device is not a TTY'

/** Commands that take several names: one verb after the other, each name that worked on a line, errors behind them. */
import { err, ok, type Result } from '../../addr/result.js'
import { engineErrorClass, type EngineError } from '../../engine/errors.js'
import type { DockerWorld, EngineChange } from '../../engine/state.js'
import { daemonError, type Engine, type Outcome } from './outcome.js'

/** One name's turn in the state that those before it left. */
export type Verb = (state: DockerWorld, name: string) => EngineChange

/**
 * What went wrong with one name; the engine's state may still have changed. `text`: the client's line, without a
 * newline.
 */
export interface Failure {
  readonly name: string
  readonly text: string
  readonly notFound: boolean
}

/** What all names have come to: a later one sees what an earlier one has done. */
export interface Turns {
  readonly state: DockerWorld
  /** In the order of the names. */
  readonly results: readonly Result<string, Failure>[]
}

/** A refusal that leaves something behind leaves it for the next name, too. */
export function takeTurns({ state }: Engine, names: readonly string[], verb: Verb): Turns {
  let next = state
  const results = names.map((name) => {
    const change = verb(next, name)
    next = change.ok ? change.value.state : (change.error.after ?? next)
    return change.ok ? ok(name) : err(failure(name, change.error.error))
  })
  return { state: next, results }
}

const failure = (name: string, error: EngineError): Failure => ({
  name,
  text: daemonError(error),
  notFound: engineErrorClass(error) === 'notFound',
})

/** The names that worked, as the user typed them: the client repeats those, not what they stand for. */
export const succeeded = ({ results }: Turns): readonly string[] =>
  results.flatMap((r) => (r.ok ? [r.value] : []))
export const failures = ({ results }: Turns): readonly Failure[] =>
  results.flatMap((r) => (r.ok ? [] : [r.error]))

/** Lines with a newline behind each. */
export const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('')

/** `stop`, `restart`, `kill`, `pause`, `unpause`: exit 1 when any failed (docker/cli, errors.Join). */
export function eachOf(engine: Engine, names: readonly string[], verb: Verb): Outcome {
  const turns = takeTurns(engine, names, verb)
  const failed = failures(turns)
  return {
    state: turns.state,
    exit: failed.length > 0 ? 1 : 0,
    stdout: lines(succeeded(turns)),
    stderr: lines(failed.map(({ text }) => text)),
  }
}

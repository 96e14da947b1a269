/** `start`, `stop`, `restart`, `kill`, `pause`, `unpause`, `rm`, `rename` (docker/cli container/*.go). */
import { err, ok, type Result } from '../../addr/result.js'
import { containerAttach } from '../../engine/containerAttach.js'
import { containerPause, containerUnpause } from '../../engine/containerPause.js'
import { containerPrune } from '../../engine/containerPrune.js'
import { containerRemove } from '../../engine/containerRemove.js'
import { containerRename } from '../../engine/containerRename.js'
import { containerStart } from '../../engine/containerStart.js'
import { containerUnlink } from '../../engine/containerUnlink.js'
import { containerKill, containerRestart, containerStop } from '../../engine/containerStop.js'
import { findContainer } from '../../engine/findContainer.js'
import { isUp } from '../../engine/isUp.js'
import type {
  ContainerPruneRequest,
  KillRequest,
  PauseRequest,
  RemoveRequest,
  RenameRequest,
  StartRequest,
  StopRequest,
  WaitRequest,
} from '../args/requests/container.js'
import { mainProgram } from '../exec/mainProgram.js'
import { eachOf, failures, lines, succeeded, takeTurns } from './eachOf.js'
import { daemonError, printed, refused, settle, type Engine, type Outcome } from './outcome.js'

// kill has an argument of its own
const VERBS = {
  stop: containerStop,
  restart: containerRestart,
  pause: containerPause,
  unpause: containerUnpause,
}

/**
 * `stop`, `restart`, `kill`, `pause`, `unpause`, one container after the other. Time is not modelled: of a timeout
 * only 0 matters, which leaves a program none to heed the signal.
 */
export const dockerSignal = (engine: Engine, request: StopRequest | KillRequest | PauseRequest): Outcome =>
  eachOf(engine, request.containers, (state, name) =>
    request.command === 'kill'
      ? containerKill(engine.env, state, engine.host, name, request.signal)
      : VERBS[request.command](engine.env, state, engine.host, name, 'signal' in request ? request : {}),
  )

/**
 * Errors are printed as they come, and a last line sums them up (container/start.go
 * startContainersWithoutAttachments).
 */
export function dockerStart(engine: Engine, { containers, attach }: StartRequest): Outcome {
  const turns = takeTurns(engine, containers, (state, name) =>
    containerStart(
      engine.env,
      // with -a the client takes the streams before it starts the container
      attach ? containerAttach(state, engine.host, name) : state,
      engine.host,
      name,
      mainProgram(engine.env),
    ),
  )
  const failed = failures(turns)
  const summary = `Error: failed to start containers: ${failed.map(({ name }) => name).join(', ')}`
  return {
    state: turns.state,
    exit: failed.length > 0 ? 1 : 0,
    stdout: lines(succeeded(turns)),
    stderr: failed.length > 0 ? lines([...failed.map(({ text }) => text), summary]) : '',
  }
}

/**
 * With -f, one that is not there is said but is no error (container/rm.go runRm). Slashes around a name are cut
 * off; what is left of `/` is no name.
 */
export function dockerRm(engine: Engine, { containers, force, link }: RemoveRequest): Outcome {
  const named = containers.map((name) => ({ name, term: name.replace(/^\/+|\/+$/g, '') }))
  const turns = takeTurns(
    engine,
    named.flatMap(({ name, term }) => (term === '' ? [] : [name])),
    (state, name) => {
      const term = name.replace(/^\/+|\/+$/g, '')
      return link
        ? containerUnlink(engine.env, state, engine.host, term)
        : containerRemove(engine.env, state, engine.host, term, { force })
    },
  )
  const failed = failures(turns)
  // said on stderr, and the exit code stays 0
  const passed = force ? failed.filter(({ notFound }) => notFound) : []
  const errors = [
    ...failed.filter((failure) => !passed.includes(failure)).map(({ text }) => text),
    ...named.flatMap(({ term }) => (term === '' ? ['container name cannot be empty'] : [])),
  ]
  return {
    state: turns.state,
    exit: errors.length > 0 ? 1 : 0,
    stdout: lines(succeeded(turns)),
    stderr: lines([...passed.map(({ text }) => text), ...errors]),
  }
}

/**
 * The exit codes of containers that do not run. A real client waits for those that do; nothing happens here while it waits, so that
 * is said instead.
 */
export function dockerWait({ state, host }: Engine, { containers }: WaitRequest): Outcome {
  const results = containers.map((term): Result<string, string> => {
    const found = findContainer(state, host, term)
    if (!found.ok) return err(daemonError(found.error))
    const { name, exitCode } = found.value
    return isUp(found.value)
      ? err(`cnm-sim: ${name} runs, and nothing would end it while you wait: docker stop ${name}`)
      : ok(String(exitCode))
  })
  const wrong = results.flatMap((r) => (r.ok ? [] : [r.error]))
  return {
    state,
    exit: wrong.length > 0 ? 1 : 0,
    stdout: lines(results.flatMap((r) => (r.ok ? [r.value] : []))),
    stderr: lines(wrong),
  }
}

const QUESTION =
  'WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] '

/** Without -f the client asks, and the end of its input is a no. */
export function dockerContainerPrune(
  { state, host }: Engine,
  { filters, force }: ContainerPruneRequest,
): Outcome {
  if (!force) return printed(state, QUESTION)
  return settle(
    state,
    containerPrune(state, host, filters),
    ({ deleted }) =>
      `${deleted.length === 0 ? '' : `Deleted Containers:\n${lines(deleted)}\n`}Total reclaimed space: 0B\n`,
  )
}

/** Both names are trimmed and not blank: the client looks at them before it asks (args/commands/lifecycle.ts). */
export function dockerRename({ env, state, host }: Engine, request: RenameRequest): Outcome {
  const { container, newName } = request
  const change = containerRename(env, state, host, container, newName)
  if (change.ok) return printed(change.value.state, '')
  const error = daemonError(change.error.error)
  return refused(
    change.error.after ?? state,
    `${error}\nError: failed to rename container named ${container}`,
  )
}

/** `docker stop`, `docker kill`, `docker restart` (moby v28.5.2 daemon/stop.go, kill.go, restart.go). */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import type { HostId } from '../cnm/world.js'
import { refuse } from './change.js'
import { containerStart } from './containerStart.js'
import { removeRecord } from './containerRemove.js'
import { withContainerEvent } from './events.js'
import { findContainer } from './findContainer.js'
import type { EngineError } from './errors.js'
import { halt, withKill } from './halt.js'
import { isUp } from './isUp.js'
import { killedCode, signalled, stoppedCode } from './program.js'
import { isSupported, parseSignal, SIGNALS } from './signal.js'
import type { Container, DockerWorld, EngineChange } from './state.js'

/** What `docker stop` and `restart` may say; else the container's own settings hold. */
export interface StopOptions {
  /** As the user wrote it; '': none. */
  readonly signal?: string
  /** Seconds; 0 kills at once. */
  readonly timeout?: number | undefined
}

/**
 * Ask the program to end, and kill it when it does not. One that does not run is no error (the API answers 304). A
 * bad signal is refused after the container was found, and only if it runs. A container created with --rm goes.
 */
export function containerStop(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  options: StopOptions = {},
): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const container = found.value
  if (!isUp(container)) return ok({ state })
  const down = stopped(env, state, container, options)
  return down.ok
    ? ok({ state: settled(down.value, container) })
    : refuse({ code: 'stop', term, cause: down.error })
}

/**
 * Send a signal, KILL without one, and wait for nothing; `signal` as the user wrote it. A program may go on after
 * another one than KILL (program.ts says which). Here the signal is checked first and the container looked up then,
 * the other way round than for stop (daemon/kill.go ContainerKill); one that does not run is an error.
 */
export function containerKill(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  signal = '',
): EngineChange {
  const sent = signal === '' ? SIGNALS.KILL : parseSignal(signal)
  if (sent === undefined) return refuse({ code: 'kill', term, cause: { code: 'invalid-signal', signal } })
  if (!isSupported(sent))
    return refuse({ code: 'kill', term, cause: { code: 'unsupported-signal', signal: sent } })
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse({ code: 'kill', term, cause: found.error })
  const container = found.value
  if (!isUp(container))
    return refuse({ code: 'kill', term, cause: { code: 'not-running', id: container.id } })
  // the event is told whether the program heeds the signal or not
  const told = withKill(state, container, sent)
  const code = signalled(container, sent)
  return ok({ state: code === null ? told : settled(halt(env, told, container.id, code), container) })
}

/**
 * Stop it if it runs, then start it. One with --rm stays: the engine marks it as restarted by hand. A start that
 * fails leaves a stopped container (`after`).
 */
export function containerRestart(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  options: StopOptions = {},
): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const container = found.value
  const down = isUp(container) ? stopped(env, state, container, options) : ok(state)
  if (!down.ok) return refuse({ code: 'restart', term, cause: down.error })
  const started = containerStart(env, down.value, host, container.id)
  if (!started.ok) {
    const { error, after } = started.error
    return refuse({ code: 'restart', term, cause: error }, after)
  }
  return ok({ state: withContainerEvent(started.value.state, container, 'restart') })
}

/**
 * The container's signal, for which a paused container is thawed, and SIGKILL for a program that does not heed it
 * or has no time to (daemon/stop.go containerStop, daemon/kill.go killWithSignal). A real engine tells of `stop`
 * and `die` at about the same time, `stop` nearly always first. Not modelled: that waiting for the timeout takes
 * time.
 */
function stopped(
  env: Env,
  state: DockerWorld,
  container: Container,
  { signal = '', timeout }: StopOptions,
): Result<DockerWorld, EngineError> {
  // of the command, else of the container's configuration, else TERM
  const sent = parseSignal(signal || container.config.stopSignal || 'TERM')
  if (sent === undefined) return err({ code: 'invalid-signal', signal })
  const code = sent === SIGNALS.KILL ? killedCode : stoppedCode(container)
  const asked = withKill(state, container, sent)
  const thawed = container.status === 'paused' ? withContainerEvent(asked, container, 'unpause') : asked
  const heeded = sent === SIGNALS.KILL || code !== killedCode
  const impatient = (timeout ?? container.config.stopTimeout ?? DEFAULT_TIMEOUT) === 0
  const killed = heeded && !impatient ? thawed : withKill(thawed, container, SIGNALS.KILL)
  return ok(halt(env, killed, container.id, code, true))
}

/** Seconds (moby container/container.go defaultStopTimeout). */
const DEFAULT_TIMEOUT = 10

/** A container that was run with --rm goes when its program ends. */
const settled = (state: DockerWorld, container: Container): DockerWorld =>
  container.hostConfig.autoRemove ? removeRecord(state, container) : state

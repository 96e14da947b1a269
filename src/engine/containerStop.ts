/** `docker stop`, `docker kill`, `docker restart` (moby v28.5.2 daemon/stop.go, kill.go, restart.go). */
import { ok } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import type { HostId } from '../cnm/world.js'
import { refuse } from './change.js'
import { containerStart } from './containerStart.js'
import { removeRecord } from './containerRemove.js'
import { withContainerEvent } from './events.js'
import { findContainer } from './findContainer.js'
import { halt, KILL, TERM, withKill } from './halt.js'
import { killedCode, signalled, stoppedCode } from './program.js'
import { parseSignal, signalNumber } from './signal.js'
import type { Container, DockerWorld, EngineChange } from './state.js'

const isUp = ({ status }: Container): boolean => status === 'running' || status === 'paused'

/** Stopping one that does not run is no error. */
export function containerStop(env: Env, state: DockerWorld, host: HostId, term: string): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const container = found.value
  if (!isUp(container)) return ok({ state })
  return ok({ state: settled(stopped(env, state, container), container) })
}

/** `signal` as the user wrote it; a program may go on after another one than KILL (program.ts says which). */
export function containerKill(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  signal = '',
): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse({ code: 'kill', term, cause: found.error })
  const container = found.value
  if (!isUp(container))
    return refuse({ code: 'kill', term, cause: { code: 'not-running', id: container.id } })
  const sent = parseSignal(signal)
  if (sent === undefined) return refuse({ code: 'kill', term, cause: { code: 'invalid-signal', signal } })
  const told = withKill(state, container, signalNumber(signal))
  const code = signalled(container, sent)
  return ok({ state: code === null ? told : settled(halt(env, told, container.id, code), container) })
}

export function containerRestart(env: Env, state: DockerWorld, host: HostId, term: string): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const container = found.value
  const down = isUp(container) ? stopped(env, state, container) : state
  const started = containerStart(env, down, host, container.id)
  if (!started.ok) {
    const { error, after } = started.error
    return refuse({ code: 'restart', term, cause: error }, after)
  }
  return ok({ state: withContainerEvent(started.value.state, container, 'restart') })
}

/**
 * SIGTERM, for which a paused container is thawed, and SIGKILL for a program that does not heed it (containerStop). A real
 * engine tells of `stop` and `die` at about the same time, `stop` nearly always first.
 */
function stopped(env: Env, state: DockerWorld, container: Container): DockerWorld {
  const code = stoppedCode(container)
  const asked = withKill(state, container, TERM)
  const thawed = container.status === 'paused' ? withContainerEvent(asked, container, 'unpause') : asked
  const killed = code === killedCode ? withKill(thawed, container, KILL) : thawed
  return halt(env, killed, container.id, code, true)
}

/** A container that was run with --rm goes when its program ends. */
const settled = (state: DockerWorld, container: Container): DockerWorld =>
  container.hostConfig.autoRemove ? removeRecord(state, container) : state

/** `docker stop`, `docker kill`, `docker restart` (moby v28.5.2 daemon/stop.go, kill.go, restart.go). */
import { ok } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import type { HostId } from '../cnm/world.js'
import { refuse } from './change.js'
import { containerStart } from './containerStart.js'
import { removeRecord } from './containerRemove.js'
import { withEvent } from './events.js'
import { findContainer } from './findContainer.js'
import { halt } from './halt.js'
import { signalled, stoppedCode } from './program.js'
import { parseSignal } from './signal.js'
import type { Container, DockerWorld, EngineChange } from './state.js'

const isUp = ({ status }: Container): boolean => status === 'running' || status === 'paused'

/** Stopping one that does not run is no error. */
export function containerStop(env: Env, state: DockerWorld, host: HostId, term: string): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const container = found.value
  if (!isUp(container)) return ok({ state })
  return ok({ state: end(env, state, container, stoppedCode(container), 'stop') })
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
  const code = signalled(container, sent)
  return ok({ state: code === null ? state : end(env, state, container, code, 'kill') })
}

export function containerRestart(env: Env, state: DockerWorld, host: HostId, term: string): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const container = found.value
  const down = isUp(container) ? halt(env, state, container.id, stoppedCode(container)) : state
  const started = containerStart(env, down, host, container.id)
  if (!started.ok) {
    const { error, after } = started.error
    return refuse({ code: 'restart', term, cause: error }, after)
  }
  return ok({
    state: withEvent(started.value.state, host, 'container', 'restart', container.id, [
      ['image', container.config.image],
      ['name', container.name],
    ]),
  })
}

/** The end, and the removal of a container that was run with --rm. */
function end(env: Env, state: DockerWorld, container: Container, code: number, action: string): DockerWorld {
  const down = withEvent(
    halt(env, state, container.id, code),
    container.host,
    'container',
    action,
    container.id,
    [
      ['image', container.config.image],
      ['name', container.name],
    ],
  )
  return container.hostConfig.autoRemove ? removeRecord(down, container) : down
}

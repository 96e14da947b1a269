/** `docker pause`, `docker unpause`: the program is frozen, the kernel goes on answering for it (moby v28.5.2 daemon/pause.go). */
import { ok } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import type { HostId } from '../cnm/world.js'
import { refuse, ticked, withContainer } from './change.js'
import { withContainerEvent } from './events.js'
import { findContainer } from './findContainer.js'
import { withPrograms } from './processes.js'
import type { Container, DockerWorld, EngineChange } from './state.js'

/**
 * Freeze the program. Its sockets stay open, so a connection to it is made by the kernel and then never answered;
 * see `frozen` in dataplane/namespace.ts. Refused when it is paused already, or does not run.
 */
export function containerPause(_env: Env, state: DockerWorld, host: HostId, term: string): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const { id, status } = found.value
  if (status === 'paused') return refuse({ code: 'already-paused', id })
  if (status !== 'running') return refuse({ code: 'not-running', id })
  return ok({ state: turned(state, found.value, 'paused', 'pause') })
}

/**
 * Let it go on. Refused for anything but a paused container, with another class (internal) than a second pause
 * (conflict).
 */
export function containerUnpause(_env: Env, state: DockerWorld, host: HostId, term: string): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const { id, status } = found.value
  if (status !== 'paused') return refuse({ code: 'not-paused', id })
  return ok({ state: turned(state, found.value, 'running', 'unpause') })
}

/** The listeners are written anew, since each says whether its program is frozen. */
function turned(
  state: DockerWorld,
  container: Container,
  status: Container['status'],
  action: string,
): DockerWorld {
  const next = withPrograms(withContainer(ticked(state), { ...container, status }), container)
  return withContainerEvent(next, container, action)
}

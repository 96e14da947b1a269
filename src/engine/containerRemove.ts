/** `docker rm` of one container (moby v28.5.2 daemon/delete.go). */
import { ok } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import type { HostId } from '../cnm/world.js'
import { refuse, ticked, withContainer, withoutContainer } from './change.js'
import { withContainerEvent } from './events.js'
import { findContainer } from './findContainer.js'
import { halt, withKill } from './halt.js'
import { isUp } from './isUp.js'
import { SIGNALS } from './signal.js'
import { linkedFrom } from './links.js'
import { killedCode } from './program.js'
import type { Container, DockerWorld, EngineChange } from './state.js'

/**
 * Forget a container; with `force` kill it first, at once and not by its stop signal (cleanupContainer). Refused
 * while it runs or is paused, with different advice for each. Not modelled: removals in progress, volumes,
 * `--link`.
 */
export function containerRemove(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  { force }: { readonly force: boolean },
): EngineChange {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const container = found.value
  const up = isUp(container)
  if (up && !force)
    return refuse({ code: 'remove-running', name: term, paused: container.status === 'paused' })
  // events: kill, disconnect per network, die, and then destroy
  const down = up ? halt(env, withKill(state, container, SIGNALS.KILL), container.id, killedCode) : state
  return ok({ state: removeRecord(down, container) })
}

/** Take a stopped container's record away. Links to it stay, and keep its name. */
export function removeRecord(state: DockerWorld, container: Container): DockerWorld {
  const { id, name } = container
  const renamed = linkedFrom(state, container).reduce(
    (next, c) =>
      withContainer(next, { ...c, links: c.links.map((l) => (l.target === id ? { ...l, name } : l)) }),
    state,
  )
  const removed = withoutContainer(ticked(renamed), id)
  return withContainerEvent(removed, container, 'destroy')
}

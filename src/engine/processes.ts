/** The processes of containers as the model sees them: what listens in each sandbox. */
import { amendSandbox } from '../cnm/amend.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import { sandboxOf } from '../cnm/lookup.js'
import type { Listener } from '../dataplane/namespace.js'
import { withModel } from './change.js'
import { containersIn } from './findContainer.js'
import { isUp } from './isUp.js'
import { listenersOf } from './program.js'
import type { Container, DockerWorld } from './state.js'

/**
 * Write what listens in the container's sandbox again, from all containers that share it and run. To be called
 * whenever a program starts, ends, freezes or thaws; a paused one listens on (see `frozen`). O(containers of the
 * host that share a sandbox).
 */
export function withPrograms(
  state: DockerWorld,
  { host, sandbox }: Pick<Container, 'host' | 'sandbox'>,
): DockerWorld {
  if (sandbox === null) return state
  const { hostname } = sandboxOf(state.cnm, sandbox)
  const listeners = containersIn(state, host, sandbox)
    .filter(isUp)
    .flatMap((c) => listenersOf(c, hostname))
  const amended = amendSandbox(state.cnm, sandbox, { listeners })
  return amended.ok ? withModel(state, amended.value.world) : state
}

/**
 * Is a port that the container's program wants taken in its namespace: by another program in the same sandbox, or
 * on the host's network by docker-proxy or another container? Then its bind fails, and the program ends.
 */
export function portTaken(env: Env, state: DockerWorld, container: Container): boolean {
  if (container.sandbox === null) return false
  const sandbox = sandboxOf(state.cnm, container.sandbox)
  // in a stack of its own nothing listens but programs; docker-proxy does so on the host
  const listeners = sandbox.useHost
    ? dataPlane(env, state.cnm).namespace(sandbox.host)?.listeners
    : sandbox.listeners
  return listenersOf(container, sandbox.hostname).some((wanted) =>
    listeners?.some((taken) => clash(wanted, taken)),
  )
}

/** null is every address, which collides with each one. */
const clash = (a: Listener, b: Listener): boolean =>
  a.protocol === b.protocol &&
  a.port === b.port &&
  (a.address === null || b.address === null || a.address === b.address)

/** May one run another program in a container now (moby v28.5.2 daemon/exec.go)? */
import { err } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { HostId } from '../cnm/world.js'
import type { EngineError } from './errors.js'
import { findContainer } from './findContainer.js'
import { brokenLink } from './links.js'
import type { Container, DockerWorld } from './state.js'

/**
 * The container if `docker exec` may go on (daemon/exec.go getActiveContainer, then setupLinkedContainers); else
 * that it does not run, is paused, or has a legacy link whose target does not run. What the program does:
 * shell/exec.
 */
export function containerExecCheck(
  state: DockerWorld,
  host: HostId,
  term: string,
): Result<Container, EngineError> {
  const found = findContainer(state, host, term)
  if (!found.ok) return found
  if (found.value.status === 'paused') return err({ code: 'exec-paused', name: term })
  const container = found.value
  const broken = container.attachments.some((a) => a.network === 'bridge')
    ? brokenLink(state, container)
    : null
  if (found.value.status !== 'running') return err({ code: 'exec-not-running', id: found.value.id })
  // the engine makes the environment of the new program, in which the links stand
  return broken ? err(broken) : found
}

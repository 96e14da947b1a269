/** Where a question is asked from, as people write it: `h1/ctr1` is a container, `h1`, `lan` and `peer` are machines. */
import { err, ok, type Result } from '../../addr/result.js'
import { findHost } from '../../cnm/lookup.js'
import { containerExecCheck } from '../../engine/containerExecCheck.js'
import type { DockerWorld } from '../../engine/state.js'
import type { NamespaceRef } from '../../reach/asker.js'
import { daemonError } from '../docker/outcome.js'

/** Why nothing can be asked from there, as a recording says it: `cannot-run: ...`. */
export type CannotRun = string

/** The namespace of a place. Error: no such machine or container, or a container in which nothing can be run now. */
export function findPlace(state: DockerWorld, place: string): Result<NamespaceRef, CannotRun> {
  const slash = place.indexOf('/')
  const machine = slash < 0 ? place : place.slice(0, slash)
  if (!findHost(state.cnm, machine)) return err(`cannot-run: there is no machine '${machine}'`)
  if (slash < 0) return ok(machine)
  const checked = containerExecCheck(state, machine, place.slice(slash + 1))
  if (!checked.ok) return err(`cannot-run: ${daemonError(checked.error)}`)
  const { sandbox, name } = checked.value
  return sandbox === null ? err(`cannot-run: ${name} has no network stack`) : ok(sandbox)
}

/** Find a container as users name it: full id, name, then the start of an id (moby v28.5.2 daemon/container.go GetContainer). */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { remembered } from '../dataplane/remember.js'
import type { HostId } from '../cnm/world.js'
import { group, named, oldestFirst, record, records } from '../store/table.js'
import type { Group } from '../store/table.js'
import type { EngineError } from './errors.js'
import { containerFiling } from './state.js'
import type { Container, ContainerId, DockerWorld } from './state.js'

const ofHost = remembered((group: Group, state: DockerWorld) => oldestFirst(group, state.containers))

const everywhere = remembered((table: DockerWorld['containers']) => records(table))
/** The containers of all hosts, oldest first. O(containers) after any of them changed. */
export const allContainers = (state: DockerWorld): readonly Container[] => everywhere(state.containers)

/** A host's containers, oldest first. */
export function containersOn(state: DockerWorld, host: HostId): readonly Container[] {
  const found = group(state.containers, host)
  return found ? ofHost(found, state) : []
}

/** undefined: it is gone. */
export const knownContainer = (state: DockerWorld, id: ContainerId): Container | undefined =>
  record(state.containers, id)

export const containerOf = (state: DockerWorld, id: ContainerId): Container => {
  const container = record(state.containers, id)
  if (!container) throw new Error(`there is no container ${id}`)
  return container
}

export const containerNamed = (state: DockerWorld, host: HostId, name: string): Container | undefined =>
  named(state.containers, containerFiling, host, name)

function ofId(state: DockerWorld, host: HostId, id: ContainerId): Container | undefined {
  const found = record(state.containers, id)
  return found?.host === host ? found : undefined
}

/** O(log32 containers), O(containers of the host) for the start of an id. */
export function findContainer(
  state: DockerWorld,
  host: HostId,
  term: string,
): Result<Container, EngineError> {
  const name = term.startsWith('/') ? term.slice(1) : term
  const exact = ofId(state, host, term) ?? containerNamed(state, host, name)
  if (exact) return ok(exact)
  const started = term === '' ? [] : containersOn(state, host).filter((c) => c.id.startsWith(term))
  const [only] = started
  if (only && started.length === 1) return ok(only)
  return err(started.length > 1 ? { code: 'ambiguous-container', term } : { code: 'no-such-container', term })
}

/** Find a container as users name it: full id, name, then the start of an id (moby v28.5.2 daemon/container.go GetContainer). */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { remembered } from '../dataplane/remember.js'
import type { HostId } from '../cnm/world.js'
import type { EngineError } from './errors.js'
import type { Container, ContainerId, DockerWorld } from './state.js'

const byHost = remembered(
  (containers: DockerWorld['containers']): ReadonlyMap<HostId, readonly Container[]> => {
    const groups = new Map<HostId, Container[]>()
    for (const container of Object.values(containers).toSorted((a, b) => a.createdAt - b.createdAt)) {
      const known = groups.get(container.host)
      if (known) known.push(container)
      else groups.set(container.host, [container])
    }
    return groups
  },
)

/** A host's containers, oldest first. */
export const containersOn = (state: DockerWorld, host: HostId): readonly Container[] =>
  byHost(state.containers).get(host) ?? []

export const containerOf = (state: DockerWorld, id: ContainerId): Container => {
  const container = Object.hasOwn(state.containers, id) ? state.containers[id] : undefined
  if (!container) throw new Error(`there is no container ${id}`)
  return container
}

export const containerNamed = (state: DockerWorld, host: HostId, name: string): Container | undefined =>
  containersOn(state, host).find((c) => c.name === name)

/** O(containers of the host) for a prefix. */
export function findContainer(
  state: DockerWorld,
  host: HostId,
  term: string,
): Result<Container, EngineError> {
  const all = containersOn(state, host)
  const name = term.startsWith('/') ? term.slice(1) : term
  const exact = all.find((c) => c.id === term) ?? all.find((c) => c.name === name)
  if (exact) return ok(exact)
  const started = term === '' ? [] : all.filter((c) => c.id.startsWith(term))
  const [only] = started
  if (only && started.length === 1) return ok(only)
  return err(started.length > 1 ? { code: 'ambiguous-container', term } : { code: 'no-such-container', term })
}

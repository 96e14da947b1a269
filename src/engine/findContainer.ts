/** Find a container as users name it: full id, name, then the start of an id (moby v28.5.2 daemon/container.go GetContainer). */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { remembered } from '../dataplane/remember.js'
import type { HostId, SandboxId } from '../cnm/world.js'
import { findSandbox } from '../cnm/lookup.js'
import { group, named, oldestFirst, oldestMarked, record, records } from '../store/table.js'
import type { Group } from '../store/table.js'
import type { EngineError } from './errors.js'
import { containerFiling } from './state.js'
import type { Container, ContainerId, DockerWorld, LegacyLink } from './state.js'

// Listing a host sorts its group; the answer is kept for as long as the group is the same (dataplane/remember.ts).
const ofHost = remembered((group: Group, state: DockerWorld) => oldestFirst(group, state.containers))

const everywhere = remembered((table: DockerWorld['containers']) => records(table))
/** The containers of all hosts, oldest first. O(containers log containers) after any of them changed, else O(1). */
export const allContainers = (state: DockerWorld): readonly Container[] => everywhere(state.containers)

/**
 * A host's containers, oldest first, of whatever status; [] for a host without any. O(1) until one of them changes.
 */
export function containersOn(state: DockerWorld, host: HostId): readonly Container[] {
  const found = group(state.containers, host)
  return found ? ofHost(found, state) : []
}

const sharing = remembered((group: Group, state: DockerWorld) => oldestMarked(group, state.containers))

/**
 * The containers in a sandbox, oldest first: its own, and those that share it. O(containers of the host that share
 * any), and not all of them, since every start and stop asks.
 */
export function containersIn(state: DockerWorld, host: HostId, sandbox: SandboxId): readonly Container[] {
  const found = group(state.containers, host)
  const sharers = found ? sharing(found, state).filter((c) => c.sandbox === sandbox) : []
  const owner = knownContainer(state, findSandbox(state.cnm, sandbox)?.containerId ?? '')
  if (owner?.sandbox !== sandbox || owner.sharedWith !== null) return sharers
  return sharers.length === 0 ? [owner] : [...sharers, owner].toSorted((a, b) => a.createdAt - b.createdAt)
}

/** By its full id, on any host; undefined: it is gone. O(log32 containers). */
export const knownContainer = (state: DockerWorld, id: ContainerId): Container | undefined =>
  record(state.containers, id)

/** The same for an id that the world itself holds; that there is none is a broken invariant, and throws. */
export const containerOf = (state: DockerWorld, id: ContainerId): Container => {
  const container = record(state.containers, id)
  if (!container) throw new Error(`there is no container ${id}`)
  return container
}

/** By its name without the slash. O(log32 containers). */
export const containerNamed = (state: DockerWorld, host: HostId, name: string): Container | undefined =>
  named(state.containers, containerFiling, host, name)

/** Ids are unique over all hosts here; a user of one host's engine finds only that host's. */
function ofId(state: DockerWorld, host: HostId, id: ContainerId): Container | undefined {
  const found = record(state.containers, id)
  return found?.host === host ? found : undefined
}

/**
 * The legacy link that a name like `web/database` stands for, and who has it (daemon/container.go GetByName); undefined for every
 * other name, and when the link's target is gone, which takes the name with it.
 */
export function linkNamed(
  state: DockerWorld,
  host: HostId,
  name: string,
): { readonly parent: Container; readonly link: LegacyLink } | undefined {
  const [parentName = '', alias, more] = name.split('/')
  if (alias === undefined || more !== undefined) return undefined
  const parent = containerNamed(state, host, parentName)
  const link = parent?.links.find((l) => l.alias === alias)
  return parent && link && ofId(state, host, link.target) ? { parent, link } : undefined
}

/** By its full id or one of its names, not by a part of its id. */
export function findExactly(state: DockerWorld, host: HostId, term: string): Container | undefined {
  const name = term.startsWith('/') ? term.slice(1) : term
  const exact = ofId(state, host, term) ?? containerNamed(state, host, name)
  if (exact) return exact
  const linked = linkNamed(state, host, name)
  return linked && ofId(state, host, linked.link.target)
}

/**
 * Errors: `No such container`, or that several ids begin so; a name or a whole id goes before the start of an id,
 * so a container called `a` hides ids that begin with a. O(log32 containers), O(containers of the host) for the
 * start of an id.
 */
export function findContainer(
  state: DockerWorld,
  host: HostId,
  term: string,
): Result<Container, EngineError> {
  const exact = findExactly(state, host, term)
  if (exact) return ok(exact)
  const started = term === '' ? [] : containersOn(state, host).filter((c) => c.id.startsWith(term))
  const [only] = started
  if (only && started.length === 1) return ok(only)
  return err(started.length > 1 ? { code: 'ambiguous-container', term } : { code: 'no-such-container', term })
}

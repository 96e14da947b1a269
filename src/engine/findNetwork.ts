/**
 * Find a network that is on the host as users name it: full id, name, then the start of an id (moby v28.5.2 daemon/network.go FindNetwork).
 * Networks of a cluster that the host does not use are not on it: swarm/visibleNetworks.ts has them too.
 */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { findNetwork, networkNamed, networksOn } from '../cnm/lookup.js'
import { isPredefined } from '../cnm/predefined.js'
import type { HostId, Network } from '../cnm/world.js'
import { fromModel } from './change.js'
import type { EngineError } from './errors.js'
import type { DockerWorld } from './state.js'

/**
 * Errors: that there is none, or that several ids begin so (ambiguous, by `ID prefix`).
 * O(log32 networks), O(networks of the host) for the start of an id.
 */
export function findDockerNetwork(
  state: DockerWorld,
  host: HostId,
  term: string,
): Result<Network, EngineError> {
  const byId = findNetwork(state.cnm, term)
  if (byId?.host === host && byId.publicId === term) return ok(byId)
  // The host's own record of a cluster's network is filed under another id than the one that users see.
  const shared = networksOn(state.cnm, host).find((n) => n.cluster !== null && n.publicId === term)
  if (shared) return ok(shared)
  const named = networkNamed(state.cnm, host, term)
  if (named) return ok(named)
  const started = term === '' ? [] : networksOn(state.cnm, host).filter((n) => n.publicId.startsWith(term))
  const [only] = started
  if (only && started.length === 1) return ok(only)
  return err(
    started.length > 1
      ? { code: 'ambiguous-network', term, count: started.length, by: 'ID prefix' }
      : fromModel({ code: 'network-not-found', term }),
  )
}

/** Is this a network mode that names a network of the user's (moby api/types/container NetworkMode.IsUserDefined)? */
export const isUserDefined = (mode: string): boolean => !isPredefined(mode) && !isContainerMode(mode)

/** `container:NAME`: the network namespace of another container (NetworkMode.IsContainer). */
export const isContainerMode = (mode: string): boolean => mode.startsWith('container:')

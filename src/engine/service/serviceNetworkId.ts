/**
 * The network that a service names: one of the cluster, or one of those that every host has (moby v28.5.2
 * daemon/cluster/networks.go; docker/cli service/opts.go resolveNetworkID asks for networks of scope swarm).
 */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import type { HostId } from '../../cnm/world.js'
import { fromModel } from '../change.js'
import type { EngineError } from '../errors.js'
import type { DockerWorld } from '../state.js'
import { managed } from '../swarm/membership.js'
import { predefinedNetworks } from './taskNetworks.js'

/** By full id, name, or the start of an id. Errors: no manager, no such network among the cluster's, or several. */
export function serviceNetworkId(
  state: DockerWorld,
  host: HostId,
  term: string,
): Result<string, EngineError> {
  const member = managed(state, host)
  if (!member.ok) return member
  const { swarm } = member.value
  const networks = [...swarm.networks, ...predefinedNetworks(swarm)]
  const exact = networks.find(({ id }) => id === term) ?? networks.find(({ name }) => name === term)
  if (exact) return ok(exact.id)
  const started = term === '' ? [] : networks.filter(({ id }) => id.startsWith(term))
  const [only] = started
  if (only && started.length === 1) return ok(only.id)
  return err(
    started.length > 1
      ? { code: 'ambiguous-network', term, count: started.length, by: 'ID prefix' }
      : fromModel({ code: 'network-not-found', term }),
  )
}

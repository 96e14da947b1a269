/**
 * Delete an endpoint that has left its sandbox, and give back its addresses (moby v28.5.2 libnetwork/endpoint.go
 * Delete, deleteEndpoint, releaseAddress). Its names are gone with it.
 */
import { addressOf } from '../addr/cidr.js'
import { err, ok } from '../addr/result.js'
import { frozen } from '../store/frozen.js'
import { copyOfHost } from './copies.js'
import { poolOf } from './createEndpoint.js'
import type { Change, Env } from './env.js'
import { findEndpoint, hostOf, networkOf } from './lookup.js'
import { stepped, withHost, withoutEndpoint } from './update.js'
import type { EndpointId, World } from './world.js'

/**
 * Errors: `endpoint-not-found`, `endpoint-joined` ("endpoint with name ... has active containers"). What IPAM does not
 * know any more is no error, as in libnetwork. O(pools).
 */
export function deleteEndpoint(env: Env, world: World, id: EndpointId): Change {
  const endpoint = findEndpoint(world, id)
  if (!endpoint) return err({ code: 'endpoint-not-found', term: id })
  if (endpoint.sandbox !== null) return err({ code: 'endpoint-joined', name: endpoint.name, id })
  const network = networkOf(world, endpoint.network)
  const host = hostOf(world, network.host)
  const ipam = env.ipams.get(network.ipamDriver)
  let space = host.ipam
  for (const [pools, address] of [
    // the cluster's manager takes its own back
    [network.pools4, network.cluster?.addressed ? null : endpoint.address4],
    [network.pools6, endpoint.address6],
  ] as const) {
    const pool = address === null ? undefined : poolOf(pools, address)
    if (!ipam || !pool || address === null) continue
    const released = ipam.releaseAddress(space, pool, addressOf(address))
    if (released.ok) space = released.value
  }
  const freed = copyOfHost(host)
  freed.ipam = frozen(space)
  return ok({
    world: stepped(world, {
      endpoints: withoutEndpoint(world, id),
      hosts: withHost(world, Object.freeze(freed)),
    }),
  })
}

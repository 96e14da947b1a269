/** A host hears of the first port that the routing mesh publishes: from now on its chains are there. */
import { err, ok } from '../addr/result.js'
import type { Change } from './env.js'
import { findHost } from './lookup.js'
import { stepped, withHost } from './update.js'
import type { HostId, World } from './world.js'

/** The same world where they are there already. */
export function openMesh(world: World, hostId: HostId): Change {
  const host = findHost(world, hostId)
  if (!host) return err({ code: 'host-not-found', host: hostId })
  if (host.meshSince !== null) return ok({ world })
  return ok({ world: stepped(world, { hosts: withHost(world, { ...host, meshSince: world.clock }) }) })
}

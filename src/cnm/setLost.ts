/**
 * A member of a cluster takes others for gone that it has not heard for long, or no longer does (moby v28.5.2
 * libnetwork/networkdb/nodemgmt.go changeNodeState). When, is not decided here.
 */
import { err, ok } from '../addr/result.js'
import type { Change, Env } from './env.js'
import { gossip } from './gossip.js'
import { findHost } from './lookup.js'
import { stepped, withHost } from './update.js'
import type { HostId, World } from './world.js'

/** All of those from now on: what it knew of them goes. Those that are so no longer, it hears anew. */
export function setLost(env: Env, world: World, hostId: HostId, lost: readonly HostId[]): Change {
  const host = findHost(world, hostId)
  if (!host) return err({ code: 'host-not-found', host: hostId })
  const again = host.lost.filter((id) => !lost.includes(id))
  return ok({ world: gossip(env, stepped(world, { hosts: withHost(world, { ...host, lost }) }), again) })
}

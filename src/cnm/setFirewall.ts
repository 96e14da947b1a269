/** A machine's own firewall, in front of whatever the engine filters: it drops what comes in for some ports or protocols. */
import { err, ok } from '../addr/result.js'
import type { Change, Env } from './env.js'
import { gossip } from './gossip.js'
import { findHost } from './lookup.js'
import { stepped, withHost } from './update.js'
import type { Blocked, HostId, World } from './world.js'

/**
 * Everything that it drops from now on, for both families; an empty list lets everything in. Hosts of a cluster may
 * lose sight of each other. The error is `host-not-found`.
 */
export function setFirewall(env: Env, world: World, hostId: HostId, blocked: readonly Blocked[]): Change {
  const host = findHost(world, hostId)
  if (!host) return err({ code: 'host-not-found', host: hostId })
  const next = stepped(world, { hosts: withHost(world, { ...host, blocked }) })
  return ok({ world: gossip(env, next) })
}

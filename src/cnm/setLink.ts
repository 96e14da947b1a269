/** Pull or plug a machine's cable. */
import { err, ok } from '../addr/result.js'
import type { Change, Env } from './env.js'
import { gossip } from './gossip.js'
import { findHost } from './lookup.js'
import { stepped, withHost } from './update.js'
import type { HostId, World } from './world.js'

/**
 * All interfaces of the machine go down or up together; its bridges stay, so its own containers go on talking. Hosts of
 * a cluster lose sight of each other, or find each other again. The error is `host-not-found`.
 */
export function setLink(env: Env, world: World, hostId: HostId, up: boolean): Change {
  const host = findHost(world, hostId)
  if (!host) return err({ code: 'host-not-found', host: hostId })
  const interfaces = host.interfaces.map((i) => ({ ...i, up }))
  const next = stepped(world, { hosts: withHost(world, { ...host, interfaces }) })
  return ok({ world: gossip(env, next) })
}

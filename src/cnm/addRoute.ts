/** Add a static route to a machine, in the place of one to the same destination (`ip route replace`). */
import type { Cidr } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import { contains, networkOf } from '../addr/cidr.js'
import { err, ok } from '../addr/result.js'
import type { Change, Env } from './env.js'
import { gossip } from './gossip.js'
import { findHost } from './lookup.js'
import { stepped, withHost } from './update.js'
import type { HostId, World } from './world.js'
import { machineCause } from './world.js'

/**
 * Errors: `host-not-found`, and `next-hop-unreachable` where no interface of the machine has a subnet with the next hop
 * in it, as the kernel refuses such a route. In a cluster, hosts may find or lose each other by it.
 */
export function addRoute(env: Env, world: World, hostId: HostId, to: Cidr, via: Ip): Change {
  const host = findHost(world, hostId)
  if (!host) return err({ code: 'host-not-found', host: hostId })
  const device = host.interfaces.find((i) => i.addresses.some((a) => contains(networkOf(a), via)))
  if (!device) return err({ code: 'next-hop-unreachable', host: hostId, via })
  const route = { to, via, device: device.name, src: null, cause: machineCause }
  const routes = [...host.routes.filter((r) => r.to !== to), route]
  const next = stepped(world, { hosts: withHost(world, { ...host, routes }) })
  return ok({ world: gossip(env, next) })
}

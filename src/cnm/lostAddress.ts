/**
 * An IPv4 address that nobody has and nobody gives back: of an endpoint that then got no IPv6 address. The engine takes the two one
 * after the other, and gives the first back only once it has both (moby v28.5.2 libnetwork/network.go createEndpoint, endpoint.go
 * assignAddress). It is free again when the network is deleted.
 */
import { addressOf } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import { assign } from './createEndpoint.js'
import type { EndpointSpec } from './createEndpoint.js'
import type { Env } from './env.js'
import { hostOf, networkOf } from './lookup.js'
import { stepped, withHost } from './update.js'
import type { NetworkId, World } from './world.js'

/** What a refused endpoint has taken; null: nothing. A cluster's addresses are the manager's, who gets them back. O(pools). */
export function lostAddress(env: Env, world: World, id: NetworkId, spec: EndpointSpec): Ip | null {
  const network = networkOf(world, id)
  const ipam = env.ipams.get(network.ipamDriver)
  if (!ipam || !network.ipv4 || !network.ipv6 || network.cluster?.addressed) return null
  const four = assign(ipam, hostOf(world, network.host).ipam, network, 4, spec.address4 ?? null)
  if (!four.ok || four.value.address === null) return null
  const six = assign(ipam, four.value.space, network, 6, spec.address6 ?? null)
  return six.ok ? null : addressOf(four.value.address)
}

/** The world in which it is taken; the very same one where it is already. */
export function withLost(env: Env, world: World, id: NetworkId, address: Ip): World {
  const network = networkOf(world, id)
  const ipam = env.ipams.get(network.ipamDriver)
  const host = hostOf(world, network.host)
  const taken = ipam && assign(ipam, host.ipam, network, 4, address)
  return taken?.ok ? stepped(world, { hosts: withHost(world, { ...host, ipam: taken.value.space }) }) : world
}

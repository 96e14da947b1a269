/**
 * Delete a network that has no endpoints left (moby v28.5.2 libnetwork/network.go Delete, delete): checks, the load
 * balancer, the address pools, the driver, the record. A container that is stopped has no endpoint, so it keeps no
 * network from being deleted, and cannot be started again.
 */
import { err, ok } from '../addr/result.js'
import type { AddressSpace } from '../ipam/addressSpace.js'
import type { IpamDriver } from '../ipam/driver.js'
import type { PoolInfo } from '../drivers/api.js'
import type { Change, Env } from './env.js'
import { gossip } from './gossip.js'
import { removeLoadBalancer } from './loadBalancer.js'
import { isLoadBalancer } from './loadBalancerOf.js'
import { endpointsOn, findNetwork, hostOf, networksOn } from './lookup.js'
import { isPredefined } from './predefined.js'
import { stepped, withHost, withoutNetwork } from './update.js'
import type { NetworkId, World } from './world.js'

/**
 * Errors, in libnetwork's order: `network-not-found`, `config-in-use`, `network-in-use` (with the endpoints' names),
 * `network-undeletable` (host, null), and the engine's `network-predefined`. O(endpoints of the network).
 */
export function deleteNetwork(env: Env, world: World, id: NetworkId): Change {
  const network = findNetwork(world, id)
  if (!network) return err({ code: 'network-not-found', term: id })
  const { name, host: hostId } = network
  if (network.configOnly && networksOn(world, hostId).some((n) => n.configFrom === name))
    return err({ code: 'config-in-use', name })
  // the network's own load balancer does not count, and is named with those that do (emptyCount); on docker_gwbridge the
  // ingress network's is a guest like any other
  const endpoints = endpointsOn(world, id)
  const own = network.cluster === null ? 0 : endpoints.filter((e) => isLoadBalancer(world, e)).length
  if (endpoints.length > own) return err({ code: 'network-in-use', name, endpoints })
  if (!network.configOnly && env.drivers.get(network.driver)?.singleton)
    return err({ code: 'network-undeletable', driver: network.driver })
  // libnetwork itself would let it go; the engine, without which a host has no such network, never asks it to
  if (isPredefined(name)) return err({ code: 'network-predefined', name })
  const unbalanced = removeLoadBalancer(env, world, id)
  if (!unbalanced.ok) return unbalanced
  const before = unbalanced.value.world
  const host = hostOf(before, hostId)
  const ipam = env.ipams.get(network.ipamDriver)
  // of the cluster's own pools the addresses are not this host's to give back
  const pools4 = network.cluster?.addressed ? network.pools4.map(withoutAddresses) : network.pools4
  const pools = [...pools4, ...network.pools6]
  const space = ipam ? pools.reduce((left, pool) => release(ipam, left, pool), host.ipam) : host.ipam
  const gone = stepped(before, {
    networks: withoutNetwork(before, id),
    hosts: withHost(before, { ...host, ipam: space }),
  })
  return ok({ world: network.cluster === null ? gone : gossip(env, gone) })
}

const withoutAddresses = (pool: PoolInfo): PoolInfo => ({ ...pool, gateway: null, auxiliary: [] })

/**
 * Give back the gateway, the auxiliary addresses and the pool (ipamRelease). What is not there any more is no error
 * here.
 */
function release(
  ipam: IpamDriver,
  space: AddressSpace,
  { subnet, range, gateway, auxiliary }: PoolInfo,
): AddressSpace {
  const pool = { subnet, range }
  const addresses = [...(gateway === null ? [] : [gateway]), ...auxiliary.map(([, address]) => address)]
  const freed = addresses.reduce((left, address) => {
    const released = ipam.releaseAddress(left, pool, address)
    return released.ok ? released.value : left
  }, space)
  const released = ipam.releasePool(freed, pool)
  return released.ok ? released.value : freed
}

/**
 * The manager's allocator: pools and VXLAN ids of networks, addresses of tasks and load balancers, one for the whole cluster
 * (moby/swarmkit manager/allocator/network.go; moby v28.5.2 libnetwork/cnmallocator, drivers/overlay/ovmanager). Where a
 * network has several pools a real manager tries them in random order; here it is the order given.
 */
import { lengthOf, prefixOf, addressOf, contains } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import { familyOf } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import type { Env } from '../../cnm/env.js'
import type { IpamConfig } from '../../cnm/world.js'
import type { AddressSpace } from '../../ipam/addressSpace.js'
import type { IpamDriver } from '../../ipam/driver.js'
import { assignVnis, VNI_OPTION } from './vni.js'
import type { ClusterPool, Swarm, SwarmAllocation, SwarmNetwork, SwarmNetworkId } from './swarm.js'

// no --subnet: the next free one of the cluster's default pools
const ANY_POOL: IpamConfig = { subnet: null, range: null, gateway: null, auxiliary: [] }

const withNetwork = (swarm: Swarm, network: SwarmNetwork): Swarm => ({
  ...swarm,
  networks: swarm.networks.map((n) => (n.id === network.id ? network : n)),
})

/** Give what is there to every network that still waits for it, oldest first. One that cannot be served waits on. */
export const allocateWaiting = (env: Env, swarm: Swarm): Swarm =>
  swarm.networks
    .filter((n) => n.allocated === null)
    .reduce((next, network) => allocateNetwork(env, next, network), swarm)

/**
 * Pools, then VXLAN ids; when either cannot be had, nothing is given and the network waits (cnmallocator Allocate).
 */
function allocateNetwork(env: Env, swarm: Swarm, network: SwarmNetwork): Swarm {
  // macvlan and other drivers of local scope: every host has its own addresses for it, and the manager gives none
  if (env.drivers.get(network.driver)?.scope !== 'global')
    return withNetwork(swarm, { ...network, allocated: { pools: null, options: [] } })
  const ipam = env.ipams.get(network.ipamDriver)
  const given = ipam && allocatePools(ipam, swarm.ipam, network)
  if (!given) return swarm
  const vnis = assignVnis(swarm, network, given.pools.length)
  if (!vnis) return swarm
  const allocated: SwarmAllocation = {
    pools: given.pools,
    options: [...network.options.filter(([key]) => key !== VNI_OPTION), [VNI_OPTION, vnis.list.join(',')]],
  }
  return withNetwork({ ...swarm, ipam: given.space, lastVni: vnis.last }, { ...network, allocated })
}

/**
 * null: one of the pools or its gateway cannot be had; what was given before is given back with the value that is
 * thrown away. The manager allocates no IPv6 pools: one asks in vain.
 */
function allocatePools(
  ipam: IpamDriver,
  start: AddressSpace,
  { ipam: asked }: SwarmNetwork,
): { readonly space: AddressSpace; readonly pools: readonly ClusterPool[] } | null {
  let space = start
  const pools: ClusterPool[] = []
  for (const { subnet, range, gateway } of asked.length > 0 ? asked : [ANY_POOL]) {
    if (subnet !== null && familyOf(subnet) === 6) return null
    const granted = ipam.requestPool(space, {
      family: 4,
      reserved: [],
      ...(subnet !== null && { subnet }),
      ...(range !== null && { range }),
    })
    if (!granted.ok) return null
    const { pool } = granted.value
    const first = ipam.requestAddress(
      granted.value.space,
      pool,
      // the first address of the pool, in series: addresses are not given again before the pool was gone through
      gateway === null ? { serial: true } : { preferred: gateway },
    )
    if (!first.ok) return null
    space = first.value.space
    pools.push({
      ...pool,
      gateway: first.value.address,
      auxiliary: [],
      // an address that was asked for does not move the series on
      last: gateway === null ? first.value.address : null,
    })
  }
  return { space, pools }
}

/** What a network had is free again, and may serve those that wait. The network is off the list afterwards. */
export function freeNetwork(env: Env, swarm: Swarm, network: SwarmNetwork): Swarm {
  const ipam = env.ipams.get(network.ipamDriver)
  const pools = network.allocated?.pools ?? []
  const space = ipam
    ? pools.reduce((left, pool) => {
        const freed = pool.gateway === null ? undefined : ipam.releaseAddress(left, pool, pool.gateway)
        const released = ipam.releasePool(freed?.ok ? freed.value : left, pool)
        return released.ok ? released.value : left
      }, swarm.ipam)
    : swarm.ipam
  const networks = swarm.networks.filter((n) => n.id !== network.id)
  return allocateWaiting(env, { ...swarm, ipam: space, networks })
}

/** The swarm afterwards, since the next address depends on it. */
export interface Granted {
  readonly swarm: Swarm
  /** null on networks whose hosts have pools of their own. */
  readonly address: IpPrefix | null
}

/**
 * An address on the network, `wanted` or the next one, with the length of its pool. null: none can be had, or the
 * network has not been served yet. Pools are tried in turn. O(addresses in use).
 */
export function allocateAddress(
  env: Env,
  swarm: Swarm,
  id: SwarmNetworkId,
  wanted: Ip | null,
): Granted | null {
  const network = swarm.networks.find((n) => n.id === id)
  if (!network?.allocated) return null
  const { pools } = network.allocated
  if (pools === null) return { swarm, address: null }
  const ipam = env.ipams.get(network.ipamDriver)
  for (const pool of ipam ? pools : []) {
    const asked =
      wanted === null
        ? { serial: true, ...(pool.last !== null && { after: pool.last }) }
        : { preferred: wanted }
    const given = ipam?.requestAddress(swarm.ipam, pool, asked)
    if (!given?.ok || given.value.address === null) {
      // somebody has it: no other pool can have that address
      if (given?.ok === false && given.error.code === 'address-in-use') return null
      continue
    }
    const { address, space } = given.value
    const used = wanted === null ? { ...pool, last: address } : pool
    const allocated = { ...network.allocated, pools: pools.map((p) => (p === pool ? used : p)) }
    return {
      swarm: withNetwork({ ...swarm, ipam: space }, { ...network, allocated }),
      address: prefixOf(address, lengthOf(pool.subnet)),
    }
  }
  return null
}

/** The same swarm where the address is null, or of no pool of the network: nothing was given. O(pools). */
export function freeAddress(env: Env, swarm: Swarm, id: SwarmNetworkId, prefix: IpPrefix | null): Swarm {
  const network = swarm.networks.find((n) => n.id === id)
  const pool =
    prefix === null
      ? undefined
      : network?.allocated?.pools?.find((p) => contains(p.subnet, addressOf(prefix)))
  if (!network || !pool || prefix === null) return swarm
  const released = env.ipams.get(network.ipamDriver)?.releaseAddress(swarm.ipam, pool, addressOf(prefix))
  return released?.ok ? { ...swarm, ipam: released.value } : swarm
}

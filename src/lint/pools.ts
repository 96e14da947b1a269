/** Address pools that run out: the engine's own, and those of networks. */
import { compareCidr, firstOf, lastOf, sizeOf, type Cidr } from '../addr/cidr.js'
import { countIn } from '../addr/ranges.js'
import { allHosts, networksOn } from '../cnm/lookup.js'
import { reservedOn } from '../cnm/newNetwork.js'
import type { Host, Network } from '../cnm/world.js'
import { choosePredefined } from '../ipam/dynamicPool.js'
import { findPool, type AddressSpace } from '../ipam/addressSpace.js'
import { newPool } from '../ipam/pool.js'
import { forecast, type Finding } from './finding.js'
import type { Linted } from './linted.js'
import { networkWritten } from '../compose/where.js'

/** As many networks, or addresses of a network, are few. */
const FEW = 3

/**
 * `networks-run-out` for each engine, and `addresses-run-out` for each subnet. IPv4 only: an IPv6 subnet is a /64
 * as a rule. Cluster networks are not looked at: their subnets come from the manager's pools, not from the host's.
 */
export const runningOut = ({ state, projects }: Linted): readonly Finding[] =>
  allHosts(state.cnm)
    .filter(({ hasEngine }) => hasEngine)
    .flatMap((host) => [
      ...networksLeft(host),
      ...networksOn(state.cnm, host.id).flatMap((network) => addressesLeft(host, network, projects)),
    ])

/**
 * Found by asking, not by counting: one network after the other is taken from the pools as the engine would take
 * it, until none can be, or there are enough. Pools differ in size, and subnets that users chose lie across them,
 * so a difference of two numbers would be wrong. O(FEW * pools).
 */
function networksLeft(host: Host): readonly Finding[] {
  const reserved = reservedOn(host, 4)
  let space: AddressSpace = host.ipam
  for (let left = 0; left <= FEW; left++) {
    const next = choosePredefined(space, 4, reserved)
    if (next === undefined)
      return [forecast('networks-run-out', `${host.id} can make ${left} more networks without a subnet`, [])]
    space = {
      ...space,
      pools: [...space.pools, newPool(next, null)].toSorted((a, b) => compareCidr(a.subnet, b.subnet)),
    }
  }
  return []
}

/**
 * Of what containers can be given: the ip_range where there is one. `used` holds the gateway, auxiliary addresses,
 * the network's and the broadcast address as well, so the size of the range needs no correction.
 */
function addressesLeft(host: Host, network: Network, projects: Linted['projects']): readonly Finding[] {
  return network.pools4.flatMap(({ subnet, range }) => {
    const pool = findPool(host.ipam, subnet)
    if (!pool) return []
    const within: Cidr = range ?? subnet
    const [first, last] = [firstOf(within), lastOf(within)]
    const size = Number(sizeOf(within))
    const left = size - Number(countIn(pool.used, first, last))
    return left > FEW || network.configOnly
      ? []
      : [
          forecast(
            'addresses-run-out',
            `network ${network.name} has ${left === 0 ? 'no address' : left === 1 ? 'one address' : `${left} addresses`} left in ${within}`,
            networkWritten(projects, network, 'ipam'),
          ),
        ]
  })
}

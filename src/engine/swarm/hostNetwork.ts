/**
 * Networks of the cluster on a host: put there when the first task on it needs one, taken away with the last (moby v28.5.2
 * daemon/cluster/executor/container/executor.go, daemon/network.go). The ingress network is on every member.
 */
import { addressOf } from '../../addr/cidr.js'
import { ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { deleteNetwork } from '../../cnm/deleteNetwork.js'
import type { Env } from '../../cnm/env.js'
import { addLoadBalancer } from '../../cnm/loadBalancer.js'
import { networksOn } from '../../cnm/lookup.js'
import { newNetwork } from '../../cnm/newNetwork.js'
import type { NetworkSpec } from '../../cnm/networkSpec.js'
import type { HostId, Network } from '../../cnm/world.js'
import { lifted, withModel } from '../change.js'
import type { EngineError } from '../errors.js'
import { withNetworkEvent } from '../events.js'
import type { DockerWorld } from '../state.js'
import { allocateAddress, freeAddress } from './allocate.js'
import { withNode, withSwarm } from './membership.js'
import type { NodeId, Swarm, SwarmNetwork, SwarmNetworkId, SwarmNode } from './swarm.js'

/** The host's record of a network of the cluster, while it has one. O(networks of the host). */
export const hostNetwork = ({ cnm }: DockerWorld, host: HostId, id: SwarmNetworkId): Network | undefined =>
  networksOn(cnm, host).find((n) => n.cluster !== null && n.publicId === id)

/**
 * Put the network on the node's host, with a load balancer where the driver is the cluster's own. Nothing where it
 * is there (daemon/cluster/executor/container/adapter.go createNetworks). Errors: what the model refuses on that
 * host.
 */
export function useNetwork(
  env: Env,
  state: DockerWorld,
  swarm: Swarm,
  nodeId: NodeId,
  id: SwarmNetworkId,
): Result<DockerWorld, EngineError> {
  // the balancer has an address of its own, one a node and network, given before the first task's network is made
  const balanced = withBalancer(env, swarm, nodeId, id)
  const node = balanced.nodes.find((n) => n.id === nodeId)
  const network = balanced.networks.find((n) => n.id === id)
  const noted = withSwarm(state, balanced)
  if (!node || !network || hostNetwork(state, node.host, id)) return ok(noted)
  const made = lifted(noted, newNetwork(env, noted.cnm, node.host, instanceSpec(network)))
  if (!made.ok) return made
  const record = made.value.value.network
  const address = balancerOf(node, id)
  const filled =
    address === null
      ? made
      : lifted(made.value.state, addLoadBalancer(env, made.value.state.cnm, record, addressOf(address)))
  if (!filled.ok) return filled
  const instance = hostNetwork(filled.value.state, node.host, id)
  // told of the host, when the network comes to it (daemon/network.go CreateManagedNetwork)
  return ok(instance ? withNetworkEvent(filled.value.state, instance, 'create') : filled.value.state)
}

/** The address of the node's load balancer on the network; null: it has none there. */
const balancerOf = ({ balancers }: SwarmNode, id: SwarmNetworkId) =>
  balancers.find((b) => b.network === id)?.address ?? null

/** Give the node's load balancer an address (swarmkit manager/allocator/network.go allocateNode). */
function withBalancer(env: Env, swarm: Swarm, nodeId: NodeId, id: SwarmNetworkId): Swarm {
  const node = swarm.nodes.find((n) => n.id === nodeId)
  if (!node || balancerOf(node, id) !== null) return swarm
  const given = allocateAddress(env, swarm, id, null)
  if (!given || given.address === null) return swarm
  const balancers = [...node.balancers, { network: id, address: given.address }]
  return withNode(given.swarm, { ...node, balancers })
}

/** What the agent asks of its host: the network as the manager has allocated it. */
function instanceSpec(network: SwarmNetwork): NetworkSpec {
  const { driver, name, ipv6, internal, attachable, ingress, labels, configFrom, ipamDriver, ipamOptions } =
    network
  const pools4 = network.allocated?.pools ?? null
  return {
    driver,
    name,
    ipv6,
    internal,
    attachable,
    ingress,
    configFrom,
    scope: 'swarm',
    ...(configFrom === '' && {
      labels,
      options: network.allocated?.options ?? [],
      ipamDriver,
      ipamOptions,
      ipam: (pools4 ?? []).map(({ subnet, range, gateway }) => ({ subnet, range, gateway, auxiliary: [] })),
    }),
    cluster: { id: network.id, pools: pools4 === null ? null : { pools4, pools6: [] } },
  }
}

/** Do tasks on the node need the network? The ingress network every member needs, as long as it is a member. */
const isUsed = (swarm: Swarm, nodeId: NodeId, id: SwarmNetworkId): boolean =>
  swarm.networks.some((n) => n.id === id && n.ingress) ||
  swarm.attachments.some((task) => task.node === nodeId && task.network === id) ||
  swarm.services.tasks.some(
    (task) => task.node === nodeId && task.addresses.some(({ network }) => network === id),
  )

/** Take the network off the node's host, unless somebody there still needs it. */
export function releaseNetwork(
  env: Env,
  state: DockerWorld,
  swarm: Swarm,
  nodeId: NodeId,
  id: SwarmNetworkId,
): DockerWorld {
  const node = swarm.nodes.find((n) => n.id === nodeId)
  if (!node || isUsed(swarm, nodeId, id)) return withSwarm(state, swarm)
  const freed = freeAddress(env, swarm, id, balancerOf(node, id))
  const balancers = node.balancers.filter((b) => b.network !== id)
  return removeInstance(env, withSwarm(state, withNode(freed, { ...node, balancers })), node.host, id)
}

/** Delete the host's record, if it has one and nobody is on it (daemon/network.go DeleteManagedNetwork). */
export function removeInstance(env: Env, state: DockerWorld, host: HostId, id: SwarmNetworkId): DockerWorld {
  const instance = hostNetwork(state, host, id)
  if (!instance) return state
  const deleted = deleteNetwork(env, state.cnm, instance.id)
  return deleted.ok ? withNetworkEvent(withModel(state, deleted.value.world), instance, 'destroy') : state
}

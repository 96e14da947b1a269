/**
 * A container on a network of the cluster is a task: the manager gives the address, and the host gets the network (moby
 * v28.5.2 daemon/cluster/networks.go AttachNetwork, DetachNetwork; swarmkit manager/resourceapi/allocator.go). Not modelled:
 * the 20 seconds that an engine waits for an address that never comes.
 */
import { addressOf } from '../../addr/cidr.js'
import { parseIp } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import type { Env } from '../../cnm/env.js'
import { hostOf } from '../../cnm/lookup.js'
import type { HostId, Network } from '../../cnm/world.js'
import { refuse, ticked } from '../change.js'
import type { ContainerId, DockerWorld, EndpointSettings, Refusal } from '../state.js'
import { allocateAddress, freeAddress } from './allocate.js'
import type { SwarmError } from './errors.js'
import { hostNetwork, releaseNetwork, useNetwork } from './hostNetwork.js'
import { makeSwarmId } from './identity.js'
import { membership, withSwarm } from './membership.js'
import type { Membership } from './membership.js'
import { managerAnswers } from './quorum.js'
import type { AttachmentTask, Swarm, SwarmNetwork } from './swarm.js'

/** Where the container may now have an endpoint. */
export interface Attached {
  readonly state: DockerWorld
  /** The host's record of the network. */
  readonly network: Network
  /** What the manager gave; null: the host's own IPAM gives it. */
  readonly address: Ip | null
}

/**
 * Ask the manager for a place on the network that `term` names, by its name or its whole id. Errors are all of
 * class internal: no manager answers, no such network, one that is not attachable, an address that cannot be
 * had, or a node that takes no tasks. The network comes to the host if it is not there yet.
 */
export function attachTask(
  env: Env,
  state: DockerWorld,
  member: Membership,
  container: ContainerId,
  term: string,
  settings: EndpointSettings,
): Result<Attached, Refusal> {
  const no = (cause: SwarmError, after?: DockerWorld) => refuse({ code: 'swarm', cause }, after)
  const { swarm, node } = member
  // a worker asks over the network, so a firewall between the two shows here
  if (!managerAnswers(env, state, member))
    return no({ code: 'attach', network: term, cause: { code: 'deadline' } })
  const found = attachable(swarm, term)
  if (!found.ok) return no({ code: 'attach', network: term, cause: found.error })
  const network = found.value
  const given = allocated(env, swarm, network, settings)
  if (!given) return no({ code: 'attach-timeout' })
  // the scheduler takes the task for no node that is paused or drained (swarmkit manager/scheduler/filter.go ReadyFilter); its
  // address has been given by then, and comes back when the engine gives up
  if (node.availability !== 'active')
    return no(
      { code: 'attach-timeout' },
      withSwarm(state, freeAddress(env, given.swarm, network.id, given.address)),
    )
  const task: AttachmentTask = {
    id: makeSwarmId('task', hostOf(state.cnm, node.host).index, state.cnm.clock),
    node: node.id,
    network: network.id,
    container,
    address: given.address,
  }
  const noted = { ...given.swarm, attachments: [...given.swarm.attachments, task] }
  const used = useNetwork(env, ticked(state), noted, node.id, network.id)
  // an agent takes a network of the same name for the one that it is to make, so the attachment is there, and the network not
  if (!used.ok)
    return used.error.code === 'cnm' && used.error.cause.code === 'network-exists'
      ? no({ code: 'attached-in-vain', network: term })
      : no({ code: 'attach-timeout' })
  const record = hostNetwork(used.value, node.host, network.id)
  if (!record) throw new Error(`network ${network.name} is not on ${node.host}`)
  return ok({
    state: used.value,
    network: record,
    address: given.address === null ? null : addressOf(given.address),
  })
}

/** The checks of the manager (resourceapi/allocator.go AttachNetwork), whose texts have what was asked for. */
function attachable({ networks }: Swarm, term: string): Result<SwarmNetwork, SwarmError> {
  const network = networks.find((n) => n.id === term) ?? networks.find((n) => n.name === term)
  if (!network) return err({ code: 'rpc', status: 'NotFound', text: `network ${term} not found` })
  return network.attachable
    ? ok(network)
    : err({ code: 'rpc', status: 'PermissionDenied', text: `network ${term} not manually attachable` })
}

/** null: what was asked for cannot be had. The cluster gives no IPv6 addresses. */
function allocated(env: Env, swarm: Swarm, network: SwarmNetwork, { ipam }: EndpointSettings) {
  // drivers of local scope: the host's own IPAM gives the address later
  const own = network.allocated?.pools === null
  if (!own && (ipam?.ipv6 ?? '') !== '') return null
  return allocateAddress(env, swarm, network.id, own ? null : (parseIp(ipam?.ipv4 ?? '') ?? null))
}

/** The container has left the network, or never got there: its address is free, and the host may be rid of the network. */
export function detachTask(
  env: Env,
  state: DockerWorld,
  host: HostId,
  container: ContainerId,
  id: SwarmNetwork['id'],
): DockerWorld {
  const member = membership(state, host)
  const task = member?.swarm.attachments.find((t) => t.container === container && t.network === id)
  if (!member || !task) return state
  const freed = freeAddress(env, member.swarm, id, task.address)
  const attachments = freed.attachments.filter((t) => t !== task)
  return releaseNetwork(env, state, { ...freed, attachments }, task.node, id)
}

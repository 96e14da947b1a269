/**
 * `docker swarm leave` (moby v28.5.2 daemon/cluster/swarm.go Leave, daemon/network.go clearAttachableNetworks): containers lose
 * their networks of the cluster, the ingress network goes, docker_gwbridge stays. Managers list the node as Down.
 */
import { ok } from '../../addr/result.js'
import { setAgent } from '../../cnm/agent.js'
import type { Env } from '../../cnm/env.js'
import { networksOn } from '../../cnm/lookup.js'
import type { HostId } from '../../cnm/world.js'
import { lifted, refuse } from '../change.js'
import { containersOn } from '../findContainer.js'
import { detach } from '../networkDetach.js'
import type { DockerWorld, EngineChange } from '../state.js'
import type { SwarmError } from './errors.js'
import { removeInstance } from './hostNetwork.js'
import { activeNodes, isReachable, membership, voters, withNode, withSwarm } from './membership.js'
import type { Membership } from './membership.js'
import { removeLoadBalancer } from '../../cnm/loadBalancer.js'

/** Refused where the host is in no swarm, and for a manager unless `force`: each case has its own advice. */
export function swarmLeave(env: Env, state: DockerWorld, host: HostId, force: boolean): EngineChange {
  const member = membership(state, host)
  if (!member) return refuse({ code: 'swarm', cause: { code: 'not-in-swarm' } })
  const refused = force ? null : refuseManager(member)
  if (refused) return refuse({ code: 'swarm', cause: refused })
  const left = withNode(member.swarm, { ...member.node, left: true, leader: false })
  const others = activeNodes(left)
  // the manager that joined first leads from now on
  const heir = member.node.leader ? others.find((n) => n.role === 'manager') : undefined
  const swarm = heir ? withNode(left, { ...heir, leader: true }) : left
  // it has stopped talking to managers when it takes containers off their networks: what those had stays theirs on the
  // managers' lists, until the node is removed
  const off = withoutNetworks(env, withSwarm(state, swarm), host)
  // the last one takes the swarm with it
  const noted = swarm.nodes.every((n) => n.left)
    ? { ...off, swarms: off.swarms.filter((s) => s.id !== swarm.id) }
    : off
  const silent = lifted(noted, setAgent(env, noted.cnm, host, null, null))
  return silent.ok ? ok({ state: silent.value.state }) : refuse(silent.error)
}

/**
 * Managers must mean it: without a majority of them nothing can be changed any more. Where a majority is left it is
 * refused all the same, with a shorter text.
 */
function refuseManager({ swarm, node }: Membership): SwarmError | null {
  if (node.role !== 'manager' || node.removed) return null
  if (!node.led.holds) return { code: 'manager-leaves' }
  const [all, reachable] = [voters(swarm).length, voters(swarm).filter(isReachable).length]
  // daemon/cluster/utils.go removingManagerCausesLossOfQuorum
  if (reachable - 2 > all - reachable) return { code: 'manager-leaves' }
  return all === 1 ? { code: 'last-manager' } : { code: 'quorum-loss', left: reachable - 1, of: all }
}

/**
 * DaemonLeavesCluster of daemon/daemon.go: containers off the cluster's networks, then the networks off the host.
 */
function withoutNetworks(env: Env, state: DockerWorld, host: HostId): DockerWorld {
  // the engine takes every attachable network for one of the cluster's, so that its own lose their containers, too
  const lost = networksOn(state.cnm, host).filter((n) => n.cluster !== null || n.attachable)
  return lost.reduce((next, network) => {
    const freed = containersOn(next, host).reduce((after, container) => {
      const done = detach(env, after, container, network)
      return done.ok ? done.value.state : after
    }, next)
    if (network.cluster === null) return freed
    const unbalanced = removeLoadBalancer(env, freed.cnm, network.id)
    const cnm = unbalanced.ok ? unbalanced.value.world : freed.cnm
    return removeInstance(env, { ...freed, cnm }, host, network.publicId)
  }, state)
}

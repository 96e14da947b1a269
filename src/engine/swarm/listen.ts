/**
 * Who hears whom in a cluster as time passes: members of the gossip take a silent one for gone, managers list a node without
 * heartbeats as Down, and a leader without a majority steps down. Each takes its time, which a real engine draws within
 * bounds; here it is always the same. Cost: the walks of gossipGroups and of quorum.
 */
import type { Env } from '../../cnm/env.js'
import { gossipGroups } from '../../cnm/gossipReach.js'
import { hostOf } from '../../cnm/lookup.js'
import { setLost } from '../../cnm/setLost.js'
import type { HostId } from '../../cnm/world.js'
import { withModel } from '../change.js'
import { SECOND } from '../service/policy.js'
import type { DockerWorld } from '../state.js'
import { believe, believed, dueOf } from './belief.js'
import type { Patience } from './belief.js'
import { withSwarm } from './membership.js'
import { isHeard, quorum } from './quorum.js'
import type { Hearing, Swarm, SwarmNode } from './swarm.js'

/**
 * A probe fails after a second, one of the others is probed each second, and suspicion lasts four (hashicorp/memberlist
 * DefaultLANConfig). Measured: 5 to 8. One that is back is found by the next try to reach it again, one each second.
 */
const GOSSIP: Patience = { lose: 7, gain: 3 }

/** Heartbeats that may be missed (swarmkit manager/dispatcher defaultGracePeriodMultiplier); to register again. Measured: 4. */
const HEARTBEATS = 3
const heartbeat = ({ settings }: Swarm): Patience => ({
  lose: (HEARTBEATS * settings.heartbeat) / SECOND,
  gain: 4,
})

/** Ten to twenty ticks of a second without a leader or a majority (swarmkit manager/state/raft DefaultRaftConfig ElectionTick). */
const ELECTION: Patience = { lose: 15, gain: 15 }

/** What all members notice at this moment; the same state where that is nothing new. */
export const listen = (env: Env, state: DockerWorld): DockerWorld =>
  state.swarms.reduce((next, swarm) => {
    // one alone hears itself
    if (swarm.nodes.length < 2) return next
    const heard = withLeader(env, next, { ...swarm, gossip: gossiped(env, next, swarm) })
    const noted = sameBeliefs(heard, swarm) ? next : withSwarm(next, heard)
    return forgotten(env, noted, heard)
  }, state)

/** When somebody gives up or finds somebody, if nothing else changes. */
export const listeningDues = (swarm: Swarm): readonly number[] =>
  [
    ...swarm.gossip.map(({ belief }) => dueOf(belief, GOSSIP)),
    ...swarm.nodes.flatMap(({ heard, led }) => [dueOf(heard, heartbeat(swarm)), dueOf(led, ELECTION)]),
  ].filter((due) => due !== null)

/** Hosts that gossip, also those that were struck off the managers' list and do not know. */
const members = ({ nodes }: Swarm): readonly HostId[] => nodes.filter((n) => !n.left).map(({ host }) => host)

/** What each member believes of each other that it does not hear, or did not. */
function gossiped(env: Env, { cnm, passed }: DockerWorld, swarm: Swarm): readonly Hearing[] {
  const groups = gossipGroups(env, cnm)
  const groupOf = (host: HostId) => groups.find((group) => group.some(({ id }) => id === host))
  const hosts = members(swarm)
  return hosts.flatMap((listener) => {
    const own = groupOf(listener)
    return hosts.flatMap((speaker) => {
      if (speaker === listener) return []
      const before = swarm.gossip.find((g) => g.listener === listener && g.speaker === speaker)
      const belief = believe(before?.belief ?? believed, groupOf(speaker) === own, passed, GOSSIP)
      if (before?.belief === belief) return [before]
      return belief.holds && belief.since === null ? [] : [{ listener, speaker, belief }]
    })
  })
}

/** Heartbeats reach a leader that has a majority; where it has none any more, the majority elects another. */
function withLeader(env: Env, state: DockerWorld, swarm: Swarm): Swarm {
  const deciding = quorum(env, state, swarm)
  const ids = new Set(deciding.map(({ id }) => id))
  const leads = swarm.nodes.some(({ id, leader }) => leader && ids.has(id))
  const nodes = swarm.nodes.map((node) => {
    if (node.removed) return node
    const alive = leads && !node.left && node.outvotedAt === null && isHeard(env, state, deciding, node)
    return {
      ...node,
      led: believe(node.led, node.role === 'worker' || ids.has(node.id), state.passed, ELECTION),
      heard: leads ? believe(node.heard, alive, state.passed, heartbeat(swarm)) : node.heard,
    }
  })
  const gone = nodes.some(({ leader, led }) => leader && !led.holds)
  const [heir] = deciding
  return gone && heir && !leads
    ? withLeader(env, state, { ...swarm, nodes: nodes.map((n) => ({ ...n, leader: n.id === heir.id })) })
    : { ...swarm, nodes }
}

/** Beliefs are kept as they are when nothing changes, so that comparing them is cheap. */
function sameBeliefs(a: Swarm, b: Swarm): boolean {
  const sameNode = (node: SwarmNode, i: number): boolean => {
    const other = b.nodes[i]
    return node.led === other?.led && node.heard === other.heard && node.leader === other.leader
  }
  return (
    a.nodes.every(sameNode) &&
    a.gossip.length === b.gossip.length &&
    a.gossip.every((hearing, i) => hearing === b.gossip[i])
  )
}

/** Each host knows whom it has lost. */
function forgotten(env: Env, state: DockerWorld, swarm: Swarm): DockerWorld {
  return members(swarm).reduce((next, host) => {
    const lost = swarm.gossip.flatMap((g) => (g.listener === host && !g.belief.holds ? [g.speaker] : []))
    const before = hostOf(next.cnm, host).lost
    if (lost.length === before.length && lost.every((id) => before.includes(id))) return next
    const set = setLost(env, next.cnm, host, lost)
    return set.ok ? withModel(next, set.value.world) : next
  }, state)
}

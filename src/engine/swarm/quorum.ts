/**
 * Which managers can decide: those of a group that reaches each other and holds more than half of all (moby/swarmkit
 * manager/state/raft). One that has left without being demoted still counts.
 */
import { err } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { dataPlane } from '../../cnm/dataPlane.js'
import type { Env } from '../../cnm/env.js'
import type { HostId } from '../../cnm/world.js'
import { converse } from '../../dataplane/conversation.js'
import type { EngineError } from '../errors.js'
import type { DockerWorld } from '../state.js'
import { managed, voters } from './membership.js'
import type { Membership } from './membership.js'
import type { Swarm, SwarmNode } from './swarm.js'

/** Does the one get an answer at the port where the other serves as a manager? Cost: two walks. */
const reaches = (env: Env, { cnm }: DockerWorld, from: SwarmNode, to: SwarmNode): boolean =>
  from.id === to.id ||
  converse(dataPlane(env, cnm), { from: from.host, to: to.address, protocol: 'tcp', port: to.port }, false)
    .outcome.kind === 'answered'

/** The managers that decide; none where no group is large enough. Cost: four walks for every pair of managers. */
export function quorum(env: Env, state: DockerWorld, swarm: Swarm): readonly SwarmNode[] {
  const votes = voters(swarm).length
  const left = new Set(voters(swarm).filter((n) => !n.left))
  for (const first of left) {
    left.delete(first)
    const group = [first]
    // the list grows while it is walked
    for (const member of group)
      for (const other of left)
        if (reaches(env, state, member, other) && reaches(env, state, other, member)) {
          left.delete(other)
          group.push(other)
        }
    if (group.length * 2 > votes) return group
  }
  return []
}

/**
 * Membership as a manager for a change, which a majority has to agree to. Before a leader that has lost it steps down, a change
 * is begun, and fails when it does.
 */
export function deciding(env: Env, state: DockerWorld, host: HostId): Result<Membership, EngineError> {
  const member = managed(state, host)
  if (!member.ok) return member
  const { swarm, node } = member.value
  if (quorum(env, state, swarm).some(({ id }) => id === node.id)) return member
  return err({ code: 'swarm', cause: { code: node.leader ? 'lost-leadership' : 'no-leader' } })
}

/** Whether the node reaches a manager that can decide, which it needs for every change (swarmkit agent, connectionbroker). */
export function managerAnswers(env: Env, state: DockerWorld, { swarm, node }: Membership): boolean {
  return !node.removed && quorum(env, state, swarm).some((manager) => reaches(env, state, node, manager))
}

/** As `managerAnswers`, where it is known who decides. */
export const isHeard = (
  env: Env,
  state: DockerWorld,
  deciding: readonly SwarmNode[],
  node: SwarmNode,
): boolean => deciding.some((manager) => reaches(env, state, node, manager))

/** Is there a leader with a majority behind it, as far as it knows at this moment? Nothing changes in a swarm without one. */
export const decides = ({ nodes }: Swarm): boolean =>
  nodes.some(({ leader, led }) => leader && led.holds && led.since === null)

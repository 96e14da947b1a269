/** Who is a member of which swarm, and the answers of those that are not (moby v28.5.2 daemon/cluster/cluster.go errNoManager). */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import type { HostId } from '../../cnm/world.js'
import type { EngineError } from '../errors.js'
import type { DockerWorld } from '../state.js'
import type { Swarm, SwarmNode } from './swarm.js'

/** A swarm, and the node that a host is in it. */
export interface Membership {
  readonly swarm: Swarm
  readonly node: SwarmNode
}

/**
 * The swarm that the host's engine takes itself for a member of, even one that has struck it off its list.
 * O(nodes).
 */
export function membership({ swarms }: DockerWorld, host: HostId): Membership | undefined {
  for (const swarm of swarms) {
    const node = swarm.nodes.find((n) => n.host === host && !n.left)
    if (node) return { swarm, node }
  }
  return undefined
}

/**
 * Membership as a manager, or why nothing of the cluster can be seen or changed there (class unavailable). The text
 * differs for a worker and for an engine that is in no swarm.
 */
export function managed(state: DockerWorld, host: HostId): Result<Membership, EngineError> {
  const member = membership(state, host)
  if (member && member.node.role === 'manager' && !member.node.removed)
    return member.node.led.holds ? ok(member) : err({ code: 'swarm', cause: { code: 'no-leader' } })
  return err({ code: 'swarm', cause: { code: 'no-manager', worker: member !== undefined } })
}

/** Managers list a node as Down that they have not heard for long, be it because it has left. */
export const isDown = ({ heard }: SwarmNode): boolean => !heard.holds

/** The managers by whose majority everything is decided; one that has left counts until it is demoted. */
export const voters = ({ nodes }: Swarm): readonly SwarmNode[] =>
  nodes.filter((n) => n.role === 'manager' && !n.removed && n.outvotedAt === null)

export const isReachable = (node: SwarmNode): boolean => !node.left && !isDown(node)

/** What it is told does not arrive, and nobody hears what becomes of it. */
export const isSilent = ({ left, heard }: SwarmNode): boolean => left || !heard.holds || heard.since !== null

/** Those that count: neither left nor struck off. */
export const activeNodes = ({ nodes }: Swarm): readonly SwarmNode[] =>
  nodes.filter((n) => !n.left && !n.removed)

/** The state with a changed swarm in its place, or a new one behind the others. O(swarms). */
export const withSwarm = (state: DockerWorld, swarm: Swarm): DockerWorld => ({
  ...state,
  swarms: state.swarms.some((s) => s.id === swarm.id)
    ? state.swarms.map((s) => (s.id === swarm.id ? swarm : s))
    : [...state.swarms, swarm],
})

/** The swarm with a changed node in its place; a node that is not on the list is not added. O(nodes). */
export const withNode = (swarm: Swarm, node: SwarmNode): Swarm => ({
  ...swarm,
  nodes: swarm.nodes.map((n) => (n.id === node.id ? node : n)),
})

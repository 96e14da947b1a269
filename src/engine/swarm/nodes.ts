/** `docker node ls`, `rm`, `update`, `promote`, `demote` (moby v28.5.2 daemon/cluster/nodes.go; swarmkit manager/controlapi/node.go). */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { setAgent } from '../../cnm/agent.js'
import type { Env } from '../../cnm/env.js'
import { hostOf } from '../../cnm/lookup.js'
import type { HostId } from '../../cnm/world.js'
import type { Options } from '../../drivers/api.js'
import { lifted, refuse, ticked } from '../change.js'
import type { EngineError } from '../errors.js'
import type { Services } from '../service/state.js'
import { hasEnded } from '../service/taskState.js'
import type { DockerWorld, EngineChange } from '../state.js'
import { freeAddress } from './allocate.js'
import type { SwarmError } from './errors.js'
import { activeNodes, isDown, isReachable, voters, withNode, withSwarm } from './membership.js'
import { deciding } from './quorum.js'
import type { NodeAvailability, NodeId, NodeRole, Swarm, SwarmNode } from './swarm.js'

/** The nodes that managers list: members, and those that left and were not removed. Oldest first. */
export const listedNodes = ({ nodes }: Swarm): readonly SwarmNode[] => nodes.filter((n) => !n.removed)

/** A node's name is its host's, so a host that left and joined again has several nodes of one name. */
export const nodeName = ({ host }: SwarmNode): string => host

/** Seconds after a change of leadership until a node that has not registered again is Down (dispatcher markNodesUnknown). */
const UNKNOWN_FOR = 30

/** As the API has it. */
export function statusOf(
  node: SwarmNode,
  passed: number,
): { readonly state: 'ready' | 'down' | 'unknown'; readonly message: string } {
  const { outvotedAt } = node
  if (outvotedAt !== null)
    return passed < outvotedAt + UNKNOWN_FOR
      ? { state: 'unknown', message: 'Node moved to "unknown" state due to leadership change in cluster' }
      : { state: 'down', message: 'heartbeat failure for node in "unknown" state' }
  return isDown(node) ? { state: 'down', message: 'heartbeat failure' } : { state: 'ready', message: '' }
}

/**
 * By id, then name, then the beginning of an id (daemon/cluster/helpers.go getNode). `self` is the node that is
 * asked. Two nodes of one name are ambiguous: only their ids tell them apart.
 */
export function findNode(swarm: Swarm, term: string, self: SwarmNode): Result<SwarmNode, EngineError> {
  if (term === 'self') return ok(self)
  const no = (cause: SwarmError) => err<EngineError>({ code: 'swarm', cause })
  const all = listedNodes(swarm)
  const whole = all.find((n) => n.id === term)
  if (whole) return ok(whole)
  const named = all.filter((n) => nodeName(n) === term)
  const found = named.length > 0 ? named : all.filter((n) => term !== '' && n.id.startsWith(term))
  const [only] = found
  if (!only) return no({ code: 'no-such-node', term })
  return found.length === 1 ? ok(only) : no({ code: 'ambiguous-node', term, count: found.length })
}

/**
 * Members first have to leave, managers to be demoted. With `force` a member is struck off while it does not know:
 * its engine still thinks itself in the swarm. Its addresses are free at once.
 */
export function nodeRemove(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  force: boolean,
): EngineChange {
  const member = deciding(env, state, host)
  if (!member.ok) return refuse(member.error)
  const { swarm, node: self } = member.value
  const found = findNode(swarm, term, self)
  if (!found.ok) return refuse(found.error)
  const node = found.value
  const precondition = (text: string) =>
    refuse({ code: 'swarm', cause: { code: 'rpc', status: 'FailedPrecondition', text } })
  const outvoted = node.outvotedAt !== null
  if (node.role === 'manager' && !outvoted)
    return precondition(
      `node ${node.id} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal`,
    )
  if (!isDown(node) && !outvoted && !force)
    return precondition(`node ${node.id} is not down and can't be removed`)
  const tasks = swarm.attachments.filter((t) => t.node === node.id)
  const freed = [...tasks, ...node.balancers].reduce(
    (next, { network, address }) => freeAddress(env, next, network, address),
    swarm,
  )
  const attachments = freed.attachments.filter((t) => t.node !== node.id)
  // whoever has left is forgotten; whoever has not is hidden, for its own engine's sake
  const nodes = node.left
    ? freed.nodes.filter((n) => n.id !== node.id)
    : freed.nodes.map((n) => (n.id === node.id ? { ...n, removed: true, balancers: [] } : n))
  const services = orphaned(swarm.services, node.id, state.passed)
  return ok({ state: withSwarm(ticked(state), { ...freed, nodes, attachments, services }) })
}

/** What becomes of tasks there nobody will hear (controlapi/node.go orphanNodeTasks). */
const orphaned = (services: Services, node: NodeId, passed: number): Services => ({
  ...services,
  tasks: services.tasks.map((task) =>
    task.node === node && !hasEnded(task)
      ? { ...task, state: 'orphaned', changedAt: passed, due: null }
      : task,
  ),
})

export interface NodeChange {
  readonly role?: NodeRole
  readonly availability?: NodeAvailability
  /** The whole set, where it changes. */
  readonly labels?: Options
}

/**
 * `changed`: the role is another one now, of which the client tells. Only the last manager may not be demoted; what
 * follows for tasks, of `drain` say, is done when services settle.
 */
export function nodeUpdate(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  change: NodeChange,
): EngineChange<{ readonly id: NodeId; readonly changed: boolean }> {
  const member = deciding(env, state, host)
  if (!member.ok) return refuse(member.error)
  const { swarm, node: self } = member.value
  const found = findNode(swarm, term, self)
  if (!found.ok) return refuse(found.error)
  const node = found.value
  const managers = activeNodes(swarm).filter((n) => n.role === 'manager')
  const refused = change.role === 'worker' && node.role === 'manager' ? refuseDemotion(swarm, node) : null
  if (refused !== null)
    return refuse({ code: 'swarm', cause: { code: 'rpc', status: 'FailedPrecondition', text: refused } })
  const role = change.role ?? node.role
  const changed = role !== node.role
  const leader = node.leader && role === 'manager'
  // Raft would elect another leader; here it is the manager that joined first
  const heir = node.leader && !leader ? managers.find((n) => n.id !== node.id) : undefined
  const updated = withNode(swarm, { ...node, ...change, leader })
  const led = heir ? withNode(updated, { ...heir, leader: true }) : updated
  const next = withSwarm(ticked(state), led)
  if (!changed || node.left) return ok({ state: next, id: node.id, changed })
  const { agent } = hostOf(next.cnm, node.host)
  // a promoted node listens on its manager's port, a demoted one does not any more
  const managing = role === 'manager' ? node.port : null
  const heard = lifted(
    next,
    setAgent(env, next.cnm, node.host, agent && { ...agent, manager: role === 'manager' }, managing),
  )
  return heard.ok ? ok({ state: heard.value.state, id: node.id, changed }) : refuse(heard.error)
}

/** Those that remain have to be a majority of themselves (manager/state/raft CanRemoveMember). */
function refuseDemotion(swarm: Swarm, { id }: SwarmNode): string | null {
  const others = voters(swarm).filter((n) => n.id !== id)
  if (others.length === 0) return 'attempting to demote the last manager of the swarm'
  return others.filter(isReachable).length * 2 > others.length
    ? null
    : "can't remove member from the raft: this would result in a loss of quorum"
}

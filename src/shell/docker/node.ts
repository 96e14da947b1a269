/** `docker node ls`, `rm`, `update`, `promote`, `demote` (docker/cli cli/command/node/*.go). */
import { MODELS } from '../../engine/models.js'
import {
  findNode,
  listedNodes,
  nodeName,
  nodeRemove,
  nodeUpdate,
  statusOf,
} from '../../engine/swarm/nodes.js'
import type { NodeChange } from '../../engine/swarm/nodes.js'
import { isDown, managed } from '../../engine/swarm/membership.js'
import type { NodeRole, SwarmNode } from '../../engine/swarm/swarm.js'
import type {
  NodeListRequest,
  NodeRemoveRequest,
  NodeRoleRequest,
  NodeUpdateRequest,
} from '../args/requests/swarm.js'
import { nodeHeaders } from '../headers.js'
import { compareNatural } from '../../engine/naturalOrder.js'
import { DEFAULT_TABLES, formatList, listFormat } from '../table.js'
import { formatterContext, type TemplateValue } from '../template/value.js'
import { eachOf, lines } from './eachOf.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'
import { nodeMatches, refuseNodeFilters } from './nodeFilters.js'

/** Only managers can tell; their own row has `Self`, which the table shows as a star. */
export function dockerNodeLs({ state, host }: Engine, request: NodeListRequest): Outcome {
  const member = managed(state, host)
  if (!member.ok) return refused(state, daemonError(member.error))
  const wrong = refuseNodeFilters(request.filters)
  if (wrong) return refused(state, daemonError(wrong))
  const { swarm, node: self } = member.value
  const rows = listedNodes(swarm)
    .filter((node) => nodeMatches(node, request.filters))
    .toSorted((a, b) => compareNatural(nodeName(a), nodeName(b)))
    .map((node) => nodeRow(node, self, state.passed))
  const text = formatList(formatOf(request), nodeHeaders, rows)
  return text.ok
    ? printed(state, text.value)
    : refused(state, `template parsing error: ${text.error.message}`)
}

const formatOf = (request: NodeListRequest): string =>
  listFormat(request, DEFAULT_TABLES['node ls'], { whole: RAW, quiet: 'node_id: {{.ID}}' })

/** The lines that `--format raw` prints (docker/cli node/formatter.go newFormat). */
const RAW =
  'node_id: {{.ID}}\nhostname: {{.Hostname}}\nstatus: {{.Status}}\navailability: {{.Availability}}\nmanager_status: {{.ManagerStatus}}\n'

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`

/** Empty for workers (node/formatter.go ManagerStatus). */
const managerStatus = (node: SwarmNode): string =>
  node.role === 'worker' || node.outvotedAt !== null
    ? ''
    : node.leader
      ? 'Leader'
      : isDown(node)
        ? 'Unreachable'
        : 'Reachable'

const nodeRow = (node: SwarmNode, self: SwarmNode, passed: number): TemplateValue =>
  formatterContext('*node.nodeContext', [
    ['Availability', capital(node.availability)],
    ['EngineVersion', MODELS],
    ['Hostname', nodeName(node)],
    ['ID', node.id],
    ['ManagerStatus', managerStatus(node)],
    ['Self', node.id === self.id],
    ['Status', capital(statusOf(node, passed).state)],
    ['TLSStatus', 'Ready'],
  ])

/** A node is removed by whatever it was called. */
export const dockerNodeRm = (engine: Engine, { nodes, force }: NodeRemoveRequest): Outcome =>
  eachOf(engine, nodes, (state, name) => nodeRemove(engine.env, state, engine.host, name, force))

/**
 * The client fetches the node, changes what was asked, and sends the whole (node/update.go updateNodes,
 * mergeNodeUpdate). Whether a role or an availability is one, the engine says.
 */
export function dockerNodeUpdate({ env, state, host }: Engine, request: NodeUpdateRequest): Outcome {
  const { node: term, role, availability, addLabels, removeLabels } = request
  const member = managed(state, host)
  if (!member.ok) return refused(state, daemonError(member.error))
  const found = findNode(member.value.swarm, term, member.value.node)
  if (!found.ok) return refused(state, daemonError(found.error))
  if (role !== undefined && !isRole(role)) return refused(state, wrong({ code: 'role', value: role }))
  if (availability !== undefined && !isAvailability(availability))
    return refused(state, wrong({ code: 'availability', value: availability }))
  const labels = relabelled(found.value.labels, addLabels, removeLabels)
  if (typeof labels === 'string') return refused(state, labels)
  const change: NodeChange = {
    labels,
    ...(role !== undefined && { role }),
    ...(availability !== undefined && { availability }),
  }
  const done = nodeUpdate(env, state, host, term, change)
  return done.ok
    ? printed(done.value.state, `${term}\n`)
    : refused(done.error.after ?? state, daemonError(done.error.error))
}

const wrong = (cause: { readonly code: 'role' | 'availability'; readonly value: string }): string =>
  daemonError({ code: 'swarm', cause })
const isRole = (text: string): text is NodeRole => text === 'worker' || text === 'manager'
const isAvailability = (text: string): text is SwarmNode['availability'] =>
  text === 'active' || text === 'pause' || text === 'drain'

/** Sorted by key; or the client's error: it takes off only labels that are there. */
function relabelled(
  labels: SwarmNode['labels'],
  add: readonly string[],
  remove: readonly string[],
): SwarmNode['labels'] | string {
  const next = new Map(labels)
  for (const text of add) {
    const at = text.indexOf('=')
    next.set(at < 0 ? text : text.slice(0, at), at < 0 ? '' : text.slice(at + 1))
  }
  for (const key of remove) if (!next.delete(key)) return `key ${key} doesn't exist in node's labels`
  return [...next].sort(([a], [b]) => (a < b ? -1 : 1))
}

/**
 * One that has the role already is told so, by its id. The first that fails ends the command; those before it have
 * been changed, and are told (node/promote.go runPromote, node/demote.go runDemote).
 */
export function dockerNodeRole({ env, state, host }: Engine, { command, nodes }: NodeRoleRequest): Outcome {
  const role: NodeRole = command === 'node promote' ? 'manager' : 'worker'
  let next = state
  const told: string[] = []
  for (const term of nodes) {
    const done = nodeUpdate(env, next, host, term, { role })
    if (!done.ok)
      return { state: next, exit: 1, stdout: lines(told), stderr: `${daemonError(done.error.error)}\n` }
    next = done.value.state
    const promoted = role === 'manager'
    if (!done.value.changed) told.push(`Node ${done.value.id} is already a ${role}.`)
    else
      told.push(
        promoted
          ? `Node ${term} promoted to a manager in the swarm.`
          : `Manager ${term} demoted in the swarm.`,
      )
  }
  return printed(next, lines(told))
}

/** `docker service ps` and `docker node ps` (docker/cli service/ps.go, node/ps.go). */
import { knownContainer } from '../../engine/findContainer.js'
import { containerPorts } from '../../engine/containerPorts.js'
import { findNode } from '../../engine/swarm/nodes.js'
import { listTasks } from '../../engine/service/listTasks.js'
import type { Services, Task } from '../../engine/service/state.js'
import type { Filters } from '../../engine/filters.js'
import type { DockerWorld } from '../../engine/state.js'
import { managed, type Membership } from '../../engine/swarm/membership.js'
import { err, ok, type Result } from '../../addr/result.js'
import type { ServicePsRequest } from '../args/requests/service.js'
import type { NodePsRequest } from '../args/requests/swarm.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'
import { taskTable, type TaskNames } from './taskTable.js'

/**
 * Services that are there are shown whatever others are not; the latter make the exit code 1 (service/ps.go runPS).
 */
export function dockerServicePs(engine: Engine, request: ServicePsRequest): Outcome {
  const { state, host } = engine
  const member = managed(state, host)
  if (!member.ok) return refused(state, daemonError(member.error))
  const { services } = member.value.swarm
  const asked = whichServices(services, request.services)
  if (!asked.ok) return refused(state, asked.error)
  const { ids, missing } = asked.value
  if (ids.length === 0) return refused(state, missing.join('\n'))
  const filters = nodesResolved(member.value, request.filters)
  if (!filters.ok) return refused(state, filters.error)
  const tasks = listTasks(services, [...filters.value, ...ids.map((id) => ['service', id] as const)])
  if (!tasks.ok) return refused(state, daemonError(tasks.error))
  const table = taskTable(state, tasks.value, namesIn(state, member.value), request)
  if (!table.ok) return refused(state, table.error)
  const shown = printed(state, table.value)
  return missing.length === 0 ? shown : { ...shown, exit: 1, stderr: `${missing.join('\n')}\n` }
}

/** By full id, full name, then the start of an id, which has to be one service's. */
function whichServices({ services }: Services, terms: readonly string[]) {
  const ids: string[] = []
  const missing: string[] = []
  for (const term of terms) {
    const exact = services.find(({ id }) => id === term) ?? services.find(({ spec }) => spec.name === term)
    const found = exact ? [exact] : services.filter(({ id }) => id.startsWith(term))
    if (found.length > 1) return err(`multiple services found with provided prefix: ${term}`)
    if (found[0]) ids.push(found[0].id)
    else missing.push(`no such service: ${term}`)
  }
  return ok({ ids, missing })
}

/** The client asks for the nodes' ids. */
function nodesResolved(member: Membership, filters: Filters): Result<Filters, string> {
  const resolved: (readonly [string, string])[] = []
  for (const [key, value] of filters) {
    if (key !== 'node') {
      resolved.push([key, value])
      continue
    }
    const node = nodeReference(member, value)
    if (!node.ok) return node
    resolved.push([key, node.value])
  }
  return ok(resolved)
}

function nodeReference({ swarm, node }: Membership, term: string): Result<string, string> {
  const found = findNode(swarm, term, node)
  return found.ok ? ok(found.value.id) : err(daemonError(found.error))
}

/**
 * Of several nodes the client asks one after the other, with all the nodes so far in its filter: the tasks of the first are
 * shown as often as there are nodes.
 */
export function dockerNodePs(engine: Engine, request: NodePsRequest): Outcome {
  const { state, host } = engine
  const member = managed(state, host)
  if (!member.ok) return refused(state, daemonError(member.error))
  const { services } = member.value.swarm
  const tasks: Task[] = []
  const errors: string[] = []
  const filters: (readonly [string, string])[] = [...request.filters]
  for (const term of request.nodes.length === 0 ? ['self'] : request.nodes) {
    const id = nodeReference(member.value, term)
    if (!id.ok) {
      errors.push(id.error)
      continue
    }
    filters.push(['node', id.value])
    const listed = listTasks(services, filters)
    if (listed.ok) tasks.push(...listed.value)
    else errors.push(daemonError(listed.error))
  }
  const table =
    errors.length === 0 || tasks.length > 0
      ? taskTable(state, tasks, namesIn(state, member.value), request)
      : ok('')
  if (!table.ok) errors.push(table.error)
  const shown = printed(state, table.ok ? table.value : '')
  return errors.length === 0 ? shown : { ...shown, exit: 1, stderr: `${errors.join('\n')}\n` }
}

/** What the table shows for ids (idresolver.go); ports of mode host are asked of the containers themselves. */
const namesIn = (state: DockerWorld, { swarm }: Membership): TaskNames => ({
  service: (id) => swarm.services.services.find((s) => s.id === id)?.spec.name ?? id,
  node: (id) => swarm.nodes.find((n) => n.id === id)?.host ?? id,
  ports: (task) => {
    const container = task.container && knownContainer(state, task.container.id)
    if (!container || task.state !== 'running') return []
    return containerPorts(state, container).flatMap(({ port, bindings }) =>
      (bindings ?? []).map(({ hostPort }) => `*:${hostPort}->${port.port}/${port.protocol}`),
    )
  },
})

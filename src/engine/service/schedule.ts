/**
 * Which node gets a task: of the nodes that suit, the one with the fewest tasks of the service, then with the fewest tasks
 * (swarmkit manager/scheduler/scheduler.go, filter.go, pipeline.go). Where a real scheduler picks at random among equals, the
 * node that joined first is taken. Not modelled: resources, plugins, platforms, recent failures.
 */
import { labelOf, nodeLabel, parseConstraint, satisfies } from './constraint.js'
import type { NodeFacts } from './constraint.js'
import type { ServicePort, Task } from './state.js'
import { hasEnded, isWanted } from './taskState.js'

/** A node as the scheduler knows it. */
export interface Candidate extends NodeFacts {
  /** It is up and takes tasks: neither drained nor paused. */
  readonly available: boolean
}

/** Why a node does not suit, in the order in which a node is tested. */
const FILTERS = ['unavailable', 'constraints', 'host-port', 'max-replicas'] as const
type Filter = (typeof FILTERS)[number]

/** A node's id, or why there is none, as `docker service ps` shows it. A task may have one that it waits for. O(nodes x tasks). */
export function chooseNode(
  task: Task,
  nodes: readonly Candidate[],
  tasks: readonly Task[],
): { readonly node: string } | { readonly error: string } {
  // tasks that are to stop, or have ended, are no load
  const active = tasks.filter((t) => t.node !== null && isActive(t))
  const own = nodes.find(({ id }) => id === task.node)
  if (own) {
    const failure = failureOf(task, own, active)
    return failure === null ? { node: own.id } : { error: reason(failure, '1 node') }
  }
  const failures = nodes.map((node) => failureOf(task, node, active))
  const suitable = nodes.filter((_, i) => failures[i] === null)
  const [best] = suitable.toSorted(
    (a, b) =>
      unevenness(task, active, nodes, a, b) ||
      load(active, a, task) - load(active, b, task) ||
      load(active, a) - load(active, b),
  )
  return best ? { node: best.id } : { error: explain(failures) }
}

/**
 * Nodes that have to run a task of a global service (orchestrator/global): constraints count, availability does
 * too. O(constraints).
 */
export const suitsGlobal = (constraints: readonly string[], node: Candidate): boolean =>
  node.available && meets(constraints, node)

/** Does the managers' will still count it on its node (NodeInfo.addTask)? */
const isActive = ({ desired, state }: Task): boolean => isWanted({ desired }) && !hasEnded({ state })

export const meets = (constraints: readonly string[], node: NodeFacts): boolean =>
  constraints.every((text) => {
    const constraint = parseConstraint(text)
    return constraint.ok && satisfies(constraint.value, node)
  })

/** The first test that the node fails; null: it suits (pipeline.go Process). */
function failureOf(task: Task, node: Candidate, active: readonly Task[]): Filter | null {
  if (!node.available) return 'unavailable'
  if (!meets(task.spec.constraints, node)) return 'constraints'
  // one program a port and node: host ports are the only thing that tasks can take from each other
  const taken = active.filter((t) => t.node === node.id && t.id !== task.id).flatMap(hostPorts)
  if (hostPorts(task).some((port) => taken.includes(port))) return 'host-port'
  const { maxReplicas } = task.spec
  return maxReplicas > 0 && load(active, node, task) >= maxReplicas ? 'max-replicas' : null
}

/**
 * Which of two nodes stands where the service has fewer tasks, by the values of the labels that it is spread over, the
 * first label first (nodeset.go tree). Other descriptors than labels of nodes count for nothing.
 */
function unevenness(
  { spec, service }: Task,
  active: readonly Task[],
  nodes: readonly Candidate[],
  a: Candidate,
  b: Candidate,
): number {
  const labels = spec.spread.flatMap((text) => nodeLabel(text) ?? [])
  let [left, right] = [nodes, nodes]
  for (const label of labels) {
    left = left.filter((n) => labelOf(n, label) === labelOf(a, label))
    right = right.filter((n) => labelOf(n, label) === labelOf(b, label))
    const on = (branch: readonly Candidate[]): number =>
      active.filter((t) => t.service === service && branch.some(({ id }) => id === t.node)).length
    if (on(left) !== on(right)) return on(left) - on(right)
  }
  return 0
}

/** A port of mode host with the number left open collides with nobody: the engine chooses one. */
const hostPorts = ({ ports }: { readonly ports: readonly ServicePort[] }): readonly string[] =>
  ports
    .filter(({ publishMode, publishedPort }) => publishMode === 'host' && publishedPort !== 0)
    .map(({ protocol, publishedPort }) => `${publishedPort}/${protocol}`)

/** Tasks on the node, all or those of one service. */
const load = (active: readonly Task[], node: Candidate, like?: Task): number =>
  active.filter((t) => t.node === node.id && (like === undefined || t.service === like.service)).length

/**
 * Most failures first, as pipeline.go Explain sorts them; what `docker service ps --no-trunc` shows as the error.
 */
function explain(failures: readonly (Filter | null)[]): string {
  const counts = FILTERS.map((filter) => ({
    filter,
    count: failures.filter((each) => each === filter).length,
  }))
  const reasons = counts
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .map(({ filter, count }) => reason(filter, `${count} node${count === 1 ? '' : 's'}`))
  return reasons.length === 0 ? 'no suitable node' : `no suitable node (${reasons.join('; ')})`
}

function reason(filter: Filter, nodes: string): string {
  switch (filter) {
    case 'unavailable':
      return `${nodes} not available for new tasks`
    case 'constraints':
      return `scheduling constraints not satisfied on ${nodes}`
    case 'host-port':
      return `host-mode port already in use on ${nodes}`
    case 'max-replicas':
      return 'max replicas per node limit exceed'
  }
}

/**
 * What happens by itself at one moment: managers want tasks, give them addresses and nodes, agents start and stop them. Starting
 * takes no time, stopping does. Order among what happens at one moment is that of the tasks, where a real swarm's is random.
 * Without a leader nothing is decided, and a silent node hears of nothing.
 */
import type { Env } from '../../cnm/env.js'
import { knownContainer } from '../findContainer.js'
import { isUp } from '../isUp.js'
import type { Container, DockerWorld } from '../state.js'
import { allocateAddress, freeAddress } from '../swarm/allocate.js'
import { releaseNetwork, useNetwork } from '../swarm/hostNetwork.js'
import { makeSwarmId } from '../swarm/identity.js'
import { isDown, isSilent, withSwarm } from '../swarm/membership.js'
import { decides } from '../swarm/quorum.js'
import type { Swarm } from '../swarm/swarm.js'
import { allocateService, isAllocated, withService } from './addresses.js'
import { announceMesh, disableService } from './binding.js'
import type { Moment } from './moment.js'
import { orchestrate } from './orchestrate.js'
import { chooseNode } from './schedule.js'
import type { Services, Task } from './state.js'
import { removeContainer, startTask, stopContainer, stopTime } from './taskContainer.js'
import { neededNetworks, taskNetworks } from './taskNetworks.js'
import { hasEnded, isWanted } from './taskState.js'
import { isJob, placeOf } from './tasks.js'

/** One kind of thing: does the first of it that is due, or returns the same state. */
type Step = (env: Env, state: DockerWorld, swarm: Swarm) => DockerWorld

/**
 * The first thing in a swarm that can be done; the same state when there is none. One thing at a time, so that each
 * sees what the one before it did, as managers and agents see each other's writes in the raft store. O(tasks) for
 * each step.
 */
export function step(env: Env, state: DockerWorld, id: string): DockerWorld {
  for (const one of decides(swarmOf(state, id)) ? STEPS : [abandon]) {
    const swarm = swarmOf(state, id)
    const next = one(env, state, swarm)
    if (next !== state) return next
  }
  return state
}

const swarmOf = ({ swarms }: DockerWorld, id: string): Swarm => {
  const swarm = swarms.find((s) => s.id === id)
  if (!swarm) throw new Error(`no swarm ${id}`)
  return swarm
}

const withServices = (state: DockerWorld, swarm: Swarm, services: Services): DockerWorld =>
  withSwarm(state, { ...swarm, services })

/** A task's next state; the time of the change is noted when it is a change of state. */
function withTask(state: DockerWorld, id: string, task: Task, change: Partial<Task>): DockerWorld {
  const swarm = swarmOf(state, id)
  const moved = change.state !== undefined && change.state !== task.state
  const next: Task = { ...task, ...change, ...(moved && { changedAt: state.passed }) }
  return withServices(state, swarm, {
    ...swarm.services,
    tasks: swarm.services.tasks.map((t) => (t.id === task.id ? next : t)),
  })
}

/** What a task waits for, seconds of `passed`, has come. */
const isDue = ({ passed }: DockerWorld, { due }: Task): boolean => due !== null && due <= passed
/** What becomes of it on its node, nobody hears. */
const isAway = ({ nodes }: Swarm, { node }: Task): boolean => nodes.some((n) => n.id === node && isSilent(n))
/** Undefined: it was never made, or was removed behind the swarm's back. */
const containerOf = (state: DockerWorld, { container }: Task): Container | undefined =>
  container === null ? undefined : knownContainer(state, container.id)

/** Nodes as the scheduler sees them. */
export function nodesOf({ nodes }: Swarm): Moment['nodes'] {
  return nodes
    .filter(({ removed }) => !removed)
    .map((node) => ({
      id: node.id,
      hostname: node.host,
      role: node.role,
      address: node.address,
      labels: node.labels,
      available: node.availability === 'active' && !isDown(node),
      drained: node.availability === 'drain',
      down: isDown(node),
    }))
}

/** The orchestrators' part: which tasks there should be (orchestrate.ts). Nobody has a node or an address yet. */
const want: Step = (env, state, swarm) => {
  const services = orchestrate(swarm.services, {
    clock: state.cnm.clock,
    passed: state.passed,
    nodes: nodesOf(swarm),
    taskId: (count) => makeSwarmId('task', count, state.cnm.clock),
  })
  if (services === swarm.services) return state
  // an update that was rolled back by itself may need other addresses and ports
  const before = new Map(swarm.services.services.map(({ id, spec }) => [id, spec]))
  const reset = services.services.filter(({ id, spec }) => before.get(id) !== spec)
  const settled = reset.reduce<Swarm>((next, service) => withService(allocateService(env, next, service)), {
    ...swarm,
    services,
  })
  return withSwarm(state, settled)
}

/**
 * The addresses of a new task, on every network that gives some (swarmkit manager/allocator). A task that gets none
 * waits in state `pending`, and is tried again when something else has changed.
 */
const allocate: Step = (env, state, swarm) => {
  for (const task of swarm.services.tasks) {
    if (task.state !== 'pending' || !isWanted(task) || waitsForService(swarm, task)) continue
    const missing = neededNetworks(swarm, task).filter(
      (id) => !task.addresses.some(({ network }) => network === id),
    )
    for (const network of missing) {
      const given = allocateAddress(env, swarm, network, null)
      if (!given || given.address === null) break
      const addresses = [...task.addresses, { network, address: given.address }]
      return withTask(withSwarm(state, given.swarm), swarm.id, task, { addresses })
    }
  }
  return state
}

/** Its service has pending allocations (allocateTask). */
const waitsForService = (swarm: Swarm, task: Task): boolean =>
  swarm.services.services.some((service) => service.id === task.service && !isAllocated(swarm, service))

/** A service that got no address or port gets one when somebody else has given one back (procUnallocatedServices). */
const serve: Step = (env, state, swarm) => {
  for (const service of swarm.services.services) {
    if (isAllocated(swarm, service)) continue
    const given = allocateService(env, swarm, service)
    if (given.service !== service) return withSwarm(state, withService(given))
  }
  return state
}

/**
 * A node for a task that has its addresses; where none suits, the reason is its error, and it waits. A cluster's
 * network comes to a node with the first task that needs it.
 */
const schedule: Step = (env, state, swarm) => {
  const { tasks } = swarm.services
  for (const task of tasks) {
    if (task.state !== 'pending' || !isWanted(task) || waitsForService(swarm, task)) continue
    if (neededNetworks(swarm, task).some((id) => !task.addresses.some((a) => a.network === id))) continue
    const chosen = chooseNode(task, nodesOf(swarm), tasks)
    if ('error' in chosen) {
      if (chosen.error === task.error) continue
      return withTask(state, swarm.id, task, { error: chosen.error })
    }
    const assigned = { node: chosen.node, state: 'ready', error: '' } as const
    return task.addresses.reduce(
      (next, { network }) => {
        const used = useNetwork(env, next, swarmOf(next, swarm.id), chosen.node, network)
        return used.ok ? used.value : next
      },
      withTask(state, swarm.id, task, assigned),
    )
  }
  return state
}

/**
 * A successor's turn comes when its predecessor has stopped and its delay is over (restart.go DelayStart). Tasks of
 * jobs are meant to end: their desired state is `complete`.
 */
const promote: Step = (_, state, swarm) => {
  const { tasks } = swarm.services
  const task = tasks.find(
    (t) =>
      t.desired === 'ready' &&
      (t.notBefore === null || t.notBefore <= state.passed) &&
      !tasks.some((before) => before.id === t.after && !hasEnded(before)),
  )
  const service = swarm.services.services.find(({ id }) => id === task?.service)
  if (!task || !service) return state
  return withTask(state, swarm.id, task, { desired: isJob(service.spec) ? 'complete' : 'running' })
}

/**
 * The agent's part (swarmkit agent/exec/controller.go Do): prepare and start in one step, since neither takes time
 * here. A container that ends at once is a task that failed, or is complete.
 */
const start: Step = (env, state, swarm) => {
  const { services, nodes } = swarm
  const task = services.tasks.find(
    (t) => t.desired !== 'ready' && isWanted(t) && t.state === 'ready' && !isAway(swarm, t),
  )
  const service = services.services.find(({ id }) => id === task?.service)
  const node = nodes.find(({ id }) => id === task?.node)
  if (!task || !service || !node) return state
  const container = (id: string) => ({ host: node.host, id })
  const networks = taskNetworks(swarm, task)
  const started = startTask(env, state, node.host, services, service, task, networks, (next, id) =>
    withTask(next, swarm.id, task, { container: container(id) }),
  )
  const now = taskOf(started.state, swarm.id, task.id)
  if (started.error !== '')
    return withTask(started.state, swarm.id, now, { state: 'failed', error: started.error })
  if (started.ended !== null) return withTask(started.state, swarm.id, now, ending(started.ended))
  const running = withTask(started.state, swarm.id, now, { state: 'running' })
  const own = containerOf(running, now)
  return own ? announceMesh(running, swarmOf(running, swarm.id), own) : running
}

function taskOf(state: DockerWorld, swarm: string, id: string): Task {
  const task = swarmOf(state, swarm).services.tasks.find((t) => t.id === id)
  if (!task) throw new Error(`no task ${id}`)
  return task
}

/** The text that `docker service ps` shows (daemon/cluster/executor/container/controller.go exitError). */
const ending = (code: number): Partial<Task> =>
  code === 0
    ? { state: 'complete', due: null }
    : { state: 'failed', due: null, error: `task: non-zero exit (${code})` }

/**
 * Somebody else stopped or removed the container, or its program ended. Of a silent node nobody hears; it tells
 * when it is back.
 */
const notice: Step = (_, state, swarm) => {
  for (const task of swarm.services.tasks) {
    if (task.state !== 'running' || isAway(swarm, task)) continue
    const container = containerOf(state, task)
    if (container && isUp(container)) continue
    if (!isWanted(task)) return withTask(state, swarm.id, task, { state: 'shutdown', due: null })
    return withTask(
      state,
      swarm.id,
      task,
      container ? ending(container.exitCode) : { state: 'failed', error: 'task: non-zero exit (137)' },
    )
  }
  return state
}

/**
 * A task that should not run, in two parts: first its endpoint leaves the load balancers and the program gets its
 * signal (`due` is when it will have ended), then the container is stopped. What never ran stops at once.
 */
const stop: Step = (env, state, swarm) => {
  for (const task of swarm.services.tasks) {
    const rejected = task.state === 'rejected'
    if (isWanted(task) || (hasEnded(task) && !rejected)) continue
    if (task.state !== 'running' && !rejected)
      return withTask(state, swarm.id, task, { state: 'shutdown', due: null })
    const container = containerOf(state, task)
    if (!container || isAway(swarm, task) || (rejected && !isUp(container))) continue
    if (task.due === null) {
      const due = state.passed + stopTime(container, task)
      return disableService(env, withTask(state, swarm.id, task, { due }), container)
    }
    if (isDue(state, task))
      return withTask(stopContainer(env, state, container), swarm.id, task, {
        state: rejected ? 'rejected' : 'shutdown',
        due: null,
      })
  }
  return state
}

/**
 * What an ended task had on networks is free, and so are networks that nobody on the node needs any more. `docker
 * network ls` on a worker then shows them no longer.
 */
const free: Step = (env, state, swarm) => {
  const task = swarm.services.tasks.find((t) => hasEnded(t) && t.addresses.length > 0)
  if (!task) return state
  return task.addresses.reduce(
    (next, { network, address }) => {
      const freed = freeAddress(env, swarmOf(next, swarm.id), network, address)
      return task.node === null
        ? withSwarm(next, freed)
        : releaseNetwork(env, next, freed, task.node, network)
    },
    withTask(state, swarm.id, task, { addresses: [] }),
  )
}

/**
 * Tasks that are to be forgotten, and those beyond what is kept of a slot, with their containers
 * (taskreaper/task_reaper.go tick).
 */
const reap: Step = (env, state, swarm) => {
  const { tasks } = swarm.services
  const gone = tasks.find(
    (task) =>
      hasEnded(task) && !isWanted(task) && (task.desired === 'remove' || isBeyondHistory(swarm, task)),
  )
  if (!gone) return state
  const container = containerOf(state, gone)
  const removed = container ? removeContainer(env, state, container) : state
  const now = swarmOf(removed, swarm.id)
  return withServices(removed, now, {
    ...now.services,
    tasks: now.services.tasks.filter(({ id }) => id !== gone.id),
  })
}

/** A slot keeps so many tasks with the one that runs; more where restarts have to be counted. Those of jobs are all kept. */
function isBeyondHistory(
  { services: { services, tasks }, settings: { historyLimit } }: Swarm,
  task: Task,
): boolean {
  const service = services.find(({ id }) => id === task.service)
  if (!service || historyLimit < 0 || isJob(service.spec)) return false
  const attempts = service.spec.task.restart?.maxAttempts ?? 0
  // the reaper counts restarts by the tasks it kept, so the policy overrides the history's limit
  const kept = attempts > 0 ? attempts + 1 : historyLimit
  const own = tasks.filter(
    (t) => t.service === task.service && placeOf(service, t) === placeOf(service, task),
  )
  return own.filter((t) => hasEnded(t) && !isWanted(t)).indexOf(task) < own.length - kept
}

/** An engine that leaves the swarm removes the containers that it had for it (daemon/cluster/swarm.go Leave). */
const abandon: Step = (env, state, swarm) => {
  for (const task of swarm.services.tasks) {
    if (!swarm.nodes.some((n) => n.id === task.node && n.left)) continue
    const container = containerOf(state, task)
    if (container)
      return withTask(removeContainer(env, state, container), swarm.id, task, { container: null, due: null })
  }
  return state
}

/**
 * In the order in which one leads to the next. `notice` comes before `want`, so that a task that ended is known
 * when the managers look, and `reap` last, since only what has stopped and freed its addresses can go.
 */
const STEPS: readonly Step[] = [
  abandon,
  notice,
  want,
  serve,
  allocate,
  schedule,
  promote,
  start,
  stop,
  free,
  reap,
]

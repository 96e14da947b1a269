/**
 * A container's program ends: its sandbox goes, with every endpoint and address (moby v28.5.2 daemon/monitor.go,
 * container_operations.go releaseNetwork). Containers that share the sandbox keep a namespace with nothing in it.
 */
import { deleteSandbox } from '../cnm/deleteSandbox.js'
import type { Env } from '../cnm/env.js'
import { findSandbox, sandboxOf } from '../cnm/lookup.js'
import { newSandbox } from '../cnm/newSandbox.js'
import type { SandboxId } from '../cnm/world.js'
import { lifted, withContainer, withModel } from './change.js'
import { withContainerEvent, withNetworkEvent } from './events.js'
import { findDockerNetwork, isContainerMode } from './findNetwork.js'
import { containerOf, containersIn } from './findContainer.js'
import { withPrograms } from './processes.js'
import { detachTask } from './swarm/attachTask.js'
import type { Container, ContainerId, DockerWorld } from './state.js'

/** Every signal that is sent is told, by its number, before what comes of it (daemon/kill.go killWithSignal). */
export const withKill = (state: DockerWorld, container: Container, signal: number): DockerWorld =>
  withContainerEvent(state, container, 'kill', [['signal', String(signal)]])

/**
 * Stop container `id`, which runs, with that exit code (daemon/monitor.go handleContainerExit): networks are left,
 * then it is told to have died. `asked`: `docker stop` tells of it, just before. What it was on, it remembers by
 * name and id.
 */
export function halt(
  env: Env,
  state: DockerWorld,
  id: ContainerId,
  exitCode: number,
  asked = false,
): DockerWorld {
  const container = containerOf(state, id)
  const { sandbox, sharedWith, host } = container
  let next = withDisconnects(state, container)
  if (sandbox !== null)
    next = sharedWith === null ? release(env, next, container, sandbox) : left(env, next, container, sandbox)
  next = withoutTasks(env, next, container)
  const stopped: Container = {
    ...container,
    status: 'exited',
    exitCode,
    finishedAt: next.cnm.clock,
    sandbox: null,
    sharedWith: null,
    attachments: container.attachments.map((a) => ({ ...a, endpoint: null, remains: null })),
  }
  if (asked) next = withContainerEvent(next, container, 'stop')
  next = withContainerEvent(withContainer(next, stopped), container, 'die', [
    // seconds
    ['execDuration', String(next.cnm.clock - (container.startedAt ?? next.cnm.clock))],
    ['exitCode', String(exitCode)],
  ])
  // the sandbox it shared goes on without this program; write what still listens there
  const kept = sharedWith !== null && sandbox !== null && findSandbox(next.cnm, sandbox) ? sandbox : null
  return withPrograms(next, { host, sandbox: kept })
}

/**
 * Its places on networks of the cluster are free again (tryDetachContainerFromClusterNetwork): the next start may
 * get other addresses there. Local networks forget addresses with their endpoints.
 */
export const withoutTasks = (
  env: Env,
  state: DockerWorld,
  { id, host, attachments }: Container,
): DockerWorld =>
  attachments.reduce(
    (next, { lastNetwork }) => (lastNetwork === null ? next : detachTask(env, next, host, id, lastNetwork)),
    state,
  )

/** The networks that a container leaves with its sandbox: all of its own, even one that it could not join (releaseNetwork). */
export const withDisconnects = (state: DockerWorld, container: Container): DockerWorld =>
  isContainerMode(container.hostConfig.networkMode)
    ? state
    : container.attachments.reduce((next, { network, lastNetwork }) => {
        const found = findDockerNetwork(state, container.host, lastNetwork ?? network)
        return found.ok ? withNetworkEvent(next, found.value, 'disconnect', container.id) : next
      }, state)

/** The owner of a sandbox has ended: endpoints and addresses go with it. Whoever shared it is left behind. */
function release(env: Env, state: DockerWorld, container: Container, sandbox: SandboxId): DockerWorld {
  const { resolver } = sandboxOf(state.cnm, sandbox)
  const deleted = deleteSandbox(env, state.cnm, sandbox)
  if (!deleted.ok) throw new Error(`sandbox ${sandbox} of container ${container.id} cannot be deleted`)
  return abandon(withModel(state, deleted.value.world), container, sandbox, resolver)
}

/** The last process of an abandoned stack takes it with it. */
function left(env: Env, state: DockerWorld, container: Container, sandbox: SandboxId): DockerWorld {
  const others = containersIn(state, container.host, sandbox).some((c) => c.id !== container.id)
  if (others || sandboxOf(state.cnm, sandbox).filesOf === null) return state
  const deleted = deleteSandbox(env, state.cnm, sandbox)
  return deleted.ok ? withModel(state, deleted.value.world) : state
}

/**
 * Give those that shared the sandbox one of their own: the kernel keeps a namespace while a process is in it, but
 * its interfaces are gone. Their hosts file and resolv.conf stay those of the one that is gone (`filesOf`).
 */
function abandon(state: DockerWorld, gone: Container, sandbox: SandboxId, resolver: boolean): DockerWorld {
  const sharers = containersIn(state, gone.host, sandbox).filter((c) => c.id !== gone.id)
  const [first] = sharers
  if (!first) return state
  const { hostname, domainname } = gone.config
  const made = lifted(
    state,
    newSandbox(state.cnm, gone.host, {
      // it is no container's own: one of those in it may get into the owner's next sandbox and be left behind once more
      containerId: sandbox,
      label: `${gone.host}/${first.name}`,
      hostname,
      domainname,
      filesOf: { containerId: gone.id, resolver },
    }),
  )
  if (!made.ok) throw new Error(`no sandbox for container ${first.id}`)
  const own = made.value.value.sandbox
  const moved = sharers.reduce((next, c) => withContainer(next, { ...c, sandbox: own }), made.value.state)
  return withPrograms(moved, { host: gone.host, sandbox: own })
}

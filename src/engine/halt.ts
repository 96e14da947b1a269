/**
 * A container's program ends: its sandbox goes, with every endpoint and address (moby v28.5.2 daemon/monitor.go,
 * container_operations.go releaseNetwork). Containers that share the sandbox keep a namespace with nothing in it.
 */
import { deleteSandbox } from '../cnm/deleteSandbox.js'
import type { Env } from '../cnm/env.js'
import { findSandbox, networkOf, sandboxOf } from '../cnm/lookup.js'
import { newSandbox } from '../cnm/newSandbox.js'
import type { SandboxId } from '../cnm/world.js'
import { lifted, withContainer, withModel } from './change.js'
import { withEvent } from './events.js'
import { containerOf, containersOn } from './findContainer.js'
import { withPrograms } from './processes.js'
import type { Container, ContainerId, DockerWorld } from './state.js'

/** Stop container `id`, which runs, with that exit code. */
export function halt(env: Env, state: DockerWorld, id: ContainerId, exitCode: number): DockerWorld {
  const container = containerOf(state, id)
  const { sandbox, sharedWith, host } = container
  let next = withEvent(state, host, 'container', 'die', id, [
    ['exitCode', String(exitCode)],
    ['image', container.config.image],
    ['name', container.name],
  ])
  if (sandbox !== null)
    next = sharedWith === null ? release(env, next, container, sandbox) : left(env, next, container, sandbox)
  const stopped: Container = {
    ...container,
    status: 'exited',
    exitCode,
    finishedAt: next.cnm.clock,
    sandbox: null,
    sharedWith: null,
    attachments: container.attachments.map((a) => ({ ...a, endpoint: null })),
  }
  next = withContainer(next, stopped)
  const kept = sharedWith !== null && sandbox !== null && findSandbox(next.cnm, sandbox) ? sandbox : null
  return withPrograms(next, { host, sandbox: kept })
}

function release(env: Env, state: DockerWorld, container: Container, sandbox: SandboxId): DockerWorld {
  let next = state
  for (const { endpoint } of container.attachments) {
    if (endpoint === null) continue
    const record = next.cnm.endpoints[endpoint]
    if (!record) continue
    const { id, name, driver } = networkOf(next.cnm, record.network)
    next = withEvent(next, container.host, 'network', 'disconnect', id, [
      ['container', container.id],
      ['name', name],
      ['type', driver],
    ])
  }
  const { resolver } = sandboxOf(next.cnm, sandbox)
  const deleted = deleteSandbox(env, next.cnm, sandbox)
  if (!deleted.ok) throw new Error(`sandbox ${sandbox} of container ${container.id} cannot be deleted`)
  return abandon(withModel(next, deleted.value.world), container, sandbox, resolver)
}

/** The last process of an abandoned stack takes it with it. */
function left(env: Env, state: DockerWorld, container: Container, sandbox: SandboxId): DockerWorld {
  const others = containersOn(state, container.host).some(
    (c) => c.sandbox === sandbox && c.id !== container.id,
  )
  if (others || sandboxOf(state.cnm, sandbox).filesOf === null) return state
  const deleted = deleteSandbox(env, state.cnm, sandbox)
  return deleted.ok ? withModel(state, deleted.value.world) : state
}

/** Give those that shared the sandbox one of their own: the kernel keeps a namespace while a process is in it. */
function abandon(state: DockerWorld, gone: Container, sandbox: SandboxId, resolver: boolean): DockerWorld {
  const sharers = containersOn(state, gone.host).filter((c) => c.sandbox === sandbox && c.id !== gone.id)
  const [first] = sharers
  if (!first) return state
  const { hostname, domainname } = gone.config
  const made = lifted(
    state,
    newSandbox(state.cnm, gone.host, {
      containerId: first.id,
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

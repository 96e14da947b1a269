/**
 * `docker start`: a sandbox, then an endpoint on every network (moby v28.5.2 daemon/start.go, container_operations.go
 * initializeNetworking, allocateNetwork). A real engine joins several networks in random order; here it is the order given.
 */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { Env } from '../cnm/env.js'
import { deleteSandbox } from '../cnm/deleteSandbox.js'
import { withLost } from '../cnm/lostAddress.js'
import { newSandbox } from '../cnm/newSandbox.js'
import type { HostId } from '../cnm/world.js'
import { attach } from './attach.js'
import { removeRecord } from './containerRemove.js'
import { copyOfContainer, lifted, refuse, ticked, withContainer, withModel } from './change.js'
import { engineErrorText } from './errors.js'
import type { EngineError } from './errors.js'
import { withContainerEvent, withNetworkEvent } from './events.js'
import { containerOf, findContainer } from './findContainer.js'
import { halt, withDisconnects, withoutTasks } from './halt.js'
import { findDockerNetwork, isContainerMode } from './findNetwork.js'
import { brokenLink } from './links.js'
import { portTaken, withPrograms } from './processes.js'
import { endedCode, missingProgram, stays } from './program.js'
import { sandboxSpec } from './sandboxSpec.js'
import type { Attachment, Container, ContainerId, DockerWorld, EngineChange, Refusal } from './state.js'

/** The exit code that a container has when it could not be started (moby daemon/start.go exitUnknown). */
const COULD_NOT_START = 128
/** A shell's code for "command not found", which the engine takes over. */
const NO_SUCH_PROGRAM = 127

/**
 * Runs a program that ends at once, in a world in which its container is up: its exit code, and what it says. The engine knows
 * none; whoever does passes it in. null: it is not known either.
 */
export type ProgramRun = (
  during: DockerWorld,
  container: Container,
) => { readonly exit: number; readonly stdout: string; readonly stderr: string } | null

/**
 * Networks, then the program (daemon/start.go containerStart). No error for one that runs. `ended`: the exit code
 * of a program that has ended at once, null while it runs. A refusal has in `after` the container with its error
 * and exit code, or without it if it was created with --rm. `run` says what a short program does: see ProgramRun.
 */
export function containerStart(
  env: Env,
  state: DockerWorld,
  host: HostId,
  term: string,
  run: ProgramRun = () => null,
): EngineChange<{ readonly ended: number | null }> {
  const found = findContainer(state, host, term)
  if (!found.ok) return refuse(found.error)
  const container = found.value
  // ContainerStart asks whether it is paused before whether it runs, since a paused one does
  if (container.status === 'paused') return refuse({ code: 'start-paused' })
  if (container.status === 'running') return ok({ state, ended: null })
  const started = bringUp(env, state, container)
  if (!started.ok)
    return refuse(started.error.error, failed(started.error.at, container.id, started.error.error))
  return ok(running(env, started.value, container.id, run))
}

/**
 * A start that failed half-way: the error, and the state that it left, with events that were told and cannot be
 * untold.
 */
type Halfway = Result<DockerWorld, { readonly error: EngineError; readonly at: DockerWorld }>

/**
 * What a start does before the program is begun: the sandbox (initializeNetworking), the links
 * (setupLinkedContainers in createSpec), the program's file (the OCI runtime's create), and the networks
 * (allocateNetwork), in this order.
 */
function bringUp(env: Env, state: DockerWorld, container: Container): Halfway {
  const stop = (error: EngineError): Halfway => err({ error, at: state })
  // no sandbox and no network of its own: nothing below concerns it
  if (isContainerMode(container.hostConfig.networkMode)) {
    const shared = share(state, container)
    return shared.ok ? shared : stop(shared.error)
  }
  // the sandbox existed when it failed, so the clean-up tells of every network it would have been on
  // (releaseNetwork)
  const left = (error: EngineError, joined: readonly Attachment[] = [], at = state): Halfway =>
    err({ error, at: withDisconnects(withConnects(at, container, joined), container) })
  const spec = sandboxSpec(state, container)
  if (!spec.ok) return stop(spec.error)
  const linkProblem = onDefaultBridge(state, container) ? brokenLink(state, container) : null
  if (linkProblem) return left(linkProblem)
  const program = missingProgram(container)
  if (program !== null) return left({ code: 'program-missing', program })
  // nothing listens yet: the program is not running, and whether it may have its port is asked in `running`
  const listeners: typeof spec.value.listeners = []
  const made = lifted(state, newSandbox(state.cnm, container.host, { ...spec.value, listeners }))
  if (!made.ok) return stop(made.error)
  const placed = copyOfContainer(containerOf(made.value.state, container.id))
  placed.sandbox = made.value.value.sandbox
  let next = withContainer(made.value.state, placed)
  // the first network that fails ends the start; those joined before are left again, and both are told
  for (const [i, attachment] of container.attachments.entries()) {
    const attached = attach(env, next, container.id, attachment)
    if (!attached.ok)
      return left(
        { code: 'networking-setup', cause: attached.error.error },
        container.attachments.slice(0, i),
        withoutLost(env, undone(env, state, attached.error.after ?? next, container), attached.error),
      )
    next = attached.value
  }
  return ok(next)
}

/**
 * Nothing is left of a start that failed, but that the cluster has given addresses and taken them back: its next
 * one will be another.
 */
function undone(env: Env, before: DockerWorld, at: DockerWorld, container: Container): DockerWorld {
  if (at.swarms === before.swarms) return before
  const { sandbox } = containerOf(at, container.id)
  const deleted = sandbox === null ? undefined : deleteSandbox(env, at.cnm, sandbox)
  const empty = deleted?.ok ? withModel(at, deleted.value.world) : at
  return withContainer(withoutTasks(env, empty, containerOf(at, container.id)), container)
}

/** But for an address that the engine has lost. */
const withoutLost = (env: Env, state: DockerWorld, { lost }: Refusal): DockerWorld =>
  lost ? withModel(state, withLost(env, state.cnm, lost.network, lost.address)) : state

/** What a start that fails has told before: the networks that were joined until then. */
const withConnects = (
  state: DockerWorld,
  { id, host }: Container,
  joined: readonly Attachment[],
): DockerWorld =>
  joined.reduce((next, { network, lastNetwork }) => {
    const found = findDockerNetwork(state, host, lastNetwork ?? network)
    return found.ok ? withNetworkEvent(next, found.value, 'connect', id) : next
  }, state)

/**
 * Take over the sandbox of the container that the network mode names (daemon/container_operations.go
 * getNetworkedContainer), with its host name. Checked at the start only: a container may be created before its
 * target.
 */
function share(state: DockerWorld, container: Container): Result<DockerWorld, EngineError> {
  const term = container.hostConfig.networkMode.slice('container:'.length)
  const found = findContainer(state, container.host, term)
  if (!found.ok) return err({ code: 'joining-namespace', cause: found.error })
  const target = found.value
  // `docker create` cannot know the id yet, but a name that is to be its own can be given
  if (target.id === container.id) return err({ code: 'own-namespace' })
  if (target.sandbox === null)
    return err({ code: 'namespace-not-running', container: target.name, status: target.status })
  const { hostname, domainname } = target.config
  return ok(
    withContainer(ticked(state), {
      ...container,
      config: { ...container.config, hostname, domainname },
      // from now on the mode names the target by its id, so that a rename does not matter
      hostConfig: { ...container.hostConfig, networkMode: `container:${target.id}` },
      sandbox: target.sandbox,
      // a target that shares itself stands for the owner of the sandbox
      sharedWith: target.sharedWith ?? target.id,
    }),
  )
}

/** Links matter to containers on the default bridge only. */
const onDefaultBridge = (state: DockerWorld, { host, attachments }: Container): boolean =>
  attachments.some((a) => {
    const network = findDockerNetwork(state, host, a.network)
    return network.ok && network.value.name === 'bridge'
  })

/**
 * Networks are there: the program starts, and perhaps ends at once, which is its whole life in one step: events
 * start and die, the networks left again, an exit code. `said`, `printed` and the error of a former start are wiped
 * out.
 */
function running(
  env: Env,
  state: DockerWorld,
  id: ContainerId,
  run: ProgramRun,
): { readonly state: DockerWorld; readonly ended: number | null } {
  const container = copyOfContainer(containerOf(state, id))
  container.status = 'running'
  container.exitCode = 0
  container.error = ''
  container.said = ''
  container.printed = ''
  container.startedAt = state.cnm.clock
  const up = withContainerEvent(withContainer(ticked(state), container), container, 'start')
  // a program that cannot have its port says so and ends
  const busy = stays(container) && portTaken(env, up, container)
  if (stays(container) && !busy) return { state: withPrograms(up, container), ended: null }
  const ran = busy
    ? { exit: 1, stdout: '', stderr: 'httpd: bind: Address already in use\n' }
    : (run(up, container) ?? { exit: endedCode(container), stdout: '', stderr: '' })
  const { exit: code, stdout: printed, stderr: said } = ran
  const down = halt(env, up, id, code)
  const record: Container = { ...containerOf(down, id), said, printed }
  return { state: settled(withContainer(down, record), record), ended: code }
}

/** A container that was run with --rm goes when its program ends, or when it could not be started. */
const settled = (state: DockerWorld, container: Container): DockerWorld =>
  container.hostConfig.autoRemove ? removeRecord(state, container) : state

/**
 * What is left of a start that failed: no sandbox, an error, and nothing at all of a container that removes itself.
 * The status stays what it was, `created` or `exited`: a program that never ran did not exit (daemon/monitor.go
 * handleContainerExit says so of networking that failed). An exit code from before is kept.
 */
function failed(state: DockerWorld, id: ContainerId, error: EngineError): DockerWorld {
  const container = containerOf(state, id)
  const record: Container = {
    ...container,
    exitCode: error.code === 'program-missing' ? NO_SUCH_PROGRAM : container.exitCode || COULD_NOT_START,
    error: engineErrorText(error),
  }
  return settled(withContainer(ticked(state), record), record)
}

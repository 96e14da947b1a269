/**
 * `docker create` and `docker run` (docker/cli container/create.go, run.go). What a program prints that ends at once is shown.
 * Not modelled: pulling images; what other programs print, and that the client waits for their end.
 */
import { isLoopback, parseIp } from '../../addr/ip.js'
import { containerAttach } from '../../engine/containerAttach.js'
import { containerCreate } from '../../engine/containerCreate.js'
import { containerStart } from '../../engine/containerStart.js'
import { findContainer } from '../../engine/findContainer.js'
import type { ContainerSettings, CreateRequest, RunRequest } from '../args/requests/container.js'
import { mainProgram } from '../exec/mainProgram.js'
import { success, type ProgramOutput } from '../exec/program.js'
import { createSpec } from './createSpec.js'
import { lines } from './eachOf.js'
import { daemonError, refused, NO_TERMINAL, type Engine, type Outcome } from './outcome.js'

/** Prints the id. Warnings go to stderr, and the container is made all the same. */
export function dockerCreate({ env, state, host }: Engine, request: CreateRequest): Outcome {
  const made = containerCreate(env, state, host, createSpec(request, false))
  if (!made.ok) return refused(made.error.after ?? state, daemonError(made.error.error))
  const { id, warnings } = made.value
  return {
    state: made.value.state,
    exit: 0,
    stdout: `${id}\n`,
    stderr: warningLines(warnings, request),
  }
}

/**
 * Create, attach, start (container/run.go runContainer). Exit codes: the program's where it ended at once, 0 where
 * it goes on (a real client would wait), 125 to 127 where it could not be started; the container is left then,
 * unless --rm.
 */
export function dockerRun({ env, state, host, terminal }: Engine, request: RunRequest): Outcome {
  if (!request.detach && request.tty && request.attachStdin && !terminal) return refused(state, NO_TERMINAL)
  const made = containerCreate(env, state, host, createSpec(request, request.detach))
  if (!made.ok) return failedRun(made.error.after ?? state, daemonError(made.error.error))
  const { id, warnings } = made.value
  const stdout = request.detach ? `${id}\n` : ''
  const stderr = warningLines(warnings, request)
  const attached = !request.detach && (request.attachStdin || request.attachStdout || request.attachStderr)
  // the client attaches before it starts, so that it misses nothing
  const before = attached ? containerAttach(made.value.state, host, id) : made.value.state
  let output: ProgramOutput = success('')
  const started = containerStart(
    env,
    before,
    host,
    id,
    mainProgram(env, (printed) => (output = printed)),
  )
  if (!started.ok) {
    const failed = failedRun(started.error.after ?? before, daemonError(started.error.error))
    return { ...failed, stdout, stderr: stderr + failed.stderr }
  }
  const after = started.value.state
  if (request.detach) return { state: after, exit: 0, stdout, stderr }
  const container = findContainer(after, host, id)
  const { ended } = started.value
  return {
    state: after,
    exit: ended ?? 0,
    stdout: attached ? output.stdout : '',
    stderr:
      ended === null && container.ok
        ? stderr + stillRunning(container.value.name)
        : stderr + (attached ? output.stderr : ''),
  }
}

/** What a user of the real client would wait for. */
const stillRunning = (name: string): string =>
  `cnm-sim: ${name} runs; its own output is not modelled. To run a program in it: docker exec ${name} ip addr show\n`

const warningLines = (warnings: readonly string[], request: ContainerSettings): string =>
  lines([...warnings, ...localhostWarning(request)].map((warning) => `WARNING: ${warning}`))

/** The client's own: a resolver on the host's loopback is not the container's (createContainer, localhostDNSWarning). */
function localhostWarning({ dns }: ContainerSettings): readonly string[] {
  const local = dns.find((server) => {
    const address = parseIp(server)
    return address !== undefined && isLoopback(address)
  })
  return local === undefined ? [] : [`Localhost DNS (${local}) may fail in containers.`]
}

/** 127 and 126 are a shell's codes for "not found" and "cannot be executed"; 125 is the client's own (toStatusError). */
function failedRun(state: Outcome['state'], error: string): Outcome {
  const exit = /executable file not found|no such file or directory/.test(error)
    ? 127
    : /permission denied|is a directory/.test(error)
      ? 126
      : 125
  return refused(state, `docker: ${error}\n\nRun 'docker run --help' for more information`, exit)
}

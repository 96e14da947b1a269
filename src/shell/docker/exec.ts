/** `docker exec` and `attach` (docker/cli container/exec.go). Programs are simulated by exec/programs.ts; users play no part. */
import { containerAttach } from '../../engine/containerAttach.js'
import { containerExecCheck } from '../../engine/containerExecCheck.js'
import { findContainer } from '../../engine/findContainer.js'
import type { AttachRequest, ExecRequest } from '../args/requests/container.js'
import { insideOf } from '../exec/program.js'
import { findProgram } from '../exec/programs.js'
import { daemonError, NO_TERMINAL, printed, refused, type Engine, type Outcome } from './outcome.js'

/**
 * The client's own checks between two questions to the engine (container/exec.go RunExec): is there such a
 * container, is there a terminal, and then whether it runs. Exit code and output are the program's; with -d there
 * is none.
 */
export function dockerExec({ env, state, host, terminal }: Engine, request: ExecRequest): Outcome {
  const known = findContainer(state, host, request.container)
  if (!known.ok) return refused(state, daemonError(known.error))
  if (request.tty && request.interactive && !request.detach && !terminal) return refused(state, NO_TERMINAL)
  const checked = containerExecCheck(state, host, request.container)
  if (!checked.ok) return refused(state, daemonError(checked.error))
  const container = checked.value
  if (container.sandbox === null) throw new Error(`${container.name} runs without a sandbox`)
  const [command = '', ...args] = request.cmd
  // a program that the image has, but that is not simulated, is told so by findProgram's own stand-in
  const program = findProgram(command)
  if (!program) return notFound(state, command)
  const { env: addedEnv, workingDir } = request
  if (workingDir !== '' && !isDirectory(workingDir))
    return ociRefused(
      state,
      `chdir to cwd ("${workingDir}") set in config.json failed: no such file or directory`,
    )
  const place = { addedEnv, workingDir: workingDir || '/' }
  const result = program(insideOf(env, state, container, container.sandbox, place), args)
  return request.detach ? printed(state, '') : { state, ...result }
}

/** The directories that images have; what is below them is not known, and taken to be there. */
const DIRECTORIES = 'app bin dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var'.split(' ')
const isDirectory = (path: string): boolean => path === '/' || DIRECTORIES.includes(path.split('/')[1] ?? '')

const notFound = (state: Outcome['state'], command: string): Outcome =>
  ociRefused(
    state,
    `exec: "${command}": ${
      command.includes('/')
        ? `stat ${command}: no such file or directory`
        : 'executable file not found in $PATH'
    }`,
  )

/** runc's words; they come on the stream of the program's own output (moby api/server/router/container/exec.go). */
const ociRefused = (state: Outcome['state'], problem: string): Outcome => ({
  state,
  exit: 127,
  stdout: `OCI runtime exec failed: exec failed: unable to start container process: ${problem}\r\n`,
  stderr: '',
})

/**
 * There is nothing to attach to, as the program is not run: only how to run one is said. What the client asks
 * before (inspectContainerAndCheckState) is answered as always.
 */
export function dockerAttach({ state, host }: Engine, { container }: AttachRequest): Outcome {
  const found = findContainer(state, host, container)
  if (!found.ok) return refused(state, daemonError(found.error))
  const { status, name } = found.value
  if (status === 'paused') return refused(state, 'You cannot attach to a paused container, unpause it first')
  if (status !== 'running') return refused(state, 'You cannot attach to a stopped container, start it first')
  return {
    state: containerAttach(state, host, container),
    exit: 0,
    stdout: '',
    stderr: `cnm-sim: the program of ${name} is not run, so there is no terminal to attach to. To run one in it: docker exec ${name} ip addr show\n`,
  }
}

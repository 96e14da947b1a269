/** What a simulated program gets: the container that it runs in, seen from inside. */
import type { Env } from '../../cnm/env.js'
import { dataPlane } from '../../cnm/dataPlane.js'
import type { SandboxId, World } from '../../cnm/world.js'
import type { Namespace } from '../../dataplane/namespace.js'
import type { DataPlane } from '../../dataplane/plane.js'
import type { Container, DockerWorld } from '../../engine/state.js'
import { askerOf, type Asker } from '../../reach/asker.js'

/** A snapshot: a program sees the world as it was when it was started, and changes nothing. */
export interface Inside {
  readonly env: Env
  readonly state: DockerWorld
  /** The model's part of `state`. */
  readonly world: World
  readonly container: Container
  readonly sandbox: SandboxId
  readonly asker: Asker
  readonly plane: DataPlane
  readonly namespace: Namespace
  /** Of `docker exec -e`: NAME=value. */
  readonly addedEnv: readonly string[]
  readonly workingDir: string
}

/** What it prints on either stream, and its exit code. */
export interface ProgramOutput {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** `args` without the program's name. */
export type Program = (inside: Inside, args: readonly string[]) => ProgramOutput

/** Exit 0; `stdout` with its newlines. */
export const success = (stdout: string): ProgramOutput => ({ exit: 0, stdout, stderr: '' })
export const failure = (stderr: string, exit = 1, stdout = ''): ProgramOutput => ({
  exit,
  stdout,
  stderr: `${stderr}\n`,
})

/** Throws when the data plane lacks the sandbox's namespace, which it never does. */
export function insideOf(
  env: Env,
  state: DockerWorld,
  container: Container,
  sandbox: SandboxId,
  { addedEnv = [], workingDir = '/' }: Partial<Pick<Inside, 'addedEnv' | 'workingDir'>> = {},
): Inside {
  const world = state.cnm
  const asker = askerOf(world, sandbox)
  const plane = dataPlane(env, world)
  const namespace = plane.namespace(asker.namespace)
  if (!namespace) throw new Error(`no namespace ${asker.namespace} in the data plane`)
  return { env, state, world, container, sandbox, asker, plane, namespace, addedEnv, workingDir }
}

/**
 * `docker compose` for the laboratory's docker: command lines to what they do and print. Files are read as the command would
 * find them. What is printed is not compared with a real Compose's, exit codes are. Not modelled: pull, run, cp,
 * images, top, events, watch and their like.
 */
import { dockerExec } from '../../shell/docker/exec.js'
import { dockerPort } from '../../shell/docker/port.js'
import {
  printed,
  refused,
  type Engine,
  type Outcome as Printed,
  type Plugin,
} from '../../shell/docker/outcome.js'
import { parseFlags, type FlagValues } from '../../shell/args/flags.js'
import { boolOf, listOf, numberOf, textOf } from '../../shell/args/flagValues.js'
import { composeErrorText } from '../errors.js'
import { loadCompose } from '../loadCompose.js'
import type { ReadFile } from '../load/source.js'
import type { Project } from '../model/project.js'
import { numberOf as containerNumber, Steps } from '../up/steps.js'
import { down, up } from '../up/up.js'
import { COMPOSE_VERSION } from '../up/labels.js'
import { printConfig } from './config.js'
import { commandNames, flagsOf, globalFlags, isCommand, type CommandName } from './flags.js'
import { downByName } from './downByName.js'
import { lifecycle } from './lifecycle.js'
import { printLs } from './ls.js'
import { printPs } from './ps.js'
import { printOutcome } from './printOutcome.js'
import { scaled } from './scaled.js'

/** Where the plugin finds files and variables: the laboratory has no disk of its own. */
export interface PluginOptions {
  /** A file's text, or undefined where there is no such file. */
  readonly read: ReadFile
  /** Where the command runs. Default: `.`. */
  readonly folder?: string
  /** The absolute path of `.`. Default: `/`. */
  readonly here?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/**
 * Give it to `createLab({ compose })`. The result is what the command prints, its exit code, and the engine's state
 * after it.
 */
export const composePlugin =
  (options: PluginOptions): Plugin =>
  (engine, words) => {
    const globals = parseFlags(globalFlags, words, false)
    if (!globals.ok) return refused(engine.state, globals.error)
    const [command, ...rest] = globals.value.args
    // the plugin's own help, as `docker compose` alone prints it, with exit code 0
    if (command === undefined) return refused(engine.state, USAGE, 0)
    if (!isCommand(command))
      return refused(engine.state, `unknown docker command: "compose ${command}"\n${USAGE}`)
    const own = parseFlags(flagsOf(command), rest, command !== 'exec')
    if (!own.ok) return refused(engine.state, own.error)
    const asked: Asked = {
      command,
      globals: globals.value.values,
      flags: own.value.values,
      operands: own.value.args,
    }
    return run(engine, options, asked)
  }

const USAGE = `Usage:  docker compose [OPTIONS] COMMAND\n\nCommands that are modelled: ${commandNames.join(', ')}`

/** A command line taken apart, before it is known whether it makes sense. */
interface Asked {
  readonly command: CommandName
  readonly globals: FlagValues
  readonly flags: FlagValues
  readonly operands: readonly string[]
}

/** Every command loads the project first, so a mistake in the file shows whatever is asked. */
function run(engine: Engine, options: PluginOptions, { command, globals, flags, operands }: Asked): Printed {
  const { state } = engine
  if (command === 'version')
    return { state, exit: 0, stdout: `Docker Compose version ${COMPOSE_VERSION}\n`, stderr: '' }
  // only these take services as a selection of the project; to the others they are names of containers' services
  if (command === 'ls') return printLs(engine, boolOf(flags, 'all'), boolOf(flags, 'quiet'))
  const isNamed = command === 'up' || command === 'create' || command === 'config'
  const given = (name: string): readonly string[] | undefined =>
    globals.has(name) ? listOf(globals, name) : undefined
  const loaded = loadCompose({
    ...options,
    ...optional('files', given('file')),
    ...optional('envFiles', given('env-file')),
    ...optional('profiles', given('profile')),
    ...optional('projectName', given('project-name')?.at(-1)),
    ...optional('projectFolder', given('project-directory')?.at(-1)),
    ...(isNamed ? { services: operands, dependencies: !boolOf(flags, 'no-deps') } : {}),
  })
  const named = given('project-name')?.at(-1)
  if (!loaded.ok && command === 'down' && named !== undefined && loaded.error[0]?.code === 'no-compose-file')
    return downByName(engine, named)
  // all mistakes of the file at once; Compose stops at the first one
  if (!loaded.ok) return refused(state, loaded.error.map(composeErrorText).join('\n'))
  const project = loaded.value
  const warnings = project.warnings
    .map(({ text }) => `time="" level=warning msg=${JSON.stringify(text)}\n`)
    .join('')
  const outcome = perform(engine, project, command, flags, operands)
  return { ...outcome, stderr: warnings + outcome.stderr }
}

/** One command on a loaded project. The switch is complete: a command in the table without a case does not compile. */
function perform(
  engine: Engine,
  project: Project,
  command: Exclude<CommandName, 'version' | 'ls'>,
  flags: FlagValues,
  operands: readonly string[],
): Printed {
  const { state } = engine
  switch (command) {
    case 'up':
    case 'create': {
      // every service has a profile, and none is active
      if (project.services.size === 0) return refused(state, 'no service selected')
      const wanted = scaled(project, listOf(flags, 'scale'))
      if (!wanted.ok) return refused(state, wanted.error)
      const [always, never] = [boolOf(flags, 'force-recreate'), boolOf(flags, 'no-recreate')]
      if (always && never) return refused(state, '--force-recreate and --no-recreate are incompatible')
      return printOutcome(
        up(engine, wanted.value, {
          recreate: always ? 'always' : never ? 'never' : 'changed',
          removeOrphans: boolOf(flags, 'remove-orphans'),
          start: command === 'up' && !boolOf(flags, 'no-start'),
        }),
      )
    }
    case 'scale': {
      const wanted = scaled(project, operands)
      return wanted.ok ? printOutcome(up(engine, wanted.value)) : refused(state, wanted.error)
    }
    case 'down':
      return printOutcome(down(engine, project, { removeOrphans: boolOf(flags, 'remove-orphans') }))
    case 'config':
      return printConfig(engine, project, flags)
    case 'ps':
      return printPs(engine, project, flags, operands)
    // nothing is built, and programs write nothing
    case 'build':
    case 'logs': {
      const unknown = operands.find((name) => !project.services.has(name) && !project.disabled.has(name))
      return unknown === undefined ? printed(state, '') : refused(state, `no such service: ${unknown}`)
    }
    case 'port': {
      const [service = '', port = ''] = operands
      const found = new Steps(engine).containers(project.name, service)
      const index = numberOf(flags, 'index', 0)
      const container = index === 0 ? found[0] : found.find((c) => containerNumber(c) === index)
      if (container === undefined) return refused(state, `service "${service}" is not running`)
      const asked = `${port}/${textOf(flags, 'protocol', 'tcp')}`
      const all = dockerPort(engine, { command: 'port', container: container.name, port: asked })
      // the first address alone
      return { ...all, stdout: all.stdout.replace(/\n[^]*$/, '\n') }
    }
    case 'exec': {
      const [service = '', ...words] = operands
      const found = new Steps(engine).containers(project.name, service)
      const index = numberOf(flags, 'index', 0)
      const container = index === 0 ? found[0] : found.find((c) => containerNumber(c) === index)
      if (container === undefined) return refused(state, `service "${service}" is not running`)
      return dockerExec(engine, {
        command: 'exec',
        container: container.name,
        cmd: words,
        detach: boolOf(flags, 'detach'),
        interactive: false,
        tty: false,
        privileged: boolOf(flags, 'privileged'),
        user: textOf(flags, 'user'),
        workingDir: textOf(flags, 'workdir'),
        env: listOf(flags, 'env'),
      })
    }
    case 'start':
    case 'stop':
    case 'restart':
    case 'kill':
    case 'pause':
    case 'unpause':
    case 'rm':
      return lifecycle(engine, project, command, operands, {
        signal: textOf(flags, 'signal'),
        stop: boolOf(flags, 'stop'),
      })
  }
}

/** Leaves a key out instead of giving it undefined, as the options' types want it. */
const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } => {
  const made: { [P in K]?: V } = {}
  if (value !== undefined) made[key] = value
  return made
}

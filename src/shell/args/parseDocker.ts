/** The front of the docker client: words to a request, or to what the client prints when it asks the engine nothing. */
import { arityError } from './arity.js'
import { flagError, plainError, type ClientError } from './clientError.js'
import type { CommandNode, CommandSpec, GroupSpec } from './command.js'
import { ROOT_USE_LINE, rootCommands, rootHelp } from './commands/root.js'
import { parseFlags } from './flags.js'
import { boolOf, textOf } from './flagValues.js'
import { commandHelp, groupHelp, useLineOf, type SwarmRole } from './help.js'
import type { DockerRequest } from './requests.js'
import { globalFlags, LOG_LEVELS } from './tables/globalFlags.js'
import { helpFlag, traverse, type Found } from './traverse.js'

export type { SwarmRole } from './help.js'

export interface ParsedRequest {
  readonly ok: true
  readonly request: DockerRequest
  /** Printed before anything the request prints: notices of deprecated flags. Usually ``. */
  readonly stdout: string
}

/** `exit` is 0 for a help text, 125 for a flag and for what `run` refuses, 1 for everything else. */
export interface ParsedOutput extends ClientError {
  readonly ok: false
}

/** Either there is something to ask the engine, or the client has said all there is to say. */
export type Parsed = ParsedRequest | ParsedOutput

export interface ParseOptions {
  /** The engine's place in a swarm, which only help texts depend on; `none` without it. */
  readonly role?: SwarmRole
}

// The release that is simulated. The build's short hash was not read from a real client.
const VERSION = 'Docker version 28.5.2, build ecc6942\n'

/**
 * Parses the words after `docker` as docker/cli v28 does. Texts and exit codes are the real client's, as long as
 * they do not depend on an answer of the engine, on files, on a terminal or on the environment.
 */
export function parseDocker(words: readonly string[], { role = 'none' }: ParseOptions = {}): Parsed {
  const globals = parseFlags([...globalFlags, helpFlag], words, false)
  if (!globals.ok) return output(flagError(globals.error, 'docker', ROOT_USE_LINE))
  const { values, args, notices } = globals.value
  // Here the notice of -h goes to stderr: docker reads these flags before cobra does.
  const early = lines(notices)
  // docker/cli sets up its logging before it looks for a command
  const level = textOf(values, 'log-level', 'info')
  if (!LOG_LEVELS.includes(level.toLowerCase())) {
    return output(plainError(`Unable to parse logging level: ${level}`))
  }
  const help = boolOf(values, 'help')
  const version = boolOf(values, 'version')
  if (args.length === 0) {
    const bare = rootOutput(help, version, role) ?? { exit: 0, stdout: '', stderr: rootHelp(role) }
    return output({ ...bare, stderr: early + bare.stderr })
  }
  // `docker help` is cobra's own command, and hidden
  if (args[0] === 'help') return helpCommand(args.slice(1), role)
  const found = traverse(rootCommands, args)
  if (!found.ok) return output(plainError(found.error))
  const parsed =
    found.value.node === undefined
      ? unknownCommand(args, rootOutput(help, version, role), role)
      : dispatch(found.value.node, { ...found.value, help: found.value.help || help }, role)
  return parsed.ok ? parsed : { ...parsed, stderr: early + parsed.stderr }
}

const output = (error: ClientError): ParsedOutput => ({ ok: false, ...error })

/** By kind; a command that is not modelled keeps its words, since nobody has looked at its flags. */
function dispatch(node: CommandNode, found: Found, role: SwarmRole): Parsed {
  const { path, words } = found
  switch (node.kind) {
    case 'command':
      return runCommand(node, found)
    case 'group':
      return runGroup(node, found, role)
    case 'not modelled': {
      const request: DockerRequest =
        path === 'docker compose'
          ? { command: 'compose', args: words }
          : { command: 'not modelled', path, args: words }
      return { ok: true, request, stdout: '' }
    }
  }
}

/** What docker itself prints for its own --help and --version, wherever they stand. */
function rootOutput(help: boolean, version: boolean, role: SwarmRole): ClientError | undefined {
  if (help) return { exit: 0, stdout: rootHelp(role), stderr: '' }
  return version ? { exit: 0, stdout: VERSION, stderr: '' } : undefined
}

/** A word that names no command; the flags behind it are docker's own, and count first. */
function unknownCommand(
  words: readonly string[],
  before: ClientError | undefined,
  role: SwarmRole,
): ParsedOutput {
  const parsed = parseFlags([...globalFlags, helpFlag], words, true)
  if (!parsed.ok) return output(flagError(parsed.error, 'docker', ROOT_USE_LINE))
  const { values, args, notices } = parsed.value
  const asked = before ?? rootOutput(boolOf(values, 'help'), boolOf(values, 'version'), role)
  if (asked !== undefined) return output({ ...asked, stdout: lines(notices) + asked.stdout })
  const [word = ''] = args
  return output(
    plainError(`docker: unknown command: docker ${word}\n\nRun 'docker --help' for more information`),
  )
}

/**
 * A group alone prints its help on stderr, and exits with 0; a word that names none of its commands is an error.
 */
function runGroup(spec: GroupSpec, { path, words, help, notices }: Found, role: SwarmRole): Parsed {
  const parsed = parseFlags([helpFlag], words, true)
  if (!parsed.ok) return output(flagError(parsed.error, path, path))
  const { values, args } = parsed.value
  const stdout = lines([...notices, ...parsed.value.notices])
  if (help || boolOf(values, 'help')) {
    return output({ exit: 0, stdout: stdout + groupHelp(path, spec, role), stderr: '' })
  }
  const [word] = args
  if (word === undefined) return output({ exit: 0, stdout, stderr: groupHelp(path, spec, role) })
  const unknown = `docker: unknown command: ${path} ${word}`
  const error = `${unknown}\n\nUsage:  ${path}\n\nRun '${path} --help' for more information`
  return output({ ...plainError(error), stdout })
}

/**
 * Flags, help, flags that this engine has not, number of arguments, and then the command's own checks: in this
 * order, so that of several mistakes the same one is told. Notices of deprecated flags come before all but the
 * first.
 */
function runCommand(spec: CommandSpec, { path, words, help, notices }: Found): Parsed {
  // run and create: -h is the host name there
  const ownHelp = spec.flags.some(({ name }) => name === 'help')
  const specs = ownHelp ? spec.flags : [...spec.flags, helpFlag]
  const useLine = useLineOf(path, spec)
  const parsed = parseFlags(specs, words, spec.interspersed)
  if (!parsed.ok) return output(flagError(parsed.error, path, useLine))
  const { values, args, given } = parsed.value
  const stdout = lines([...notices, ...parsed.value.notices])
  const fail = (error: ClientError): Parsed => output({ ...error, stdout: stdout + error.stdout })
  // made when it is asked for: it costs more than all the rest
  const shown = () => ({ exit: 0, stdout: commandHelp(path, spec), stderr: '' })
  if ((help && !ownHelp) || boolOf(values, 'help')) return fail(shown())
  const unsupported = given.flatMap(({ name, onlyOn }) =>
    onlyOn === undefined ? [] : [`"--${name}" is only supported on ${onlyOn}`],
  )
  if (unsupported.length > 0) return fail(plainError(unsupported.join('\n')))
  const wrong = arityError(spec.arity, args.length, path, useLine) ?? spec.argsError?.(args, path, useLine)
  if (wrong !== undefined) return fail(plainError(wrong))
  if (spec.helpUnlessFlags === true && given.length === 0) return fail(shown())
  const built = spec.build({ path, values, args })
  return built.ok ? { ok: true, request: built.value, stdout } : fail(built.error)
}

const lines = (notices: readonly string[]) => notices.map((notice) => `${notice}\n`).join('')

/** `docker help network create`. */
function helpCommand(words: readonly string[], role: SwarmRole): Parsed {
  const flags = parseFlags([helpFlag], words, true)
  if (!flags.ok) return output(flagError(flags.error, 'docker help', 'docker help [command]'))
  const { values, args, notices } = flags.value
  const print = (stdout: string) => output({ exit: 0, stdout: lines(notices) + stdout, stderr: '' })
  if (boolOf(values, 'help') || (args.length === 1 && args[0] === 'help')) {
    return print('Usage:  docker help [command]\n\nHelp about the command\n')
  }
  if (args.length === 0) return print(rootHelp(role))
  const found = traverse(rootCommands, args)
  if (!found.ok) return output(plainError(found.error))
  const { node, path, words: rest } = found.value
  if (node?.kind === 'not modelled') {
    return { ok: true, request: { command: 'not modelled', path, args: ['--help'] }, stdout: '' }
  }
  if (node === undefined || rest.length > 0) {
    return output(plainError(`unknown help topic: ${rest.join(' ')}`))
  }
  return print(node.kind === 'group' ? groupHelp(path, node, role) : commandHelp(path, node))
}

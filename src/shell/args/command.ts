/** What the client knows of a command: names, help, flags, arguments, and how they become a request. */
import type { Result } from '../../addr/result.js'
import { NONE, type Arity } from './arity.js'
import type { ClientError } from './clientError.js'
import type { FlagSpec } from './flagSpec.js'
import type { FlagValues } from './flags.js'
import type { DockerRequest } from './requests.js'

/** A command line whose flags and number of arguments are right. */
export interface Invocation {
  /** `docker container run`. */
  readonly path: string
  readonly values: FlagValues
  readonly args: readonly string[]
}

/** What the engine's place in a swarm hides from the help: commands for managers, or for members. */
export type SwarmNeed = 'manager' | 'active'

/** How a command is called, and what the overview says of it. */
interface Named {
  readonly name: string
  readonly aliases?: readonly string[]
  /** The one line of help. */
  readonly short: string
  /** Absent: it is shown whatever the engine's place in a swarm. */
  readonly swarm?: SwarmNeed
}

/** A command that does something. What its flags mean is `build`'s business; whether they are right is not. */
export interface CommandSpec extends Named {
  readonly kind: 'command'
  /** What follows the path in the usage line, such as `[OPTIONS] NETWORK`. */
  readonly use: string
  /** The help's text where it is more than `short`. */
  readonly long?: string
  /** The help's line of aliases, where they are not simply the path with another name. */
  readonly aliasLine?: string
  readonly flags: readonly FlagSpec[]
  /** False where the first argument ends the flags: `docker run IMAGE -p` hands -p on. */
  readonly interspersed: boolean
  readonly arity: Arity
  /** A check of the arguments that comes with their number (`service scale`). */
  readonly argsError?: (args: readonly string[], path: string, useLine: string) => string | undefined
  /** Asks for the help instead (`swarm update` without flags). */
  readonly helpUnlessFlags?: boolean
  /** The request, or an error that the client finds once flags and arguments are read. */
  readonly build: (invocation: Invocation) => Result<DockerRequest, ClientError>
}

/** A command that only holds others: alone it prints its help. */
export interface GroupSpec extends Named {
  readonly kind: 'group'
  readonly commands: readonly CommandNode[]
}

/** A command whose own flags and help are not known here. */
export interface StubSpec extends Named {
  readonly kind: 'not modelled'
  /** Has a star in the overview. */
  readonly plugin?: boolean
}

/** A node of the tree whose root is docker itself (commands/root.ts). */
export type CommandNode = CommandSpec | GroupSpec | StubSpec

type Optional = 'flags' | 'interspersed' | 'arity'

/** A command with the usual defaults: no flags, flags anywhere, no arguments. */
export const command = (
  spec: Omit<CommandSpec, 'kind' | Optional> & Partial<Pick<CommandSpec, Optional>>,
): CommandSpec => ({ kind: 'command', flags: [], interspersed: true, arity: NONE, ...spec })

/** `short` is all the help that a group has of its own; its commands are sorted when they are shown. */
export const group = (
  name: string,
  short: string,
  commands: readonly CommandNode[],
  swarm?: SwarmNeed,
): GroupSpec => ({ kind: 'group', name, short, commands, ...(swarm === undefined ? {} : { swarm }) })

/** A name that the real client has: it is found, so that it is not "unknown", and then said not to be modelled. */
export const stub = (
  name: string,
  short: string,
  extra: Pick<StubSpec, 'plugin' | 'swarm'> = {},
): StubSpec => ({
  ...extra,
  kind: 'not modelled',
  name,
  short,
})

/**
 * The command a word names, by name or alias, as written. Undefined: there is none. O(commands of the
 * group).
 */
export const findCommand = (nodes: readonly CommandNode[], word: string): CommandNode | undefined =>
  nodes.find((node) => node.name === word || node.aliases?.includes(word) === true)

/** What `--help` prints (docker/cli cli/cobra.go usageTemplate). */
import type { CommandNode, CommandSpec, GroupSpec, SwarmNeed } from './command.js'
import { flagUsages } from './flagUsages.js'

/** The engine's place in a swarm: the client hides what the engine could only refuse. */
export type SwarmRole = 'none' | 'worker' | 'manager'

/** `docker network create [OPTIONS] NETWORK`. */
export const useLineOf = (path: string, spec: CommandSpec | GroupSpec): string =>
  spec.kind === 'group' || spec.use === '' ? path : `${path} ${spec.use}`

/** The help of one command. */
export function commandHelp(path: string, spec: CommandSpec): string {
  const parent = path.slice(0, path.lastIndexOf(' '))
  const names = [path, ...(spec.aliases ?? []).map((alias) => `${parent} ${alias}`)]
  const aliases = spec.aliasLine ?? (names.length > 1 ? names.join(', ') : '')
  // cobra's template puts a blank line between sections, and leaves out those that are empty
  const sections = [
    `Usage:  ${useLineOf(path, spec)}`,
    spec.long ?? spec.short,
    ...(aliases === '' ? [] : [`Aliases:\n  ${aliases}`]),
    ...(spec.flags.some(({ hidden }) => !hidden) ? [`Options:\n${flagUsages(spec.flags)}`] : []),
  ]
  return `${sections.join('\n\n')}\n`
}

/** The help of a group: its commands, sorted by name. */
export const groupHelp = (path: string, spec: GroupSpec, role: SwarmRole): string =>
  `${[
    `Usage:  ${path} COMMAND`,
    spec.short,
    `Commands:\n${commandLines(visible(spec.commands, role))}`,
    `Run '${path} COMMAND --help' for more information on a command.`,
  ].join('\n\n')}\n`

/**
 * Sorted by name, without what needs another place in a swarm than the engine has (docker/cli cmd/docker
 * hideUnsupportedFeatures).
 */
export const visible = (nodes: readonly CommandNode[], role: SwarmRole): readonly CommandNode[] =>
  nodes
    .filter(({ swarm }) => swarm === undefined || has(role, swarm))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

const has = (role: SwarmRole, need: SwarmNeed) =>
  role === 'manager' || (role === 'worker' && need === 'active')

/** A plugin has a star behind its name. Cobra pads names to 11 characters. */
export const commandLines = (nodes: readonly CommandNode[]): string =>
  nodes
    .map((node) => {
      const star = node.kind === 'not modelled' && node.plugin === true ? '*' : ''
      return `  ${`${node.name}${star}`.padEnd(11)} ${node.short}`
    })
    .join('\n')

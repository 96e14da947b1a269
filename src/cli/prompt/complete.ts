/** Completion at the prompt: first words, docker's commands, and the names in this world. */
import { containersOn } from '../../engine/findContainer.js'
import { allHosts, networksOn } from '../../cnm/lookup.js'
import type { DockerWorld } from '../../engine/state.js'
import { findCommand, type CommandNode } from '../../shell/args/command.js'
import { rootCommands } from '../../shell/args/commands/root.js'
import { FIRST_WORDS } from './session.js'

/**
 * The words that may stand where the line ends, and the part of the line that they replace: what readline's completer gives. Flags
 * are not completed. O(records of the world).
 */
export function complete(world: DockerWorld, line: string): [string[], string] {
  const words = line.split(/\s+/)
  const part = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const options = candidates(world, before)
  const hits = options.filter((option) => option.startsWith(part))
  return [hits.map((hit) => `${hit} `), part]
}

function candidates(world: DockerWorld, before: readonly string[]): readonly string[] {
  // `h2$` in front says on which host
  const [first, ...rest] = before.filter((word) => !/^h\d+\$$/.test(word))
  if (first === undefined) return FIRST_WORDS
  if (first !== 'docker') return [...places(world), ...names(world)]
  let nodes = rootCommands
  for (const word of rest) {
    const node = findCommand(nodes, word)
    if (node?.kind !== 'group') return names(world)
    nodes = node.commands
  }
  return nodes.filter(isOffered).map(({ name }) => name)
}

/** Commands that are parsed here, groups that have one, and compose, which is a plugin. */
const isOffered = (node: CommandNode): boolean =>
  node.kind === 'command' || (node.kind === 'group' ? node.commands.some(isOffered) : node.name === 'compose')

const hosts = ({ cnm }: DockerWorld): readonly string[] => allHosts(cnm).map(({ id }) => id)

/** Machines, and containers as `h1/ctr1`. */
const places = (world: DockerWorld): readonly string[] => [
  ...hosts(world),
  ...hosts(world).flatMap((host) => containersOn(world, host).map(({ name }) => `${host}/${name}`)),
]

/** Containers and networks. */
const names = (world: DockerWorld): readonly string[] =>
  hosts(world).flatMap((host) => [
    ...containersOn(world, host).map(({ name }) => name),
    ...networksOn(world.cnm, host).map(({ name }) => name),
  ])

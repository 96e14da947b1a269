/** The answer to commands that docker has and this simulator has not. */
import type { CommandNode } from '../args/command.js'
import { rootCommands } from '../args/commands/root.js'
import { refused, type Engine, type Outcome } from './outcome.js'

/** Commands whose flags are read, and which do nothing: they would tell of machines, builds and certificates. */
const ONLY_READ = new Set(['version', 'swarm ca'])

/** What a user can go on with: the commands of the tree by group, those that stand directly under docker first. */
function modelled(): string {
  const leaves = (nodes: readonly CommandNode[], path: string): readonly string[] =>
    nodes
      .filter(({ kind, name }) => kind === 'command' && !ONLY_READ.has(`${path}${name}`))
      .map(({ name }) => name)
      .toSorted()
  const groups = rootCommands.flatMap((node) => {
    const names = node.kind === 'group' ? leaves(node.commands, `${node.name} `) : []
    return names.length > 0 ? [`${node.name} ${names.join(', ')}`] : []
  })
  return [leaves(rootCommands, '').join(', '), ...groups, 'compose as a plugin'].join('; ')
}

/** `command` with the word docker. Exit 1, and nothing changes. O(commands of the tree). */
export const notModelled = ({ state }: Engine, command: string): Outcome =>
  refused(state, `cnm-sim: '${command}' is not modelled. What is: ${modelled()}`)

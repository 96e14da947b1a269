/** Finds the command that words mean, group by group (spf13/cobra v1.9.1 Command.Traverse). */
import { err, ok, type Result } from '../../addr/result.js'
import { findCommand, type CommandNode } from './command.js'
import type { FlagSpec } from './flagSpec.js'
import { parseFlags } from './flags.js'

/** How far the words have led. */
export interface Found {
  /** Undefined for docker itself. */
  readonly node: CommandNode | undefined
  readonly path: string
  /** What follows the command's name: flags and arguments. */
  readonly words: readonly string[]
  /** Whether a group before it was asked for help, which the command then gives. */
  readonly help: boolean
  readonly notices: readonly string[]
}

/** `-h` and `--help`, which every command has that does not define its own. */
export const helpFlag: FlagSpec = {
  name: 'help',
  short: 'h',
  type: '',
  help: 'Print usage',
  hidden: true,
  keptAs: 'help',
  shortDeprecated: 'use --help',
}

/**
 * The flags of a group stand between the names (`docker network --help create`). Cobra takes the word after an unknown
 * `--flag` for its value, so that word names no command. The error, of a group's flags, is printed bare.
 */
export function traverse(
  nodes: readonly CommandNode[],
  words: readonly string[],
  from: Found = { node: undefined, path: 'docker', words, help: false, notices: [] },
): Result<Found, string> {
  const flags: string[] = []
  let inFlag = false
  for (const [index, word] of words.entries()) {
    // cobra does not know here which flags take a value, so it guesses
    const lone = word.startsWith('-') && !word.includes('=')
    if (lone && word.startsWith('--')) inFlag = word !== '--help'
    else if (lone && word.length === 2) inFlag = word !== '-h'
    else if (inFlag) inFlag = false
    else if (!word.startsWith('-') || word === '-') {
      const next = findCommand(nodes, word)
      if (next === undefined) break
      const parsed = parseFlags([helpFlag], flags, true)
      if (!parsed.ok) return err(parsed.error)
      const found: Found = {
        node: next,
        path: `${from.path} ${next.name}`,
        words: words.slice(index + 1),
        help: from.help || parsed.value.values.get('help')?.at(-1) === 'true',
        notices: [...from.notices, ...parsed.value.notices],
      }
      return next.kind === 'group' ? traverse(next.commands, found.words, found) : ok(found)
    }
    flags.push(word)
  }
  return ok({ ...from, words })
}

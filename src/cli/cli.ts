/** The command `cnm`: finds the subcommand, reads its words, and runs it. */
import { nearest } from '../shell/scenario/nearest.js'
import { check } from './commands/check.js'
import { blockers } from './commands/blockers.js'
import { compare } from './commands/compare.js'
import { diff } from './commands/diff.js'
import { exposure } from './commands/exposure.js'
import { lint } from './commands/lint.js'
import { matrix } from './commands/matrix.js'
import { conformance } from './commands/conformance.js'
import { draw } from './commands/draw.js'
import { explain } from './commands/explain.js'
import { reach } from './commands/reach.js'
import { record } from './commands/record.js'
import { run } from './commands/run.js'
import { shell } from './commands/shell.js'
import { tour } from './commands/tour.js'
import { trace } from './commands/trace.js'
import type { Command, Io } from './io.js'
import { packageVersion } from './packageVersion.js'
import { flagText, parseAsked } from './parseAsked.js'
import { wronglyAsked } from './wronglyAsked.js'

/** In the order of the overview: what a beginner takes first comes first. */
const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['tour', tour],
  ['run', run],
  ['check', check],
  ['reach', reach],
  ['explain', explain],
  ['draw', draw],
  ['lint', lint],
  ['record', record],
  ['shell', shell],
  ['trace', trace],
  ['matrix', matrix],
  ['exposure', exposure],
  ['diff', diff],
  ['blockers', blockers],
  ['compare', compare],
  ['conformance', conformance],
])

/**
 * The words behind `cnm`, to the exit code: 0 done, 1 a difference was found, 2 asked wrongly. Help wins over
 * everything else on the line. Nothing is thrown for what a user gave; what is thrown is a defect.
 */
export async function runCli(words: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || isHelp(name)) {
    const asked = rest[0] === undefined ? undefined : COMMANDS.get(rest[0])
    io.out(asked && rest[0] !== undefined ? commandHelp(rest[0], asked) : help())
    return 0
  }
  if (name === '--version' || name === '-v' || name === 'version') {
    io.out(`${packageVersion()}\n`)
    return 0
  }
  const command = COMMANDS.get(name)
  if (!command) {
    io.error(`cnm: ${unknown(name)}\nRun 'cnm --help' for more information\n`)
    return 2
  }
  // even behind a mistake: who asks for help has perhaps made one
  if (rest.some((word) => word === '--help' || word === '-h')) {
    io.out(commandHelp(name, command))
    return 0
  }
  const asked = parseAsked(rest, command.flags)
  if (!asked.ok) return wronglyAsked(io, name, asked.error)
  return command.run(asked.value, io)
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h' || word === 'help'

function unknown(name: string): string {
  const known = [...COMMANDS.keys()]
  const like = nearest(name, known)
  const what = name.startsWith('-') ? 'flag' : 'command'
  return `there is no ${what} '${name}'${like === undefined ? `: there are ${known.join(', ')}` : `; did you mean '${like}'?`}`
}

/** Characters of the first column; a longer usage gets a line of its own. */
const USAGE_WIDTH = 28

/** Of what each command does, the first sentence. */
function help(): string {
  const lines = [...COMMANDS].flatMap(([name, { use, short }]) => {
    const usage = `  ${name} ${use}`.trimEnd()
    const [what = short] = short.split('. ')
    return usage.length < USAGE_WIDTH - 1
      ? [`${usage.padEnd(USAGE_WIDTH)}${what}`]
      : [usage, `${' '.repeat(USAGE_WIDTH)}${what}`]
  })
  return [
    'Docker container networking, simulated: who reaches whom, by which path, and why not.',
    '',
    'Usage: cnm COMMAND',
    '',
    ...lines,
    '',
    "'cnm COMMAND --help' says more, 'cnm --version' which release this is.",
    '',
  ].join('\n')
}

function commandHelp(name: string, { use, short, flags }: Command): string {
  const lines = flags.map(
    (flag) =>
      `  ${`${flagText(flag.name)}${flag.value === undefined ? '' : ` ${flag.value}`}`.padEnd(20)} ${flag.short}`,
  )
  return [
    `Usage: cnm ${name} ${use}`.trimEnd(),
    '',
    short,
    ...(lines.length > 0 ? ['', ...lines] : []),
    '',
  ].join('\n')
}

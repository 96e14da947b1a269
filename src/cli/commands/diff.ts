/** `cnm diff`: what changes between two worlds: which pairs, ports and names opened, which closed, and why. */
import { diff as ask, type Difference } from '../../reach/diff.js'
import { explain, explainTrace } from '../../reach/explain.js'
import type { What } from '../../reach/reached.js'
import { formatFlag, formatOf, formatted } from '../formatted.js'
import type { Command } from '../io.js'
import { loadWorld, WORLD, WORLD_MAY_BE } from '../loadWorld.js'
import { portText } from '../parsePorts.js'
import { withProgress } from '../progressBar.js'
import { wronglyAsked } from '../wronglyAsked.js'

/** Why it is as it is on one side; null where that side has no such container. */
type Evidence = Difference['before']

/**
 * Everything is asked in both worlds, and a difference once more in each for its reason. Exit 0 when nothing opened
 * or closed, 1 when something did, which makes it fit for a pull request's check.
 */
export const diff: Command = {
  use: `${WORLD} [${WORLD}]`,
  short: `What a change opened and closed between two worlds, the old one first; exit 1 when it did. ${WORLD_MAY_BE}. Two compose files are brought up as one project, so that their containers are called alike: the second's name, or -p`,
  flags: [
    { name: 'p', value: 'NAME', short: 'what both compose projects are called' },
    { name: 'trace', short: 'with the way of every packet, before and after' },
    formatFlag,
  ],
  run: (asked, io) => {
    const { flags, operands } = asked
    const wrong = (message: string) => wronglyAsked(io, 'diff', message)
    if (operands.length < 1 || operands.length > 2)
      return wrong(`it takes two worlds, or the old one, and got ${operands.length}. ${WORLD_MAY_BE}`)
    const format = formatOf(asked)
    if (!format.ok) return wrong(format.error)
    // the new one first: what its project is called names the old one's too, or every container would be another
    const after = loadWorld(io, operands[1], flags.get('p'))
    if (!after.ok) return wrong(after.error)
    const before = loadWorld(io, operands[0], after.value.projectName)
    if (!before.ok) return wrong(before.error)
    const { env, world } = before.value.lab
    const { opened, closed } = withProgress(io, 'comparing', (progress) =>
      ask(env, world.cnm, after.value.lab.world.cnm, progress),
    )
    const all = [...opened.map((each) => ['+', each] as const), ...closed.map((each) => ['-', each] as const)]
    const code = all.length > 0 ? 1 : 0
    if (format.value !== 'table') {
      const rows = all.map(([sign, each]) => [
        sign,
        each.from,
        each.to,
        whatText(each.what),
        why(each.before),
        why(each.after),
      ])
      io.out(formatted(format.value, ['', 'from', 'to', 'what', 'before', 'after'], rows, { opened, closed }))
      return code
    }
    for (const [sign, each] of all) io.out(differenceLines(sign, each, flags.has('trace')))
    io.out(
      all.length > 0
        ? `${opened.length} opened, ${closed.length} closed\n`
        : 'nothing opened, nothing closed\n',
    )
    return code
  },
}

const whatText = (what: What): string => {
  switch (what.kind) {
    case 'ping':
      return 'ping'
    case 'port':
      return what.published ? `published port ${portText(what)}` : `port ${portText(what)}`
    case 'name':
      return `name ${what.name}`
  }
}

const why = (evidence: Evidence): string => (evidence ? explain(evidence) : 'It is not there.')

/** A difference in a few lines: who, what, and on either side why. */
function differenceLines(
  sign: string,
  { from, to, what, before, after }: Difference,
  traces: boolean,
): string {
  const told = (title: string, evidence: Evidence): readonly string[] => [
    `    ${title} ${why(evidence)}`,
    ...(traces ? traceOf(evidence).map((line) => `      ${line}`) : []),
  ]
  return [
    `${sign} ${from} -> ${to}: ${whatText(what)}`,
    ...told('before:', before),
    ...told('after: ', after),
    '',
  ].join('\n')
}

const traceOf = (evidence: Evidence): readonly string[] =>
  evidence && 'conversation' in evidence && evidence.conversation ? explainTrace(evidence.conversation) : []

/** `cnm draw`: a compose project or another world, or the way of a packet in it, as Mermaid, DOT or SVG. */
import { drawConversation, drawFormats, drawWorld } from '../../draw/draw.js'
import { askReach } from '../askReach.js'
import { formatAmong } from '../formatted.js'
import type { Command } from '../io.js'
import { loadSubject, SUBJECT_IS, subjectFlags } from '../loadSubject.js'
import { composeErrorText } from '../../compose/compose.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * The drawing goes to stdout and nothing else does. Without A and B it is the world, even one that was brought up
 * half: what the engine refused is told on stderr, and the exit code stays 0, since there is a drawing.
 */
export const draw: Command = {
  use: '[A B[:PORT]] [-f FILE] [--format svg]',
  short: `Draw the networks and who is on them; with A and B, the way of a packet. ${SUBJECT_IS}`,
  flags: [
    ...subjectFlags,
    {
      name: 'format',
      value: 'FORMAT',
      short: 'mermaid (for GitHub and GitLab pages), dot (for Graphviz) or svg; default mermaid',
    },
  ],
  run: (asked, io) => {
    const wrong = (message: string) => wronglyAsked(io, 'draw', message)
    const format = formatAmong(asked, drawFormats)
    if (!format.ok) return wrong(format.error)
    const [from, to, ...more] = asked.operands
    if (from === undefined) {
      const subject = loadSubject(io, asked)
      if (!subject.ok) return wrong(subject.error)
      const { lab, refused, notes } = subject.value
      for (const note of notes) io.error(`${note}\n`)
      if (refused !== null) io.error(`${composeErrorText(refused)}: what there was until then is drawn\n`)
      io.out(drawWorld(lab.world, format.value))
      return 0
    }
    if (to === undefined || more.length > 0)
      return wrong('it takes nobody, or who asks and whom: cnm draw web db:5432')
    const answers = askReach(io, asked, from, to)
    if (!answers.ok) return wrong(answers.error)
    // the first that anything was sent for: of several pairs, or addresses, one drawing is enough
    const [conversation] = answers.value.rows.flatMap(({ witnesses }) =>
      witnesses.flatMap(({ report }) => report.conversation ?? []),
    )
    if (!conversation) return wrong(`nothing is sent from ${from} to ${to}: it finds no address`)
    io.out(drawConversation(conversation, format.value))
    return 0
  },
}

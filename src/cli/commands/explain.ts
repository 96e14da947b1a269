/** `cnm explain`: why A reaches B, or why not: the reason, the lines of the compose file, and every step of the packets. */
import { placeText } from '../../compose/compose.js'
import { assumptionText } from '../../testing/testing.js'
import { askReach } from '../askReach.js'
import type { Command } from '../io.js'
import { asStartedFlag, SUBJECT_IS, subjectFlags } from '../loadSubject.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * The same question and exit codes as `reach` (0 yes, 1 no), with everything that decided it: sentence, lines of
 * the compose files, every step of the packets, and what was taken for granted.
 */
export const explain: Command = {
  use: 'A B[:PORT] [-f FILE]',
  short: `Why A reaches B, or why not, with the way of every packet. ${SUBJECT_IS}`,
  flags: [...subjectFlags, asStartedFlag],
  run: (asked, io) => {
    const [from, to, ...more] = asked.operands
    if (from === undefined || to === undefined || more.length > 0)
      return wronglyAsked(io, 'explain', 'it takes who asks and whom: cnm explain web db:5432')
    const answers = askReach(io, asked, from, to)
    if (!answers.ok) return wronglyAsked(io, 'explain', answers.error)
    const { rows } = answers.value
    for (const { verdict, says, witnesses, assumptions } of rows) {
      io.out(`${verdict}: ${says}\n`)
      for (const witness of witnesses) {
        io.out(`\n${witness.from} -> ${witness.to} at ${witness.by}\n  ${witness.explanation}\n`)
        for (const { place, says: line } of witness.places) io.out(`  at ${placeText(place)}: ${line}\n`)
        io.out(witness.trace.map((line) => `    ${line}\n`).join(''))
      }
      io.out(`\ntaken for granted:\n${assumptions.map((each) => `  ${assumptionText(each)}\n`).join('')}`)
    }
    return rows.every(({ verdict }) => verdict === 'reachable') ? 0 : 1
  },
}

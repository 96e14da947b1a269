/** `cnm reach`: does A reach B? One line a pair, and the exit code says it too. */
import { portText, type Reachability } from '../../testing/testing.js'
import { askReach } from '../askReach.js'
import type { Command } from '../io.js'
import { asStartedFlag, SUBJECT_IS, subjectFlags } from '../loadSubject.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * A line for each pair of containers that the two names stand for. Exit 0 only when every pair is reachable:
 * `ambiguous` and `undetermined` are no yes.
 */
export const reach: Command = {
  use: 'A B[:PORT] [-f FILE]',
  short: `Does A reach B? Exit 0 yes, 1 no, 2 bad input. Without a port, by any way there is. ${SUBJECT_IS}`,
  flags: [...subjectFlags, asStartedFlag],
  run: (asked, io) => {
    const [from, to, ...more] = asked.operands
    if (from === undefined || to === undefined || more.length > 0)
      return wronglyAsked(io, 'reach', 'it takes who asks and whom: cnm reach web db:5432')
    const answers = askReach(io, asked, from, to)
    if (!answers.ok) return wronglyAsked(io, 'reach', answers.error)
    const { rows } = answers.value
    io.out(rows.map((row) => `${rowText(row)}\n`).join(''))
    return rows.every(({ verdict }) => verdict === 'reachable') ? 0 : 1
  },
}

/** `h1/web -> h1/db 5432/tcp: reachable at 172.18.0.3 port 5432/tcp` */
export function rowText({ from, to, port, verdict, says, witnesses }: Reachability): string {
  const [first] = witnesses
  const how = verdict === 'reachable' && first ? ` at ${first.by}` : ''
  const why = verdict === 'reachable' ? '' : `. ${first?.explanation ?? says}`
  return `${from} -> ${to}${port === null ? '' : ` ${portText(port)}`}: ${verdict}${how}${why}`
}

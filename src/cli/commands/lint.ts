/** `cnm lint`: what will go wrong in a compose project or another world, before it does. */
import { parseCidr, type Cidr } from '../../addr/cidr.js'
import { FORECASTS, type Finding } from '../../lint/finding.js'
import { lint as find } from '../../lint/lint.js'
import type { Command } from '../io.js'
import { loadSubject, SUBJECT_IS, subjectFlags } from '../loadSubject.js'
import type { CodeTexts, Item } from '../report/item.js'
import { reportFlag, reportFormatOf, written } from '../report/report.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * Forecasts, which are notes in the best case. Exit 0 when there is nothing, or notes only; 1 for errors and
 * warnings. A world that the engine refused to make is no bad input here: the refusal is one of the findings.
 */
export const lint: Command = {
  use: '[-f FILE] [--lan SUBNET]',
  short: `What will go wrong before it does: exit 1 for errors and warnings, 2 bad input. ${SUBJECT_IS}`,
  flags: [
    ...subjectFlags,
    {
      name: 'lan',
      value: 'SUBNET',
      short: 'a subnet of the LAN that the host is on, such as 192.168.1.0/24; may be repeated',
    },
    reportFlag,
  ],
  run: (asked, io) => {
    const wrong = (message: string) => wronglyAsked(io, 'lint', message)
    if (asked.operands.length > 0)
      return wrong(`it takes flags only, and got '${asked.operands.join(' ')}': files go behind -f`)
    const format = reportFormatOf(asked)
    if (!format.ok) return wrong(format.error)
    const lans: Cidr[] = []
    for (const text of asked.lists.get('lan') ?? []) {
      const lan = parseCidr(text)
      if (!lan) return wrong(`--lan: '${text}' is no subnet: write it as 192.168.1.0/24`)
      lans.push(lan)
    }
    const subject = loadSubject(io, asked)
    if (!subject.ok) return wrong(subject.error)
    const { lab, projects, refused, notes, name } = subject.value
    for (const note of notes) io.error(`${note}\n`)
    const findings = find({ state: lab.world, projects, refused, ...(lans.length > 0 ? { lans } : {}) })
    const bad = findings.filter(({ severity }) => severity !== 'note').length
    const summary =
      findings.length === 0
        ? 'nothing found'
        : `${findings.length} found: ${bad} to mend, ${findings.length - bad} to know`
    const report = { subject: name, items: findings.map(itemOf), summary, data: { ok: bad === 0, findings } }
    io.out(written(report, format.value, CODES))
    return bad > 0 ? 1 : 0
  },
}

/** Mistakes of the compose loader have codes of their own, and no text here: the formats then show the code. */
const CODES: CodeTexts = new Map(Object.entries(FORECASTS).map(([code, { means }]) => [code, means]))

const itemOf = ({ code, severity, what, instead, places }: Finding): Item => ({
  code,
  level: severity,
  title: what,
  lines: instead === '' ? [] : [`what would be right: ${instead}`],
  places,
})

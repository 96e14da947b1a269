/** What was played as people read it: the line as it was typed, what came of it, and why. */
import { explain, explainTrace } from '../reach/explain.js'
import type { Played } from '../shell/scenario/play.js'
import { stepText } from '../shell/scenario/step.js'
import { resultLines } from './resultText.js'

/**
 * A step: its line, what it printed, and `(exit N)` where that is not 0. Steps that print nothing (link, route,
 * sleep) are their line alone. `traces`: with the reasons and every step of the packets' ways. Ends with a newline.
 */
export function transcript(played: Played, traces: boolean): string {
  const { step, recorded, problem } = played
  const head = `${stepText(step)}\n`
  if (problem !== null) return `${head}  ${problem}\n`
  if (recorded === null || 'link' in recorded || 'route' in recorded || 'sleep' in recorded) return head
  if ('docker' in recorded) {
    const { exit, stdout, stderr } = recorded
    return head + ended(stdout) + ended(stderr) + (exit === 0 ? '' : `(exit ${exit})\n`)
  }
  const why = traces ? whyLines(played) : []
  return head + [...resultLines(recorded), ...why].map((line) => `  ${line}\n`).join('')
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

/** The sentences and the trace of a ping or a connection; nothing for other probes. */
export function whyLines({ report }: Pick<Played, 'report'>): readonly string[] {
  if (report === null) return []
  if (!('resolution' in report)) return [`nothing was sent: ${report.why}`]
  const trace = report.conversation === null ? [] : explainTrace(report.conversation)
  return [explain(report), ...trace.map((line) => `  ${line}`)]
}

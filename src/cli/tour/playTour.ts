/** Plays the walkthrough on a laboratory and prints it: each line as it is typed, its output, and the reasons. */
import type { Lab } from '../../shell/lab/lab.js'
import { recordedHttp } from '../../shell/lab/probe.js'
import { matrixTable } from '../matrixTable.js'
import type { TourStep } from './step.js'

/** The text of one step, which ends with a newline. The laboratory changes with it. */
export function playTour(lab: Lab, step: TourStep): string {
  switch (step.kind) {
    case 'heading':
      return `\n${step.text}\n${'='.repeat(step.text.length)}\n`
    case 'say':
      return `\n${step.text}\n`
    case 'docker':
      return typed(lab, step.line)
    case 'ping': {
      const line = typed(lab, `exec ${step.from} ping -c 1 ${step.target}`)
      return line + reason(lab.explain(lab.ping(`h1/${step.from}`, step.target)))
    }
    case 'http': {
      const report = lab.http(step.from, step.target, step.port)
      const { answeredBy, why } = recordedHttp(report)
      const line = `\n${step.from}$ wget -q -O - http://${step.target}:${step.port}/hostname\n`
      return `${line}${answeredBy ?? `wget: ${why ?? ''}`}\n${reason(lab.explain(report))}`
    }
    case 'matrix':
      return `\n${matrixTable(lab)}`
  }
}

function typed(lab: Lab, line: string): string {
  const { stdout, stderr } = lab.docker('h1', line)
  return `\nh1$ docker ${line}\n${stdout}${stderr}`
}

const WIDTH = 100

/** Set off from what docker prints. */
const reason = (sentences: string): string => wrapped(`=> ${sentences}`, WIDTH, '   ')

/** Lines no longer than a width, where the words allow it; all but the first begin with the margin. */
function wrapped(text: string, width: number, margin: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = margin + word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return `${[...lines, line].join('\n')}\n`
}

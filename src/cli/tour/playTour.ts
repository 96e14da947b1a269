/** Plays the walkthrough on a laboratory and prints it: each line as it is typed, its output, and the reasons. */
import { explainTrace } from '../../reach/explain.js'
import type { Lab } from '../../shell/lab/lab.js'
import { recordedHttp } from '../../shell/lab/probe.js'
import { matrixTable } from '../matrixTable.js'
import type { TourStep } from './step.js'

/** What steps have saved, by name: a join token, say, which later lines need and nobody knows beforehand. */
export type Saved = Map<string, string>

/** The text of one step, which ends with a newline. The laboratory, and what is saved, change with it. */
export function playTour(lab: Lab, step: TourStep, saved: Saved): string {
  switch (step.kind) {
    case 'heading':
      return `\n${step.text}\n${'='.repeat(step.text.length)}\n`
    case 'say':
      return `\n${wrapped(step.text, WIDTH, '')}`
    case 'docker': {
      const line = step.line.replace(/\$\{(\w+)\}/g, (_, name: string) => saved.get(name) ?? '')
      const { text, stdout } = typed(lab, step.host, line)
      if (step.save !== undefined) saved.set(step.save, stdout.trim())
      return text
    }
    case 'ping': {
      const { host, container } = place(step.from)
      const { text } = typed(lab, host, `exec ${container} ping -c 1 ${step.target}`)
      return text + reason(lab.explain(lab.ping(`${host}/${container}`, step.target)))
    }
    case 'flow': {
      const { host, container } = place(step.from)
      const { conversation } = lab.ping(`${host}/${container}`, step.target)
      return `\n${(conversation ? explainTrace(conversation) : []).join('\n')}\n`
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

/** `ctr1` is on h1. */
function place(from: string): { readonly host: string; readonly container: string } {
  const slash = from.indexOf('/')
  return slash < 0
    ? { host: 'h1', container: from }
    : { host: from.slice(0, slash), container: from.slice(slash + 1) }
}

function typed(lab: Lab, host: string, line: string): { readonly text: string; readonly stdout: string } {
  const { stdout, stderr } = lab.docker(host, line)
  return { text: `\n${host}$ docker ${line}\n${stdout}${stderr}`, stdout }
}

/** Characters of a line of prose; what docker prints is not wrapped. */
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

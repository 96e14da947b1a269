/** The lines that the prompt of `cnm shell` takes: those of scenarios, and a few about the session itself. */
import { nameLines } from '../../reach/explain/nameLines.js'
import type { Lab } from '../../shell/lab/lab.js'
import { nearest } from '../../shell/scenario/nearest.js'
import { LINES, parseLine } from '../../shell/scenario/parseLine.js'
import { play, type Played } from '../../shell/scenario/play.js'
import { stepText } from '../../shell/scenario/step.js'
import { matrixTable } from '../matrixTable.js'
import { transcript, whyLines } from '../transcript.js'

/** What a line is answered with; `end` closes the session. */
export interface Answer {
  readonly text: string
  readonly end: boolean
}

/** Lines that only a prompt has, as they go about the session: name and help. */
const OWN: ReadonlyMap<string, string> = new Map([
  ['explain', 'why the last ping or http came out as it did, with the way of every packet'],
  ['resolve', 'resolve FROM NAME [6]: what a name stands for, who was asked, and what shadows or hides it'],
  ['undo', 'back to the world before the last change'],
  ['help', 'this'],
  ['exit', 'the end'],
])

/** The first words of all lines. */
export const FIRST_WORDS: readonly string[] = ['docker', ...LINES.keys(), ...OWN.keys()]

/**
 * A prompt without its terminal. What was asked last is remembered for `explain`; everything else is the
 * laboratory's, which also keeps the worlds that `undo` goes back to.
 */
export class Session {
  #last: Played | null = null

  constructor(
    readonly lab: Lab,
    readonly hosts: number,
  ) {}

  /**
   * Answers one line. What is wrong with it is said, and then the world stays as it was. `docker ...` alone is on
   * h1. Texts end with a newline or are empty.
   */
  answer(typed: string): Answer {
    const line = typed.trim()
    const said = (text: string): Answer => ({ text, end: false })
    switch (firstWord(line)) {
      case '':
        return said('')
      case 'exit':
      case 'quit':
        return { text: '', end: true }
      case 'help':
        return said(helpText())
      case 'undo':
        return said(this.lab.undo() ? 'undone\n' : 'there is nothing to undo\n')
      case 'explain':
        return said(this.#explain())
      case 'resolve':
        return said(this.#resolve(line))
      case 'matrix':
        return said(this.#matrix(line))
      default:
        return said(line.startsWith('#') ? '' : this.#play(line.replace(/^docker(?=\s|$)/, 'h1$ docker')))
    }
  }

  #matrix(line: string): string {
    const step = parseLine(line, this.hosts)
    if (!step.ok) return `${step.error}\n`
    return matrixTable(this.lab, step.value.kind === 'matrix' ? step.value.ports.map(Number) : [])
  }

  #play(line: string): string {
    const step = parseLine(line, this.hosts)
    if (!step.ok) return `${this.#hint(line) ?? step.error}\n`
    return [...play(this.lab, [step.value])]
      .map((played) => {
        if (played.report !== null) this.#last = played
        // the line stands there already
        return transcript(played, false).slice(stepText(played.step).length + 1)
      })
      .join('')
  }

  /** The session's own words count among those that may have been meant. */
  #hint(line: string): string | undefined {
    const word = firstWord(line)
    if (FIRST_WORDS.includes(word) || word.includes('$')) return undefined
    const like = nearest(word, FIRST_WORDS)
    return like === undefined ? undefined : `no line begins with '${word}'; did you mean '${like}'?`
  }

  /** What a name stands for, with who was asked and why; a scenario's `dns` line shows the server's answer only. */
  #resolve(line: string): string {
    const [, from, name, six, ...more] = line.split(/\s+/)
    if (from === undefined || name === undefined || (six ?? '6') !== '6' || more.length > 0)
      return `'${line}' should read 'resolve FROM NAME [6]'\n`
    const report = this.lab.resolve(from, name, six === undefined ? undefined : 6)
    const lines = 'asker' in report ? nameLines(report) : []
    // an address explains itself: there is no sentence about it
    const sentence = this.lab.explain(report)
    return [...(sentence === '' ? [] : [sentence]), ...lines].map((each) => `  ${each}\n`).join('')
  }

  #explain(): string {
    if (this.#last === null) return "there is nothing to explain yet: ask with 'ping FROM TARGET' first\n"
    return `${[stepText(this.#last.step), ...whyLines(this.#last)].join('\n')}\n`
  }
}

const firstWord = (line: string): string => line.split(/\s+/)[0] ?? ''

const helpText = (): string =>
  [
    'docker ...               a docker command line on h1; h2$ docker ... on another host',
    ...LINES.values(),
    ...[...OWN].map(([word, what]) => `${word.padEnd(24)} ${what}`),
    'FROM is h1/ctr1 (a container), h1 (a host), peer or lan',
    '',
  ].join('\n')

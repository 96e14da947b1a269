/** `A B[:PORT]` asked of a subject: what `reach`, `explain` and `draw --path` share. */
import { composeErrorText } from '../compose/compose.js'
import { LABEL } from '../compose/up/labels.js'
import { containersOn } from '../engine/findContainer.js'
import { option } from '../drivers/api.js'
import { err, ok, type Result } from '../addr/result.js'
import { nearest } from '../shell/scenario/nearest.js'
import { asStarted, reachability, type Reachability } from '../testing/testing.js'
import type { Asked, Io } from './io.js'
import { HOST } from './loadProject.js'
import { loadSubject, type Subject } from './loadSubject.js'
import { parseTarget } from './target.js'

/** What was asked of, and what came of it. */
export interface Answers {
  readonly subject: Subject
  /** At least one: a row for each pair of parties. */
  readonly rows: readonly Reachability[]
}

/**
 * Asks, on the world that the flags name. Notes about the world go to stderr, so that stdout is the answer alone.
 * All orders in which containers may join their networks are tried, unless `--as-started` is given. Error: what is
 * wrong and what would be right.
 */
export function askReach(io: Io, asked: Asked, from: string, to: string): Result<Answers, string> {
  // before the files are read: a typing error is told at once
  const target = parseTarget(to)
  if (!target.ok) return target
  const subject = loadSubject(io, asked)
  if (!subject.ok) return subject
  const { lab, refused, notes } = subject.value
  for (const note of notes) io.error(`${note}\n`)
  if (refused !== null) return err(`${composeErrorText(refused)}: so there is nothing to ask`)
  const { name, port } = target.value
  const on = asked.flags.has('as-started') ? asStarted(lab) : lab
  const rows = reachability(on, from, name, ...(port === null ? [] : [port]))
  if (rows.length > 0) return ok({ subject: subject.value, rows })
  return err(`nobody who could ask is called '${from}'${known(subject.value, from)}`)
}

/**
 * The rest of the sentence: whoever is called like that, or everybody who is there. Services stand beside their
 * containers.
 */
function known({ lab }: Subject, name: string): string {
  const names = containersOn(lab.world, HOST)
    .flatMap((c) => [option(c.config.labels, LABEL.service) ?? [], c.name])
    .flat()
  const like = nearest(name, names)
  if (like !== undefined) return `; did you mean '${like}'?`
  return names.length === 0 ? ': no container is there' : `: there are ${[...new Set(names)].join(', ')}`
}

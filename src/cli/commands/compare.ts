/** `cnm compare`: two recordings, or two folders of them, after folding what differs between any two runs of a real engine. */
import { err, ok, type Result } from '../../addr/result.js'
import { compareRecordings } from '../../shell/compare/compareRecordings.js'
import { differenceText } from '../differenceText.js'
import type { Command, Io } from '../io.js'
import { loadRecording, recordingsIn } from '../loadRecordings.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * Of every pair of recordings the differences, and how many differ at last; a recording that one folder lacks is a
 * difference. Exit 0 they agree, 1 they differ, 2 a file cannot be read. O(text), and for a difference the product
 * of its lines.
 */
export const compare: Command = {
  use: 'A B',
  short: 'Compare two recordings, or two folders of recordings; exit 1 when they differ',
  flags: [],
  run: ({ operands }, io) => {
    const [left, right] = operands
    if (left === undefined || right === undefined || operands.length > 2)
      return wronglyAsked(io, 'compare', `it takes two files or two folders, and got ${operands.length}`)
    const pairs = pairsOf(io, left, right)
    if (!pairs.ok) return wronglyAsked(io, 'compare', pairs.error)
    let different = 0
    for (const { a, b } of pairs.value) {
      const problem = compareOne(io, a, b)
      if (typeof problem === 'string') return wronglyAsked(io, 'compare', problem)
      if (problem > 0) different++
    }
    const count = pairs.value.length
    io.out(different > 0 ? `${different} of ${count} recordings differ\n` : `${count} recordings agree\n`)
    return different > 0 ? 1 : 0
  },
}

/** Two paths; null where the other folder alone has the recording. */
interface Pair {
  readonly a: string | null
  readonly b: string | null
}

function pairsOf(io: Io, left: string, right: string): Result<readonly Pair[], string> {
  const [a, b] = [recordingsIn(io, left), recordingsIn(io, right)]
  if (a === undefined && b === undefined) return ok([{ a: left, b: right }])
  if (a === undefined || b === undefined)
    return err(
      `${a === undefined ? left : right} is no folder, but the other one is: give two files or two folders`,
    )
  const path = (folder: string, names: readonly string[], name: string): string | null =>
    names.includes(name) ? `${folder}/${name}.json` : null
  return ok(
    [...new Set([...a, ...b])]
      .toSorted()
      .map((name) => ({ a: path(left, a, name), b: path(right, b, name) })),
  )
}

/** How many differences there are, or what is wrong with a file. */
function compareOne(io: Io, a: string | null, b: string | null): number | string {
  if (a === null || b === null) {
    io.out(`only one folder has ${a ?? b ?? ''}\n`)
    return 1
  }
  const [left, right] = [loadRecording(io, a), loadRecording(io, b)]
  if (!left.ok) return left.error
  if (!right.ok) return right.error
  const { differences } = compareRecordings(left.value, right.value)
  for (const difference of differences) io.out(differenceText(left.value.name, difference))
  return differences.length
}

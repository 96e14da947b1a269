/** Compares two recordings of one scenario, observation by observation, after folding what differs between any two runs. */
import type { Recording } from '../recording/recording.js'
import { ambiguity } from './ambiguity.js'
import { Folder } from './folder.js'
import { foldStep, type FoldedStep } from './foldStep.js'

/** An observation that differs. `what` is `step` when the two did different things there. Steps count from 0, without those that only wait. */
export interface Difference {
  readonly step: number
  readonly did: string
  readonly what: string
  readonly left: string
  readonly right: string
}

/** `observations`: how many texts were compared; a difference is one of them. */
export interface Comparison {
  readonly observations: number
  readonly differences: readonly Difference[]
}

/**
 * Steps by their place: where two recordings did different things, that step is one difference, and the next ones
 * are compared all the same. The left one leads: what only the right one has seen of a step is not looked at.
 * O(size of both).
 */
export function compareRecordings(left: Recording, right: Recording): Comparison {
  const isAmbiguous = ambiguity(left, right)
  const fold = (recording: Recording): readonly FoldedStep[] => {
    const folder = new Folder(recording)
    return recording.steps.flatMap((step) => ('sleep' in step ? [] : foldStep(folder, step, isAmbiguous)))
  }
  const [a, b] = [fold(left), fold(right)]
  const differences: Difference[] = []
  let observations = 0
  for (let step = 0; step < Math.max(a.length, b.length); step++) {
    const [one, two] = [a[step] ?? NO_STEP, b[step] ?? NO_STEP]
    const { did } = one
    if (did !== two.did) {
      observations += Math.max(1, one.seen.length)
      differences.push({ step, did, what: 'step', left: did, right: two.did })
      continue
    }
    observations += one.seen.length
    for (const [index, { what, value }] of one.seen.entries()) {
      const other = two.seen[index]?.value ?? '(nothing)'
      if (value !== other) differences.push({ step, did, what, left: value, right: other })
    }
  }
  return { observations, differences }
}

const NO_STEP: FoldedStep = { did: '(no step)', seen: [] }

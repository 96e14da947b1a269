/** What the managers see when they decide what they want. */
import type { Candidate } from './schedule.js'

export interface Moment {
  /** The world's clock. */
  readonly clock: number
  /** Seconds that have passed by waiting. */
  readonly passed: number
  readonly nodes: readonly (Candidate & { readonly down: boolean; readonly drained: boolean })[]
  /** A new id; the argument tells those of one moment apart. */
  readonly taskId: (count: number) => string
}

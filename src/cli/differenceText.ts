/** Differences between two recordings as people read them: `- ` is the first one's line, `+ ` the second's. */
import type { Difference } from '../shell/compare/compareRecordings.js'
import { lineDiff } from '../shell/compare/lineDiff.js'

export const differenceText = (name: string, { step, did, what, left, right }: Difference): string =>
  [`${name} step ${step}: ${did}`, `  ${what}`, ...lineDiff(left, right).map((line) => `  ${line}`), ''].join(
    '\n',
  )

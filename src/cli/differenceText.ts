/** Differences between two recordings as people read them: `- ` is the first one's line, `+ ` the second's. */
import type { Difference } from '../shell/compare/compareRecordings.js'
import { lineDiff } from '../shell/compare/lineDiff.js'

/** Which step of which recording, what of its answer, and both sides line by line. Ends with a newline. */
export const differenceText = (name: string, { step, did, what, left, right }: Difference): string =>
  [`${name} step ${step}: ${did}`, `  ${what}`, ...lineDiff(left, right).map((line) => `  ${line}`), ''].join(
    '\n',
  )

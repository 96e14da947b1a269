/** The flags that a request has no field for. */
import type { FlagValues } from './flags.js'
import type { OtherFlag } from './requests/common.js'

/** Everything given whose name is not among `typed`, in the order of its first occurrence. */
export const otherFlags = (values: FlagValues, typed: ReadonlySet<string>): readonly OtherFlag[] =>
  [...values].filter(([flag]) => !typed.has(flag)).map(([flag, given]) => ({ flag, values: given }))

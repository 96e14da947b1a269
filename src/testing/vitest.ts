/** The entry `cnm-sim/testing/vitest`: importing it registers the matchers, and types them (vitest 3 and later). */
import { expect } from 'vitest'
import { matchers, type CnmMatchers } from './matchers/matchers.js'
import type { RuleData } from './rules/rule.js'

// keeps the import of vitest in the declarations, without which they would augment nothing
export type { Assertion } from 'vitest'

expect.extend(matchers)

declare module 'vitest' {
  interface Assertion<T> extends Omit<CnmMatchers<void>, 'toSatisfy'> {
    /** Every rule holds; or, with a function, the value satisfies it. */
    toSatisfy: {
      (rules: RuleData | readonly RuleData[]): void
      (predicate: (value: T) => boolean, message?: string): void
    }
  }
}

/** The `--health-*` flags against each other (docker/cli container/opts.go and service/opts.go). */
import { numberOf, textOf } from '../flagValues.js'
import type { FlagValues } from '../flags.js'

// In the order in which the client checks their signs.
const amounts = [
  'health-interval',
  'health-timeout',
  'health-retries',
  'health-start-period',
  'health-start-interval',
]

/** The error, or undefined. A service's client does not look at signs. */
export function healthError(values: FlagValues, signs: boolean): string | undefined {
  // 0 and the empty text count as not given
  const some = textOf(values, 'health-cmd') !== '' || amounts.some((name) => numberOf(values, name, 0) !== 0)
  if (textOf(values, 'no-healthcheck') === 'true') {
    return some ? '--no-healthcheck conflicts with --health-* options' : undefined
  }
  const negative = signs ? amounts.find((name) => numberOf(values, name, 0) < 0) : undefined
  return negative === undefined ? undefined : `--${negative} cannot be negative`
}

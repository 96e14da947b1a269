/** `expect(from(lab, 'web')).toResolve('db')`, and perhaps to what: `toResolve('db', '172.18.0.3')`. */
import { parseIp } from '../../addr/ip.js'
import { explain } from '../../reach/explain.js'
import { resolveReport } from '../../reach/published.js'
import { outcome, seatOf, type Context, type Outcome } from './matcher.js'

/**
 * As programs look a name up: hosts file, search list, resolver. Addresses: all that it stands for, in any order;
 * without any, one is enough. Behind `.not`, nobody there may find it.
 */
export function toResolve(
  this: Context,
  received: unknown,
  name: string,
  ...addresses: readonly string[]
): Outcome {
  const seat = seatOf(received, 'toResolve')
  const { env, world } = seat.situation
  const wanted = addresses.map((text) => parseIp(text) ?? text).toSorted()
  const all = seat.parties().map(({ ref, label }) => {
    const report = resolveReport(env, world.cnm, ref, name)
    const found = [...report.addresses].sort()
    const good = wanted.length === 0 ? found.length > 0 : wanted.join() === found.join()
    return { label, report, found, good }
  })
  const is = this.isNot ? all.some(({ good }) => good) : all.every(({ good }) => good)
  return outcome(this, is, () =>
    all
      .filter(({ good }) => good === (this.isNot === true))
      .map(({ label, report, found }) =>
        [
          `${label} finds ${found.length === 0 ? 'no address' : found.join(', ')} for ${name}${wanted.length === 0 || this.isNot ? '' : `, not ${wanted.join(', ')}`}`,
          `  ${explain(report)}`,
        ].join('\n'),
      )
      .join('\n'),
  )
}

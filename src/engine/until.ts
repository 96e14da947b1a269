/** The value of `--filter until=`: a duration back from now, or a time (moby api/types/time GetTimestamp). */
import { stepAt } from './time.js'

// seconds each; Go knows no days
const UNITS = new Map([
  ['ns', 1e-9],
  ['us', 1e-6],
  ['µs', 1e-6],
  ['ms', 1e-3],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
])

/**
 * The world's step that it means (a step lasts one second), or undefined when it cannot be read. `now` is a step,
 * too. A duration goes first, so that `10m` is ten minutes ago.
 */
export function parseUntil(text: string, now: number): number | undefined {
  const seconds = durationSeconds(text)
  if (seconds !== undefined) return now - seconds
  return stepAt(text)
}

/** Go's time.ParseDuration. */
function durationSeconds(text: string): number | undefined {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*$/.test(text))
    return undefined
  const sign = text.startsWith('-') ? -1 : 1
  const parts = text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g)
  let total = 0
  for (const [, amount = '0', unit = 's'] of parts) total += Number(amount) * (UNITS.get(unit) ?? 0)
  return sign * total
}

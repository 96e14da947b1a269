/** Times as the client hands them on to the engine (moby v28.5.2 api/types/time/timestamp.go GetTimestamp). */
import { unixTime } from '../../engine/time.js'
import { parseUntil } from '../../engine/until.js'

/**
 * Seconds since 1970 as text: a duration means that long ago and loses its fraction, a date gets nine digits, and a number
 * stays as it is typed. '' is no time; undefined when it cannot be read. `now`: the world's step.
 */
export function apiTime(text: string, now: number): string | undefined {
  if (text === '') return ''
  const step = parseUntil(text, now)
  // numbers go through as they are; the engine reads them
  if (step === undefined || /^\d+(\.\d+)?$/.test(text)) return step === undefined ? undefined : text
  const seconds = unixTime(step)
  const whole = Math.floor(seconds)
  // a duration: the client counts back from its own clock, in whole seconds
  if (!/^\d{4}-/.test(text)) return String(whole)
  return `${whole}.${String(Math.round((seconds - whole) * 1e9)).padStart(9, '0')}`
}

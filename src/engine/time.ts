/**
 * The world's clock as times and durations. A step is one second, step 0 is the first second of 2026: deterministic, so that
 * a replay prints the same. Not modelled: time zones (the engine's own is UTC) and fractions of a second.
 */
import { dateOf, dayOf } from './calendar.js'
import type { Container, DockerWorld } from './state.js'

/** Days from 1970-01-01 to step 0. */
const EPOCH_DAY = dayOf(2026, 1, 1)
const DAY = 86_400

/** What Go prints for a time that never was (time.Time's zero value). */
export const NEVER = '0001-01-01T00:00:00Z'

/** RFC 3339, as Go's time.RFC3339Nano: `2026-01-01T00:00:05Z`. null: never. */
export const timestampOf = (step: number | null): string =>
  step === null ? NEVER : `${dateText(step)}T${clockText(step)}Z`

/** As Go's time.Time prints itself, which is what the columns CREATED AT show: `2026-01-01 00:00:05 +0000 UTC`. */
export const goTimeText = (step: number): string => `${dateText(step)} ${clockText(step)} +0000 UTC`

/** Seconds since 1970, as events and the API's lists have them. */
export const unixTime = (step: number): number => EPOCH_DAY * DAY + step

const two = (n: number): string => String(n).padStart(2, '0')
const clockText = (step: number): string => {
  const second = ((Math.floor(step) % DAY) + DAY) % DAY
  return [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(two).join(':')
}
function dateText(step: number): string {
  const [year, month, day] = dateOf(EPOCH_DAY + Math.floor(step / DAY))
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/**
 * The step of a time as users write it: RFC 3339 or the beginning of it, or seconds since 1970; undefined: neither
 * (moby v28.5.2 api/types/time/timestamp.go GetTimestamp). May lie before the world's beginning.
 */
export function stepAt(text: string): number | undefined {
  const seconds = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : rfc3339Seconds(text)
  return seconds === undefined ? undefined : seconds - EPOCH_DAY * DAY
}

// minutes, seconds and the zone may be missing, as the daemon allows; then it is UTC
const FORM =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?)?(?:Z|([+-])(\d\d):(\d\d))?$/

function rfc3339Seconds(text: string): number | undefined {
  const found = FORM.exec(text)
  if (!found) return undefined
  const part = (i: number): number => Number(found[i] ?? 0)
  const day = dayOf(part(1), part(2), part(3))
  // 30 February is no date: its day is one of March
  if (`${found[1] ?? ''}-${found[2] ?? ''}-${found[3] ?? ''}` !== dateText((day - EPOCH_DAY) * DAY))
    return undefined
  if (part(4) > 23 || part(5) > 59 || part(6) > 59 || part(9) > 23 || part(10) > 59) return undefined
  const zone = (found[8] === '-' ? -1 : 1) * (part(9) * 3600 + part(10) * 60)
  return day * DAY + part(4) * 3600 + part(5) * 60 + part(6) + Number(`0.${found[7] ?? '0'}`) - zone
}

/** Roughly how long, in English: `5 seconds`, `About a minute` (docker/go-units duration.go HumanDuration). */
export function humanDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(seconds / 3600 + 0.5)
  if (seconds < 1) return 'Less than a second'
  if (seconds < 2) return '1 second'
  if (seconds < 60) return `${Math.floor(seconds)} seconds`
  if (minutes === 1) return 'About a minute'
  if (minutes < 60) return `${minutes} minutes`
  if (hours === 1) return 'About an hour'
  if (hours < 48) return `${hours} hours`
  if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`
  if (hours < 24 * 30 * 2) return `${Math.floor(hours / 24 / 7)} weeks`
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`
  return `${Math.floor(seconds / 3600 / 24 / 365)} years`
}

/** How long ago a step was, by the world's clock: `5 seconds`. What passes is what commands and `sleep` take. */
export const durationSince = ({ cnm }: DockerWorld, step: number): string => humanDuration(cnm.clock - step)

/**
 * A container's state in a few words, the column STATUS of `docker ps` (moby v28.5.2 container/state.go String). Not modelled:
 * health checks, restarts, removals.
 */
export function statusText(
  state: DockerWorld,
  {
    status,
    startedAt,
    finishedAt,
    exitCode,
  }: Pick<Container, 'status' | 'startedAt' | 'finishedAt' | 'exitCode'>,
): string {
  const up = (): string => `Up ${durationSince(state, startedAt ?? state.cnm.clock)}`
  switch (status) {
    case 'running':
      return up()
    case 'paused':
      return `${up()} (Paused)`
    case 'created':
    case 'exited':
      // after a start that failed the status is `created`, whatever the exit code says
      if (startedAt === null) return 'Created'
      return finishedAt === null ? '' : `Exited (${exitCode}) ${durationSince(state, finishedAt)} ago`
  }
}

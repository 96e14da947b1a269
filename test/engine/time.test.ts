import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDockerWorld } from '../../src/engine/state.js'
import type { DockerWorld } from '../../src/engine/state.js'
import {
  durationSince,
  goTimeText,
  humanDuration,
  NEVER,
  statusText,
  stepAt,
  timestampOf,
  unixTime,
} from '../../src/engine/time.js'

test('a step is a second, counted from the beginning of 2026', () => {
  expect(timestampOf(0)).toBe('2026-01-01T00:00:00Z')
  expect(timestampOf(61)).toBe('2026-01-01T00:01:01Z')
  expect(timestampOf(86_400 * 31)).toBe('2026-02-01T00:00:00Z')
  expect(unixTime(0)).toBe(Date.UTC(2026, 0, 1) / 1000)
})

test('what never happened is the zero time of Go', () => {
  expect(timestampOf(null)).toBe('0001-01-01T00:00:00Z')
  expect(timestampOf(null)).toBe(NEVER)
})

test('the columns CREATED AT have the form of time.Time', () => {
  expect(goTimeText(3661)).toBe('2026-01-01 01:01:01 +0000 UTC')
})

// docker/go-units duration_test.go
test.each([
  [0.45, 'Less than a second'],
  [1, '1 second'],
  [45, '45 seconds'],
  [60, 'About a minute'],
  [75, 'About a minute'],
  [3 * 60 + 40, '3 minutes'],
  [60 * 60, 'About an hour'],
  [89 * 60, 'About an hour'],
  [2 * 3600 + 29 * 60, '2 hours'],
  [24 * 3600, '24 hours'],
  [48 * 3600, '2 days'],
  [14 * 86_400, '2 weeks'],
  [60 * 86_400, '2 months'],
  [730 * 86_400, '2 years'],
])('%d seconds are "%s"', (seconds, text) => {
  expect(humanDuration(seconds)).toBe(text)
})

const at = (clock: number): DockerWorld => ({ ...emptyDockerWorld, cnm: { ...emptyDockerWorld.cnm, clock } })

test('durations are relative to the clock of the world', () => {
  expect(durationSince(at(8), 3)).toBe('5 seconds')
})

test('STATUS as `docker ps` has it', () => {
  const steps = { startedAt: 10, finishedAt: null, exitCode: 0 }
  expect(statusText(at(20), { ...steps, status: 'created', startedAt: null })).toBe('Created')
  expect(statusText(at(10), { ...steps, status: 'running' })).toBe('Up Less than a second')
  expect(statusText(at(15), { ...steps, status: 'running' })).toBe('Up 5 seconds')
  expect(statusText(at(15), { ...steps, status: 'paused' })).toBe('Up 5 seconds (Paused)')
  expect(statusText(at(15), { ...steps, status: 'exited', finishedAt: 13, exitCode: 137 })).toBe(
    'Exited (137) 2 seconds ago',
  )
})

test('times may be cut short or have a zone; a number is seconds since 1970', () => {
  expect(stepAt('2026-01-01')).toBe(0)
  expect(stepAt('2026-01-01T01')).toBe(3600)
  expect(stepAt('2026-01-01T00:02')).toBe(120)
  expect(stepAt('2026-01-01T00:00:03.5Z')).toBe(3.5)
  expect(stepAt('2026-01-01T02:00:00+02:00')).toBe(0)
  expect(stepAt('1767225605')).toBe(5)
  expect(stepAt('2025-12-31T23:59:59')).toBe(-1)
})

test.each(['', 'yesterday', '2026-13-01', '2026-02-29', '2026-01-01T24:00:00', '2026-01-01 00:00:00'])(
  '%j is no time',
  (text) => {
    expect(stepAt(text)).toBeUndefined()
  },
)

test('every step reads back, and agrees with the calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: -3e9, max: 3e9 }), (step) => {
      expect(stepAt(timestampOf(step))).toBe(step)
      expect(timestampOf(step)).toBe(new Date(unixTime(step) * 1000).toISOString().replace('.000', ''))
    }),
  )
})

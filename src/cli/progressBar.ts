/** A bar on stderr for work that takes more than a second, and only where somebody sits at a terminal. */
import type { Progress } from '../reach/matrix.js'
import type { Io } from './io.js'

/** Milliseconds: before the first bar, and between two. */
const PATIENCE = 1000
const PAUSE = 100
const WIDTH = 30

/**
 * Runs the work with a progress to tell; the bar is gone when it ends. Time is read only to draw: the result does
 * not know of it. Work that throws leaves the bar, above the error.
 */
export function withProgress<T>(io: Io, title: string, work: (progress: Progress) => T): T {
  if (!io.errorTerminal) return work(() => undefined)
  const state = { drawn: io.now() + PATIENCE - PAUSE, shown: '' }
  const result = work((done, all) => {
    const now = io.now()
    if (now - state.drawn < PAUSE) return
    state.drawn = now
    state.shown = bar(title, done / Math.max(all, 1))
    io.error(`\r${state.shown}`)
  })
  if (state.shown !== '') io.error(`\r${' '.repeat(state.shown.length)}\r`)
  return result
}

function bar(title: string, part: number): string {
  const full = Math.round(part * WIDTH)
  return `${title} [${'#'.repeat(full)}${' '.repeat(WIDTH - full)}] ${`${Math.floor(part * 100)}`.padStart(3)} %`
}

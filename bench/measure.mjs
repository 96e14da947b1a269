// How things are timed: samples of many operations, the samples of all tasks in turn, and of each task the least. A least
// repeats on a busy machine where a mean does not. What operations return is kept, so that none is optimised away.

let kept = 0
/** Keep what an operation returned: a number or a boolean. */
export const keep = (value) => {
  kept = (kept + Number(value)) | 0
}
export const whatWasKept = () => kept

/**
 * Microseconds an operation, by task, after a round to warm up. A task is `{ name, run(i), operations, before? }`; `i` goes on
 * counting from sample to sample, and `before` is called, untimed, before each.
 */
export function leastOf(tasks, rounds) {
  const best = new Map(tasks.map(({ name }) => [name, Infinity]))
  for (let round = 0; round <= rounds; round++)
    for (const { name, run, operations, before } of tasks) {
      before?.()
      const start = performance.now()
      for (let i = round * operations, end = i + operations; i < end; i++) kept = (kept + Number(run(i))) | 0
      const took = ((performance.now() - start) * 1000) / operations
      if (round > 0 && took < best.get(name)) best.set(name, took)
    }
  return best
}

/** Bytes in use after a collection; needs --expose-gc. */
export function heap() {
  for (let i = 0; i < 4; i++) globalThis.gc()
  return process.memoryUsage().heapUsed
}

/** Microseconds of one call, and what it returned. */
export function once(run) {
  const start = performance.now()
  const value = run()
  return [(performance.now() - start) * 1000, value]
}

/** Numbers below `limit`, the same in each run (a linear congruential generator). */
export function dice(seed = 1) {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

export const rounded = (value) => Number(value.toPrecision(3))

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
      const first = round * operations
      const [took] = timed(() => {
        for (let i = first; i < first + operations; i++) keep(run(i))
      })
      if (round > 0) best.set(name, Math.min(best.get(name), took / operations))
    }
  return best
}

/** Bytes in use after a collection; needs --expose-gc. */
export function heap() {
  for (let i = 0; i < 4; i++) globalThis.gc()
  return process.memoryUsage().heapUsed
}

/**
 * Microseconds of one call, and what it returned. Of wall time and processor time the lesser: other programs add to the one,
 * V8's helper threads to the other, and both to neither less than the call takes.
 */
export function timed(run) {
  const [start, used] = [performance.now(), process.cpuUsage()]
  const value = run()
  const wall = (performance.now() - start) * 1000
  const { user, system } = process.cpuUsage(used)
  return [Math.min(wall, user + system), value]
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

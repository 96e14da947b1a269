// The table: what is measured of a world of n endpoints, in which unit, and what it should cost at n = 1e3, 1e5 and 1e6.
const row = (unit, ...targets) => ({
  unit,
  at: (n) => targets[n <= 1000 ? 0 : n <= 100_000 ? 1 : 2],
})

export const TARGETS = {
  build: row('us', 10, 5, 8), // in one batch, per endpoint
  memory: row('bytes', 1000, 600, 600), // per endpoint
  command: row('us', 10, 20, 40), // one connect or disconnect
  snapshot: row('bytes', 10_000, 10_000, 12_000), // what a kept world adds, one command later
  handle: row('us', 0.5, 0.5, 0.5), // a verdict there and back, hot
  first: row('us', null, null, null), // the same for a pair that was never asked about
  name: row('us', 1, 4, 8), // a verdict by name, over all of them
  trace: row('us', 3, 5, 8),
  text: row('us', 6, 10, 16), // the trace as text
  classes: row('ms', 1, 50, 800), // all pairs, from nothing
  changed: row('us', 15, 30, 60), // what one connect changed in all pairs
}

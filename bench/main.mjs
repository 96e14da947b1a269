// npm run bench [-- --json] [--n 1000,10000]: what commands and questions cost, how it grows, and what others cost beside it.
// Not measured yet: what a kept snapshot adds, and what one connect changed in all pairs. Prints; judges nothing. Times are minimums over rounds, which repeat far better than means on a shared machine.
import { cpus } from 'node:os'
import { classes, endpointsOn, explainTrace, ping } from '../dist/index.js'
import { build, connect, disconnect, env } from './worlds.mjs'

const args = process.argv.slice(2)
const asJson = args.includes('--json')
const sizes = (args[args.indexOf('--n') + 1] || '').match(/^[\d,]+$/)
  ? args[args.indexOf('--n') + 1].split(',').map(Number)
  : [1000, 10_000]

/** Targets by size: 1e3, 1e5, 1e6. */
const TARGETS = {
  build: ['us', 10, 5, 8],
  memory: ['bytes', 1000, 600, 600],
  command: ['us', 10, 20, 40],
  handle: ['us', 0.5, 0.5, 0.5],
  name: ['us', 1, 4, 8],
  trace: ['us', 3, 5, 8],
  text: ['us', 6, 10, 16],
  classes: ['ms', 1, 50, 800],
}
const targetAt = (name, n) => TARGETS[name][n <= 1000 ? 1 : n <= 1e5 ? 2 : 3]

/** Microseconds an operation: the least of `rounds`, after one to warm up. */
function least(rounds, operations, run) {
  let best = Infinity
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now()
    for (let i = 0; i < operations; i++) run(i)
    const took = ((performance.now() - start) * 1000) / operations
    if (round > 0) best = Math.min(best, took)
  }
  return best
}
const heap = () => {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const results = []
const note = (name, n, value) =>
  results.push({
    name,
    n,
    value: Number(value.toPrecision(3)),
    unit: TARGETS[name][0],
    target: targetAt(name, n),
  })

/** Breadth-first search over networks, as one would write it in a test. Same verdict as a ping without rules. */
function bfs(neighbours, from, to) {
  const seen = new Set([from])
  for (let edge = [from]; edge.length > 0;) {
    const next = []
    for (const at of edge)
      for (const each of neighbours.get(at) ?? []) {
        if (each === to) return true
        if (!seen.has(each)) (seen.add(each), next.push(each))
      }
    edge = next
  }
  return false
}

const ratios = []
for (const n of sizes) {
  const before = heap()
  const start = process.cpuUsage()
  const { world, networks, sandboxes } = build(n)
  const { user, system } = process.cpuUsage(start) // of the processor: one run cannot be a minimum over rounds
  note('build', n, (user + system) / n)
  note('memory', n, (heap() - before) / n)

  const pick = (i) => sandboxes[(i * 37) % sandboxes.length]
  const free = (s) => networks.find((x) => x.host === s.host && !s.on.includes(x))
  note(
    'command',
    n,
    least(30, 10, (i) => {
      const s = pick(i)
      const made = connect(world, free(s).id, s.id, s.name)
      disconnect(made.world, made.endpoint, s.id)
    }) / 2,
  )
  const from = sandboxes[5]
  const near = sandboxes.find((s) => s !== from && s.on[0] === from.on[0])
  const address = endpointsOn(world, near.on[0].id)
    .find((e) => e.sandbox === near.id)
    .address4.split('/')[0]
  note(
    'handle',
    n,
    least(30, 20, () => ping(env, world, from.id, address)),
  )
  note(
    'name',
    n,
    least(30, 20, () => ping(env, world, from.id, near.name)),
  )
  note(
    'trace',
    n,
    least(30, 20, () => ping(env, world, from.id, address).conversation.request.hops.length),
  )
  note(
    'text',
    n,
    least(30, 20, () => explainTrace(ping(env, world, from.id, address).conversation).length),
  )
  const fresh = () => ({ ...world })
  note('classes', n, least(n > 2000 ? 2 : 8, 1, () => classes(fresh()).length) / 1000)

  const neighbours = new Map(sandboxes.map((s) => [s.id, s.on.map((x) => x.id)]))
  for (const s of sandboxes)
    for (const x of s.on) neighbours.set(x.id, [...(neighbours.get(x.id) ?? []), s.id])
  const walked = least(30, 20, () => ping(env, world, from.id, address))
  const searched = least(30, 20, () => bfs(neighbours, from.id, near.id))
  ratios.push({
    name: `breadth-first search / ping, n=${n}`,
    value: Number((searched / walked).toPrecision(3)),
    target: 30,
  })
}
for (const [name, target] of [
  ['ip -batch / build', 300],
  ['raw ICMP echo / ping', 40],
  ['refused ping of Linux / refused ping', 1e6],
  ['Mininet / build', 1000],
  ['docker run / build', 10_000],
  ['graphology shortest path / ping', 100],
])
  ratios.push({ name, value: null, target, skipped: 'no harness for it here yet' })

if (asJson) console.log(JSON.stringify({ results, ratios }))
else {
  console.log(`${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}`)
  for (const { name, n, value, unit, target } of results)
    console.log(
      `${name.padEnd(10)} n=${String(n).padEnd(8)} ${String(value).padStart(9)} ${unit.padEnd(6)} target ${target}`,
    )
  const [first, second] = [sizes[0], sizes.at(-1)]
  for (const name of Object.keys(TARGETS)) {
    const at = (n) => results.find((r) => r.name === name && r.n === n)?.value
    const exponent = Math.log(at(second) / at(first)) / Math.log(second / first)
    if (second !== first && Number.isFinite(exponent))
      console.log(`growth of ${name}: n^${exponent.toFixed(2)}`)
  }
  for (const { name, value, target, skipped } of ratios)
    console.log(`${name}: ${skipped ? `skipped, ${skipped}` : `${value}`} (target ${target})`)
}

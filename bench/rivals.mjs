// rivals.mjs: the same small worlds in what one would take instead, as one line of JSON. Every rival's verdicts must be ours.
import { rounded } from './measure.mjs'
import { engine } from './rivals/docker.mjs'
import { graphs } from './rivals/graphs.mjs'
import { mininet, namespaces } from './rivals/linux.mjs'
import { ours, smallWorld } from './rivals/small.mjs'

const ratios = []
/** A ratio, with what both take in microseconds; or why there is none. */
function note(name, target, theirs, ours, skipped) {
  if (theirs === undefined) ratios.push({ name, value: null, target, skipped })
  else
    ratios.push({ name, value: rounded(theirs / ours), target, theirs: rounded(theirs), ours: rounded(ours) })
}
function searches(small, world) {
  const { bfs, graphology, ours } = graphs(small)
  note(`breadth-first search / ping, ${world}`, 30, bfs, ours)
  note(`graphology shortest path / ping, ${world}`, 100, graphology, ours)
}

for (const size of [50, 200]) {
  const small = smallWorld(size, 5)
  const mine = ours(small)
  const world = `${size} containers`
  const linux = namespaces(small)
  note(`ip -batch / build, ${world}`, 300, linux.build, mine.build, linux.skipped)
  note(`raw ICMP echo / ping, ${world}`, 40, linux.near, mine.near, linux.skipped ?? linux.unasked)
  note(
    `raw ICMP echo / ping never asked before, ${world}`,
    40,
    linux.near,
    mine.first,
    linux.skipped ?? linux.unasked,
  )
  note(
    `refused ping of Linux / refused ping, ${world}`,
    1e6,
    linux.far,
    mine.far,
    linux.skipped ?? linux.unasked,
  )
  const emulated = mininet(small)
  note(`Mininet / build, ${world}`, 1000, emulated.build, mine.build, emulated.skipped)
  const real = engine(small)
  note(`docker run / build, ${world}`, 10_000, real.build, mine.build, real.skipped)
  searches(small, world)
}
// where a search has more to look at
searches(smallWorld(1000, 10), '1000 containers on 10 bridges')
console.log(JSON.stringify(ratios))

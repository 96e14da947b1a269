// size.mjs N: the rows of the table for a world of N endpoints, in a process of its own, as one line of JSON. Needs --expose-gc.
import {
  allNetworks,
  allSandboxes,
  apply,
  classes,
  endpointsOn,
  findEndpoint,
  watchClasses,
} from '../dist/index.js'
import { hops, lines, reaches, walks } from './ask.mjs'
import { dice, heap, keep, leastOf, rounded, timed } from './measure.mjs'
import { TARGETS } from './targets.mjs'
import { build, env } from './worlds.mjs'

const n = Number(process.argv[2])
const results = []
const note = (name, value) =>
  results.push({
    name,
    n,
    value: value === null ? null : rounded(value),
    unit: TARGETS[name].unit,
    target: TARGETS[name].at(n),
  })

/** A world of its own each time: nothing is known of it yet when its classes are asked for. */
function fresh() {
  const before = heap()
  const [building, world] = timed(() => build(n))
  const memory = heap() - before
  const [asking, found] = timed(() => classes(world).length)
  keep(found)
  return { world, build: building / n, memory: memory / n, classes: asking / 1000 }
}
let world
const least = { build: Infinity, memory: Infinity, classes: Infinity }
for (let rounds = n <= 1000 ? 30 : n <= 100_000 ? 4 : 2; rounds > 0; rounds--) {
  world = undefined
  const { world: next, ...taken } = fresh()
  world = next
  for (const name of Object.keys(least)) least[name] = Math.min(least[name], taken[name])
}

const sandboxes = allSandboxes(world)
const networks = allNetworks(world).filter(({ id }) => endpointsOn(world, id).length > 0)
const roll = dice()
const any = (items) => items[roll(items.length)]
const networksOf = ({ endpoints }) => endpoints.map((id) => findEndpoint(world, id).network)

/** Pairs on one network, so that there is a way there and back. */
const pairs = (count) =>
  Array.from({ length: count }, () => {
    const from = any(sandboxes)
    const to = any(endpointsOn(world, networksOf(from)[0]))
    return { from: from.id, name: to.name, address: to.address4.split('/')[0] }
  })
const hot = pairs(1000)
const spread = pairs(Math.min(sandboxes.length * 2, 50_000))
for (const { from, name, address } of [...hot, ...spread])
  if (!reaches(world, from, address) || !reaches(world, from, name))
    throw new Error(`${from} should reach ${name} at ${address}`)

function step(from, command) {
  const change = apply(env, from, command)
  if (!change.ok) throw new Error(`refused: ${JSON.stringify(change.error)}`)
  return change.value
}
/** As `docker network connect`: an endpoint of the sandbox's name, joined. */
function connect(from, { sandbox: { id, containerId: name }, network }) {
  const spec = { name, names: [{ name, kind: 'container' }] }
  const { world: next, endpoint } = step(from, { do: 'createEndpoint', network: network.id, spec })
  return { world: step(next, { do: 'join', endpoint, sandbox: id }).world, endpoint }
}
function disconnect(from, endpoint, sandbox) {
  const { world: next } = step(from, { do: 'leave', endpoint, sandbox })
  return step(next, { do: 'deleteEndpoint', endpoint }).world
}
/** Sandboxes, each with a network of its host that it is not on. */
const joins = Array.from({ length: 500 }, () => {
  for (;;) {
    const [sandbox, network] = [any(sandboxes), any(networks)]
    const near = networks.filter(({ host }) => host === sandbox.host)
    const free = near[(near.indexOf(network) + near.length) % near.length]
    if (!networksOf(sandbox).includes(free.id)) return { sandbox, network: free }
  }
})
/** One connect and its disconnect: the world as it was, two commands later. */
function thereAndBack(from, i) {
  const join = joins[i % joins.length]
  const { world: next, endpoint } = connect(from, join)
  return [next, disconnect(next, endpoint, join.sandbox.id)]
}

const asked = (question, all, i) => question(world, all[i % all.length].from, all[i % all.length].address)
let going = world
/** All pairs of the world, kept; and worlds that one connect made of it, to go to and back from. */
const watched = watchClasses(env, world)
const connected = joins.map((_, i) => thereAndBack(world, i)[0])
for (const next of connected) {
  const { moved, opened } = watched.to(next)
  if (moved.length !== 1 || opened.length === 0) throw new Error('a connect opens something to one sandbox')
  watched.to(world)
}
const best = leastOf(
  [
    {
      name: 'command',
      operations: 500,
      before: () => (going = world),
      run: (i) => (going = thereAndBack(going, i)[1]).clock,
    },
    {
      name: 'changed',
      operations: 500,
      run: (i) => watched.to(connected[i % connected.length]).opened.length + watched.to(world).closed.length,
    },
    { name: 'handle', operations: 5000, run: (i) => asked(reaches, hot, i) },
    { name: 'first', operations: 2000, run: (i) => asked(walks, hot, i) },
    {
      name: 'name',
      operations: 5000,
      run: (i) => reaches(world, spread[i % spread.length].from, spread[i % spread.length].name),
    },
    { name: 'trace', operations: 1000, run: (i) => asked(hops, hot, i) },
    { name: 'text', operations: 1000, run: (i) => asked(lines, hot, i) },
  ],
  25,
)

const KEPT = 500
const kept = []
const before = heap()
for (let i = 0, at = world; i < KEPT / 2; i++) {
  const [connected, back] = thereAndBack(at, i)
  kept.push(connected, back)
  at = back
}
const snapshot = (heap() - before) / KEPT
keep(kept.length)

note('build', least.build)
note('memory', least.memory)
note('command', best.get('command') / 2)
note('snapshot', snapshot)
for (const name of ['handle', 'first', 'name', 'trace', 'text']) note(name, best.get(name))
note('classes', least.classes)
note('changed', best.get('changed') / 2)
console.log(JSON.stringify(results))

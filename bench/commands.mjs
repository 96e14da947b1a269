// commands.mjs: what stands on the model, as one line of JSON. The Docker layer in a world of 1,000 containers; and fast-check
// model runs in worlds of 10 networks and 30 containers, as commands a second with all that a run takes: drawing, the
// expectation, the command, and for the model's own commands an echo compared after each.
import fc from 'fast-check'
import { networkConnect } from '../dist/engine/networkConnect.js'
import { networkDisconnect } from '../dist/engine/networkDisconnect.js'
import { noSettings } from '../dist/engine/state.js'
import { createLab } from '../dist/index.js'
import { dockerCommands, modelRuns, newModel } from '../dist/testing/fastCheck.js'
import { leastOf, rounded, timed } from './measure.mjs'

const CONTAINERS = 1000
const NETWORKS = 10
const ROUNDS = 12
const results = []
const note = (name, n, value, unit, target) => results.push({ name, n, value, unit, target })

/** Command lines that make a world: containers dealt out to networks. */
const creations = [
  ...Array.from({ length: NETWORKS }, (_, i) => ['h1', `network create net${i}`]),
  ...Array.from({ length: CONTAINERS }, (_, i) => [
    'h1',
    `run -d --name ctr${i} --network net${i % NETWORKS} alpine httpd -f -p 80`,
  ]),
]
function full() {
  const lab = createLab()
  const failed = lab.batch(creations).find(({ exit }) => exit !== 0)
  if (failed) throw new Error(failed.stderr)
  return lab
}
const { env, world } = full()
const done = (change) => {
  if (!change.ok) throw new Error(JSON.stringify(change.error))
  return change.value.state
}
/** A `docker network connect` and its `disconnect`, as the engine does them. */
function thereAndBack(i) {
  const [network, container] = [`net${(i + 1) % NETWORKS}`, `ctr${i % CONTAINERS}`]
  const connected = done(networkConnect(env, world, 'h1', network, container, noSettings))
  return done(networkDisconnect(env, connected, 'h1', network, container, false)).passed
}
const least = leastOf(
  [
    { name: 'build', operations: 1, run: () => full().world.passed },
    { name: 'command', operations: 200, run: thereAndBack },
  ],
  8,
)
note('docker build', CONTAINERS, rounded(least.get('build') / CONTAINERS), 'us', 30)
note('docker command', CONTAINERS, rounded(least.get('command') / 2), 'us', 30)

/** The best round's commands a second. Every round has its own seed, the same in each run of the bench. */
function most(commands, { setup, maxCommands, numRuns }) {
  const runs = fc.commands(commands, { maxCommands, size: 'max' })
  let best = 0
  for (let seed = 0; seed < ROUNDS; seed++) {
    let ran = 0
    const property = fc.property(runs, (run) => {
      fc.modelRun(setup, run)
      for (const { hasRan } of run.commands) if (hasRan) ran++
    })
    const [micros] = timed(() => fc.assert(property, { numRuns, seed }))
    best = Math.max(best, (ran * 1e6) / micros)
  }
  return Math.round(best)
}
const model = modelRuns({ networks: 10, sandboxes: 30 })
const run = { setup: model.setup, maxCommands: 200, numRuns: 100 }
note('model commands', 30, most(model.commands, run), '1/s', 100_000)
const typed = dockerCommands(undefined, { networks: 10, containers: 30 })
const lab = () => ({ model: newModel(), real: createLab() })
note('docker command lines', 30, most(typed, { setup: lab, maxCommands: 200, numRuns: 20 }), '1/s', 5000)
console.log(JSON.stringify(results))

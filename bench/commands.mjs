// commands.mjs: fast-check model runs in worlds of 10 networks and 30 containers, as one line of JSON. Commands a second,
// with all that a run takes: drawing, the model's side, the command, and for model commands an echo compared after each.
import fc from 'fast-check'
import { createLab } from '../dist/index.js'
import { dockerCommands, modelRuns, newModel } from '../dist/testing/fastCheck.js'
import { timed } from './measure.mjs'

const ROUNDS = 12
const WORLD = { networks: 10, containers: 30 }

/** The best round's commands a second. Every round has its own seed, the same in each run of the bench. */
function best(commands, { setup, maxCommands, numRuns }) {
  const runs = fc.commands(commands, { maxCommands, size: 'max' })
  let most = 0
  for (let seed = 0; seed < ROUNDS; seed++) {
    let done = 0
    const property = fc.property(runs, (run) => {
      fc.modelRun(setup, run)
      for (const { hasRan } of run.commands) if (hasRan) done++
    })
    const [micros] = timed(() => fc.assert(property, { numRuns, seed }))
    most = Math.max(most, (done * 1e6) / micros)
  }
  return Math.round(most)
}

const model = modelRuns({ networks: WORLD.networks, sandboxes: WORLD.containers })
const lab = () => ({ model: newModel(), real: createLab() })
const result = (name, value, target) => ({ name, n: WORLD.containers, value, unit: '1/s', target })
console.log(
  JSON.stringify([
    result(
      'model commands',
      best(model.commands, { setup: model.setup, maxCommands: 200, numRuns: 100 }),
      100_000,
    ),
    result(
      'docker command lines',
      best(dockerCommands(undefined, WORLD), { setup: lab, maxCommands: 200, numRuns: 20 }),
      5000,
    ),
  ]),
)

/** `cnm run`: plays a scenario and prints it as a transcript. */
import { createLab } from '../../shell/lab/lab.js'
import { play } from '../../shell/scenario/play.js'
import type { Command } from '../io.js'
import { loadScenario } from '../loadScenario.js'
import { transcript } from '../transcript.js'
import { wronglyAsked } from '../wronglyAsked.js'

export const run: Command = {
  use: 'FILE',
  short: 'Play a scenario (.lab) or a recording (.json) and print what happens',
  flags: [{ name: 'explain', short: 'after each ping and http, say why, with the way of every packet' }],
  run: ({ flags, operands }, io) => {
    const [path] = operands
    if (path === undefined || operands.length > 1)
      return wronglyAsked(io, 'run', `it takes one file, and got ${operands.length}`)
    const scenario = loadScenario(io, path)
    if (!scenario.ok) return wronglyAsked(io, 'run', scenario.error)
    const { title, hosts, steps } = scenario.value
    io.out(`# ${title}\n`)
    for (const played of play(createLab({ hosts }), steps))
      io.out(`\n${transcript(played, flags.has('explain'))}`)
    return 0
  },
}

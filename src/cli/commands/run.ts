/** `cnm run`: plays a scenario and prints it as a transcript. */
import { createLab } from '../../shell/lab/lab.js'
import { RunLog } from '../../shell/log/runLog.js'
import { writeWorld } from '../../shell/world/readWorld.js'
import { play } from '../../shell/scenario/play.js'
import { composeBeside } from '../composeFor.js'
import type { Command } from '../io.js'
import { loadScenario } from '../loadScenario.js'
import { transcript } from '../transcript.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * Exit 0 even where a docker command in it failed: a scenario may show a refusal. Printed step by step, so what was
 * played before a defect is seen. The file of `--save` is a world that every command takes (loadWorld.ts).
 */
export const run: Command = {
  use: 'FILE',
  short: 'Play a scenario (.lab) or a recording (.json) and print what happens',
  flags: [
    { name: 'explain', short: 'after each ping and http, say why, with the way of every packet' },
    {
      name: 'log',
      short: 'print a log instead, one JSON line an event: commands, and every step of every packet',
    },
    { name: 'save', value: 'OUT', short: 'write the world as it is at the end, as JSON that others take' },
  ],
  run: ({ flags, operands }, io) => {
    const [path] = operands
    if (path === undefined || operands.length > 1)
      return wronglyAsked(io, 'run', `it takes one file, and got ${operands.length}`)
    if (flags.has('log') && flags.has('explain'))
      return wronglyAsked(io, 'run', 'a log is for programs, --explain is for people: give one of the two')
    const scenario = loadScenario(io, path)
    if (!scenario.ok) return wronglyAsked(io, 'run', scenario.error)
    const { title, hosts, steps, impliedWaits } = scenario.value
    const lab = createLab({ hosts, compose: composeBeside(io, path) })
    if (flags.has('log')) {
      const log = new RunLog(lab.world)
      for (const played of play(lab, steps, impliedWaits))
        for (const event of log.log(played, lab.world)) io.out(`${JSON.stringify(event)}\n`)
    } else {
      io.out(`# ${title}\n`)
      for (const played of play(lab, steps, impliedWaits))
        io.out(`\n${transcript(played, flags.has('explain'))}`)
    }
    const save = flags.get('save')
    const unwritten = save === undefined ? null : io.write(save, writeWorld(lab.world))
    return unwritten === null ? 0 : wronglyAsked(io, 'run', `${save ?? ''}: ${unwritten}`)
  },
}

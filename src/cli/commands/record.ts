/** `cnm record`: plays scenarios and recordings, and writes what the simulator answers as recordings. */
import { recordScenario } from '../../shell/scenario/record.js'
import { writeRecording } from '../../shell/recording/write.js'
import { composeBeside } from '../composeFor.js'
import type { Command } from '../io.js'
import { loadScenario } from '../loadScenario.js'
import { packageVersion } from '../packageVersion.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * A line a recording that was written. What cannot be read or written is told on stderr and the others go on, so
 * that one bad file of a hundred costs one; exit 2 at the end then.
 */
export const record: Command = {
  use: 'FILE... --out DIR',
  short: 'Play scenarios (.lab) or recordings (.json, ignoring their results) and write DIR/NAME.json',
  flags: [{ name: 'out', value: 'DIR', short: 'where the recordings go; it is made if it is not there' }],
  run: ({ flags, operands }, io) => {
    const out = flags.get('out')
    if (operands.length === 0)
      return wronglyAsked(io, 'record', 'which files? It takes one or more, and --out DIR')
    if (out === undefined) return wronglyAsked(io, 'record', 'where to? Add --out DIR')
    const unmade = io.makeFolder(out)
    if (unmade !== null)
      return wronglyAsked(io, 'record', `${out}: ${unmade}; --out names a folder that can be written to`)
    const unread = operands.filter((path) => {
      const scenario = loadScenario(io, path)
      if (!scenario.ok) {
        io.error(`cnm record: ${scenario.error}\n`)
        return true
      }
      const recording = recordScenario(scenario.value, packageVersion(), {
        compose: composeBeside(io, path),
      })
      const to = `${out}/${recording.name}.json`
      const unwritten = io.write(to, writeRecording(recording))
      if (unwritten !== null) {
        io.error(`cnm record: ${to}: ${unwritten}\n`)
        return true
      }
      io.out(`${recording.name}: ${recording.steps.length} steps\n`)
      return false
    })
    return unread.length > 0 ? 2 : 0
  },
}

/** `cnm trace`: the whole way of a packet there and back, over hosts and through tunnels, one line a step. */
import { explainTrace } from '../../reach/explain.js'
import type { Command } from '../io.js'
import { loadWorld, splitWorld, WORLD, WORLD_MAY_BE } from '../loadWorld.js'
import { portText } from '../parsePorts.js'
import { pickPlace } from '../pickPlaces.js'
import { parseTarget } from '../target.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * One question, answered whole: `--json` is the report that everything else is made from, `--capture` what a
 * tcpdump on the LAN would see of it. A ping or a TCP connection; exit 0 when it is reached, 1 when not.
 */
export const trace: Command = {
  use: `[${WORLD}] FROM TARGET[:PORT]`,
  short: `The way of a ping, or of a TCP connection to PORT, there and back. ${WORLD_MAY_BE}`,
  flags: [
    { name: 'json', short: 'the report as JSON: the facts that decided, not sentences' },
    { name: 'capture', short: 'what an observer on the LAN sees of it instead' },
  ],
  run: ({ flags, operands }, io) => {
    const wrong = (message: string) => wronglyAsked(io, 'trace', message)
    const { path, rest } = splitWorld(operands)
    const [asker, target, ...more] = rest
    if (asker === undefined || target === undefined || more.length > 0)
      return wrong("it takes a world, who asks and who is asked: 'cnm trace shop.lab h1/web db:5432'")
    const asked = parseTarget(target)
    if (!asked.ok) return wrong(asked.error)
    const { name, port } = asked.value
    if (port !== null && port.protocol !== 'tcp')
      return wrong(
        `it follows a ping or a TCP connection, not ${portText(port)}: ask 'cnm blockers' for that`,
      )
    const world = loadWorld(io, path)
    if (!world.ok) return wrong(world.error)
    const { lab } = world.value
    const place = pickPlace(lab.world, asker)
    if (!place.ok) return wrong(place.error)
    const from = place.value.label
    const report = port === null ? lab.ping(from, name) : lab.http(from, name, port.port)
    if (flags.has('json')) io.out(`${JSON.stringify(report, null, 2)}\n`)
    else if (flags.has('capture')) io.out(lines(seen(lab.capture(report))))
    else {
      const way = report.conversation ? explainTrace(report.conversation) : []
      io.out(lines([...way, lab.explain(report)]))
    }
    return report.verdict === 'reachable' ? 0 : 1
  },
}

/** An empty answer would look like a mistake. */
const seen = (packets: readonly string[]): readonly string[] =>
  packets.length > 0 ? packets : ['no packet of it crosses the LAN']

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('')

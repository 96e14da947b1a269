/** `cnm blockers`: everything that would have to change for a refused question, not only the first thing. */
import { blockers as ask, type Blockers } from '../../reach/blockers.js'
import { blockerLines } from '../../reach/explain/blocker.js'
import { endingPhrase } from '../../reach/explain/ending.js'
import { labelsOf } from '../../reach/explain/labels.js'
import { findPlace } from '../../shell/lab/place.js'
import { formatFlag, formatOf, formatted } from '../formatted.js'
import type { Command } from '../io.js'
import { loadWorld, splitWorld, WORLD, WORLD_MAY_BE } from '../loadWorld.js'
import { parsePorts, portText } from '../parsePorts.js'
import { pickPlace } from '../pickPlaces.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * Without a port it is a ping. One asker and one target, since each blocker's removal makes a new world in which it
 * is asked again. Exit 0 when it is reached, 1 when something keeps it back.
 */
export const blockers: Command = {
  use: `[${WORLD}] FROM TARGET [PORT]`,
  short: `All that keeps FROM from TARGET (an address or a name): a ping, or a PORT such as 80 or 53/udp; exit 1 when something does. ${WORLD_MAY_BE}`,
  flags: [formatFlag],
  run: (asked, io) => {
    const wrong = (message: string) => wronglyAsked(io, 'blockers', message)
    const { path, rest } = splitWorld(asked.operands)
    const [asker, target, port, ...more] = rest
    if (asker === undefined || target === undefined || more.length > 0)
      return wrong(
        `it takes a world, who asks, whom, and perhaps a port: cnm blockers FILE.lab h1/web db 5432`,
      )
    const format = formatOf(asked)
    if (!format.ok) return wrong(format.error)
    const ports = parsePorts(port)
    if (!ports.ok) return wrong(ports.error)
    if (ports.value.length > 1) return wrong('it takes one port')
    const world = loadWorld(io, path)
    if (!world.ok) return wrong(world.error)
    const { lab } = world.value
    const place = pickPlace(lab.world, asker)
    if (!place.ok) return wrong(place.error)
    const from = place.value.label
    // a machine or a container as a scenario's lines name it; a sandbox that belongs to none, by its namespace
    const within = findPlace(lab.world, from)
    const what = ports.value[0] ?? { protocol: 'icmp' as const, port: 0 }
    const answer = ask(lab.env, lab.world.cnm, within.ok ? within.value : place.value.namespace, {
      target,
      ...what,
    })
    const reached = answer.conversation?.outcome.kind === 'answered'
    if (format.value !== 'table') {
      const lines = blockerLines(answer).map((line, i) => [`${i + 1}`, line])
      io.out(formatted(format.value, ['', 'what would have to change'], lines, answer))
    } else io.out(text(answer, from, `${target}${port === undefined ? '' : ` ${portText(what)}`}`, reached))
    return reached ? 0 : 1
  },
}

/** For people: how many things, each with a number, and where it would end after all of them. */
function text(answer: Blockers, from: string, what: string, reached: boolean): string {
  if (reached) return `${from} reaches ${what}: nothing is in the way\n`
  const lines = blockerLines(answer)
  const { rest, cleared } = answer
  if (lines.length === 0 && !rest) return `nobody has the name or address ${what}\n`
  const things = lines.length === 1 ? 'one thing' : `${lines.length} things`
  const left =
    rest && cleared
      ? [
          `and then: ${endingPhrase(rest, cleared.request.packet, labelsOf(cleared))}. Nothing is known to help.`,
        ]
      : []
  return [
    `${from} does not reach ${what}: ${things} would have to change`,
    ...lines.map((line, i) => `${i + 1}. ${line}`),
    ...left,
    '',
  ].join('\n')
}

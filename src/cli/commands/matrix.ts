/** `cnm matrix`: who reaches whom in a world, every pair by every address. */
import { matrix as ask, matrixRows } from '../../reach/matrix.js'
import { parsePort } from '../../testing/testing.js'
import { classesText } from '../classesTable.js'
import { formatFlag, formatOf, formatted } from '../formatted.js'
import type { Command } from '../io.js'
import { loadWorld, WORLD, WORLD_MAY_BE } from '../loadWorld.js'
import { parsePorts, portText } from '../parsePorts.js'
import { pickPlaces } from '../pickPlaces.js'
import { withProgress } from '../progressBar.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * A row for each who asks and each address of who is asked. Exit 0 whatever it says. `--compact` is what large
 * worlds need: answers as letters, the places once. O(from * addresses * (1 + ports)) conversations. `--classes` is for
 * larger ones still.
 */
export const matrix: Command = {
  use: `[${WORLD}]`,
  short: `Who reaches whom: a ping to every address of every running container, and its ports. ${WORLD_MAY_BE}`,
  flags: [
    {
      name: 'from',
      value: 'PLACES',
      short: "who asks: 'h1/web,peer', 'h1/*', a service (default: all containers)",
    },
    { name: 'to', value: 'PLACES', short: 'who is asked (default: all containers)' },
    { name: 'ports', value: 'PORTS', short: 'ask these as well: 80,53/udp' },
    formatFlag,
    { name: 'compact', short: 'JSON with one letter an answer instead of one object a pair' },
    {
      name: 'classes',
      short: 'containers that no question can tell apart as one, and who gets through alone',
    },
  ],
  run: (asked, io) => {
    const { flags, operands } = asked
    const wrong = (message: string) => wronglyAsked(io, 'matrix', message)
    const [, ...others] = operands
    if (others.length > 0)
      return wrong(
        others.every((each) => parsePort(each) !== undefined)
          ? `ports are asked with --ports ${others.join()}`
          : `it takes one world, and got ${operands.length}`,
      )
    const format = formatOf(asked)
    if (!format.ok) return wrong(format.error)
    const ports = parsePorts(flags.get('ports'))
    if (!ports.ok) return wrong(ports.error)
    const world = loadWorld(io, operands[0])
    if (!world.ok) return wrong(world.error)
    const { lab } = world.value
    if (flags.has('classes')) {
      const other = ['from', 'to', 'compact'].find((name) => flags.has(name))
      if (other !== undefined) return wrong(`--classes is about all containers: leave --${other} out`)
      io.out(classesText(lab, ports.value, format.value))
      return 0
    }
    const from = pickPlaces(lab.world, flags.get('from'))
    if (!from.ok) return wrong(from.error)
    const to = pickPlaces(lab.world, flags.get('to'))
    if (!to.ok) return wrong(to.error)
    const answers = withProgress(io, 'asking', (progress) =>
      ask(lab.env, lab.world.cnm, { from: from.value, to: to.value, ports: ports.value }, progress),
    )
    if (flags.has('compact')) {
      io.out(`${JSON.stringify(answers)}\n`)
      return 0
    }
    const rows = matrixRows(answers)
    const head = ['from', 'to', 'address', 'ping', ...ports.value.map(portText)]
    const cells = rows.map((row) => [
      row.from,
      row.to,
      row.address,
      row.ping,
      ...row.ports.map(({ verdict }) => verdict),
    ])
    io.out(formatted(format.value, head, cells, rows))
    return 0
  },
}

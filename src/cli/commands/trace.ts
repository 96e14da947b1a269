/** `cnm trace`: the whole way of a packet there and back, over hosts and through tunnels, one line a step. */
import { explainTrace } from '../../reach/explain.js'
import type { Command } from '../io.js'
import { loadWorld, splitWorld, WORLD, WORLD_MAY_BE } from '../loadWorld.js'
import { pickPlace } from '../pickPlaces.js'
import { wronglyAsked } from '../wronglyAsked.js'

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
    const world = loadWorld(io, path)
    if (!world.ok) return wrong(world.error)
    const { lab } = world.value
    const place = pickPlace(lab.world, asker)
    if (!place.ok) return wrong(place.error)
    const from = place.value.label
    const { name, port } = split(target)
    const report = port === undefined ? lab.ping(from, name) : lab.http(from, name, port)
    if (flags.has('json')) io.out(`${JSON.stringify(report, null, 2)}\n`)
    else if (flags.has('capture')) io.out(lines(lab.capture(report)))
    else {
      const way = report.conversation ? explainTrace(report.conversation) : []
      io.out(lines([...way, lab.explain(report)]))
    }
    return report.verdict === 'reachable' ? 0 : 1
  },
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('')

/** `db:5432`, `10.0.1.4:80`, `[fd00::2]:80`; an IPv6 address without brackets has no port. */
function split(target: string): { readonly name: string; readonly port: number | undefined } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(target) ?? []
  const name = bracketed ?? plain
  return name === undefined
    ? { name: target.replace(/^\[(.*)\]$/, '$1'), port: undefined }
    : { name, port: Number(port) }
}

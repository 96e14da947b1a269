/** `cnm exposure`: who can be reached from its host, the LAN and the internet, by which port, and who can reach out. */
import { isLoopback } from '../../addr/ip.js'
import { exposure as ask, type Exposure, type Opening } from '../../reach/exposure.js'
import type { ObserverKind } from '../../reach/observer.js'
import { formatFlag, formatOf, formatted } from '../formatted.js'
import type { Command } from '../io.js'
import { loadWorld, WORLD, WORLD_MAY_BE } from '../loadWorld.js'
import { portText } from '../parsePorts.js'
import { withProgress } from '../progressBar.js'
import { wronglyAsked } from '../wronglyAsked.js'

/** From near to far: the columns, in this order. */
const KINDS: readonly ObserverKind[] = ['host', 'lan', 'internet']
const WORDS: Readonly<Record<ObserverKind, string>> = {
  host: 'its host',
  lan: 'the LAN',
  internet: 'the internet',
}

/**
 * A row a container. Exit 0 whatever it finds: which of it is too much, rules say (`check`). Costs a connection for
 * each container, address, port and observer.
 */
export const exposure: Command = {
  use: `[${WORLD}]`,
  short: `Who can be reached from its host, the LAN and the internet, and who can reach out. ${WORLD_MAY_BE}`,
  flags: [formatFlag],
  run: (asked, io) => {
    const wrong = (message: string) => wronglyAsked(io, 'exposure', message)
    if (asked.operands.length > 1) return wrong(`it takes one world, and got ${asked.operands.length}`)
    const format = formatOf(asked)
    if (!format.ok) return wrong(format.error)
    const world = loadWorld(io, asked.operands[0])
    if (!world.ok) return wrong(world.error)
    const { env, world: state } = world.value.lab
    const answers = withProgress(io, 'asking', (progress) => ask(env, state.cnm, progress))
    const head = ['container', ...KINDS.map((kind) => `from ${WORDS[kind]}`), 'reaches']
    io.out(formatted(format.value, head, answers.map(row), answers))
    return 0
  },
}

/** `-` where nobody of that kind gets in, or nobody is reached. */
const row = ({ label, seenFrom, reaches }: Exposure): readonly string[] => [
  label,
  ...KINDS.map((kind) => {
    const openings = seenFrom.flatMap((seen) => (seen.kind === kind ? seen.openings : []))
    return listed(openings.map(openingText))
  }),
  listed(KINDS.filter((kind) => reaches.some((each) => each.kind === kind)).map((kind) => WORDS[kind])),
]

const listed = (texts: readonly string[]): string => [...new Set(texts)].join(', ') || '-'

/**
 * `ping`, `80/tcp`, and of a published port the host's first: `8080->80/tcp`; `127.0.0.1:8080->80/tcp` where a
 * loopback address is what lets it be seen from the host only.
 */
function openingText({ address, protocol, port, containerPort, published }: Opening): string {
  if (!published) return portText({ protocol, port })
  const own = isLoopback(address) ? `${address.includes(':') ? `[${address}]` : address}:` : ''
  return `${own}${port}->${portText({ protocol, port: containerPort })}`
}

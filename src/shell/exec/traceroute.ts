/**
 * busybox's `traceroute`: packets with a growing hop limit, and who complains that it ran out. Round-trip times are made up.
 * Not modelled: sizes, ports of its own, options other than -n, -I, -m, -q, -w, -4 and -6.
 */
import type { Family, Ip } from '../../addr/ip.js'
import { converse, type Conversation } from '../../dataplane/conversation.js'
import { routeTo, sourceFor } from '../../dataplane/routing.js'
import { reverseName } from '../../dns/reverse.js'
import { withoutTrailingDot } from '../../dns/query.js'
import { askServer } from '../../reach/ask.js'
import { resolvConf } from '../../reach/files.js'
import { resolve } from '../../reach/resolve.js'
import { getopt } from './options.js'
import { failure, success, type Inside, type Program } from './program.js'
import { usage } from './usage.js'

const DEFAULT_HOPS = 30
const DEFAULT_PROBES = 3
/** UDP, where nobody listens. */
const FIRST_PORT = 33_434
/** Milliseconds. */
const ROUND_TRIP = '0.080'

/**
 * A line a hop until the target answers, a machine says that it cannot go on, or the hops are used up. Exit 0 in
 * any case.
 */
export const tracerouteProgram: Program = (inside, args) => {
  const { given, operands, problem } = getopt(args, '46FInlrv', 'fmqptwsiz')
  const [target] = operands
  if (problem !== undefined || target === undefined) return usage('traceroute', problem)
  const family: Family | 'any' = given.has('6') ? 6 : given.has('4') ? 4 : 'any'
  const { address } = resolve(inside.env, inside.world, inside.sandbox, target, family)
  if (address === undefined) return failure(`traceroute: bad address '${target}'`)
  const hops = Math.min(DEFAULT_HOPS, Number(given.get('m') ?? DEFAULT_HOPS) || DEFAULT_HOPS)
  const probes = Math.min(10, Number(given.get('q') ?? DEFAULT_PROBES) || DEFAULT_PROBES)
  const lines: string[] = []
  for (let ttl = 1; ttl <= hops; ttl++) {
    const heard = probe(inside, address, ttl, given.has('I'))
    const shown = heard && (given.has('n') ? heard.by : `${nameOf(inside, heard.by)} (${heard.by})`)
    const times = `  ${ROUND_TRIP} ms${heard?.mark ?? ''}`.repeat(probes)
    lines.push(
      `${String(ttl).padStart(2)}  ${shown === undefined ? '*  '.repeat(probes).trimEnd() : `${shown}${times}`}\n`,
    )
    if (heard?.last === true) break
  }
  return success(`traceroute to ${target} (${address}), ${hops} hops max, 46 byte packets\n${lines.join('')}`)
}

/** Who answered a probe; `last`: there is no use in going further. */
interface Heard {
  readonly by: Ip
  readonly last: boolean
  readonly mark: '' | ' !N' | ' !H'
}

/** One packet that lives for `ttl` hops; undefined: nobody says anything, or the complaint does not come back. */
function probe(inside: Inside, to: Ip, ttl: number, icmp: boolean): Heard | undefined {
  const conversation = converse(inside.plane, {
    from: inside.namespace.id,
    to,
    protocol: icmp ? 'icmp' : 'udp',
    // every hop another port, as the real one has it, so that answers can be told apart
    port: icmp ? 0 : FIRST_PORT + ttl - 1,
    ttl,
  })
  const { answer, outcome, request } = conversation
  const back = answer?.ending.kind === 'accepted' && answer.ending.at === inside.namespace.id
  if (!back) return undefined
  if (outcome.kind === 'answered' || outcome.kind === 'refused') return { by: to, last: true, mark: '' }
  const by = complainer(inside, conversation)
  if (by === undefined || request.ending.at === inside.namespace.id) return undefined
  const { kind } = request.ending
  if (kind === 'ttl-exceeded') return { by, last: false, mark: '' }
  return { by, last: true, mark: kind === 'no-route' ? ' !N' : ' !H' }
}

/** The address that the last machine of the request signs its complaint with: the one towards the asker. */
function complainer({ plane }: Inside, { request }: Conversation): Ip | undefined {
  const namespace = plane.namespace(request.ending.at)
  const sender = request.hops.at(-1)?.packet.src
  const route = namespace && sender !== undefined ? routeTo(namespace, sender) : undefined
  return namespace && route && sourceFor(namespace, route)
}

/** The name behind an address, from the first server; without one the address again. */
function nameOf({ env, world, asker }: Inside, address: Ip): string {
  const [server] = resolvConf(world, asker).nameservers
  if (server === undefined) return address
  const question = { name: reverseName(address), type: 'PTR' } as const
  const [name] = askServer(env, world, asker, server, question, () => undefined).answers
  return name === undefined ? address : withoutTrailingDot(name.data)
}

/**
 * busybox's `ping`. Without -c (or with -c 0) it sends four, where the real one goes on until it is stopped. Not modelled: lost
 * fragments of large packets, intervals; round-trip times are made up.
 */
import { parseIp, type Family, type Ip } from '../../addr/ip.js'
import { isLocal } from '../../dataplane/routing.js'
import { ping, pingResult } from '../../reach/ping.js'
import { getopt } from './options.js'
import { failure, success, type Inside, type Program } from './program.js'
import { usage } from './usage.js'

// Of packets; more than MAX_COUNT are not printed, whatever -c says.
const DEFAULT_COUNT = 4
const MAX_COUNT = 1000
// Bytes of data, and of the header that busybox counts with them in its replies.
const DEFAULT_SIZE = 56
const ICMP_HEADER = 8
/** Milliseconds. */
const ROUND_TRIP = '0.080'

/** One question decides all replies: nothing is lost on the way here. Exit 1 when none comes. */
export const pingProgram: Program = (inside, args) => {
  const { given, operands, problem } = getopt(args, '46nqAv', 'csitIWwp')
  const [target] = operands
  if (problem !== undefined || target === undefined || operands.length > 1) return usage('ping', problem)
  const wrong = NUMERIC.map((letter) => given.get(letter)).find(
    (value) => value !== undefined && !isNumber(value),
  )
  if (wrong !== undefined) return failure(`ping: invalid number '${wrong}'`)
  const family: Family | 'any' = given.has('6') ? 6 : given.has('4') ? 4 : 'any'
  const count = Math.min(MAX_COUNT, Number(given.get('c') ?? DEFAULT_COUNT) || DEFAULT_COUNT)
  const size = Number(given.get('s') ?? DEFAULT_SIZE) || DEFAULT_SIZE
  const source = sourceOf(inside, given.get('I'))
  if (source === undefined) return failure(`ping: bad address '${given.get('I') ?? ''}'`)
  const ttl = Number(given.get('t') ?? 0)
  const report = ping(inside.env, inside.world, inside.sandbox, target, family, {
    ...(source !== null && { source }),
    ...(ttl > 0 && { ttl }),
  })
  const result = pingResult(report)
  if (result.address === undefined) return failure(`ping: bad address '${target}'`)
  const head = `PING ${target} (${result.address})${source === null ? '' : ` from ${source}`}: ${size} data bytes\n`
  if (source !== null && !isLocal(inside.namespace, source))
    return failure("ping: can't set multicast source interface", 1, head)
  // an answer comes from the address that was asked, also where it was translated on the way
  const from = report.conversation?.question.to ?? result.address
  if (!result.ok && result.why === 'network-unreachable')
    return failure('ping: sendto: Network is unreachable', 1, head)
  const replies = result.ok && !given.has('q') ? Array.from({ length: count }, (_, seq) => seq) : []
  const lines = replies.map(
    (seq) =>
      `${size + ICMP_HEADER} bytes from ${from}: seq=${seq} ttl=${result.ok ? result.ttl : 0} time=${ROUND_TRIP} ms\n`,
  )
  const received = result.ok ? count : 0
  const summary = [
    '',
    `--- ${target} ping statistics ---`,
    `${count} packets transmitted, ${received} packets received, ${result.ok ? 0 : 100}% packet loss`,
    ...(result.ok ? [`round-trip min/avg/max = ${ROUND_TRIP}/${ROUND_TRIP}/${ROUND_TRIP} ms`] : []),
  ]
  const stdout = `${head}${lines.join('')}${summary.join('\n')}\n`
  return result.ok ? success(stdout) : { exit: 1, stdout, stderr: '' }
}

/** The options that take a number. */
const NUMERIC = ['c', 's', 't', 'W', 'w'] as const
const isNumber = (text: string): boolean => /^\d+$/.test(text)

/** `-I`: an address to send from, or a device, which changes nothing here (null). Undefined: neither. */
function sourceOf({ namespace }: Inside, given: string | undefined): Ip | null | undefined {
  if (given === undefined || namespace.interfaces.some(({ name }) => name === given)) return null
  return parseIp(given)
}

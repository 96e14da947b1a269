/**
 * busybox's `ping`. Without -c it sends four, where the real one goes on until it is stopped. Not modelled: sizes of replies,
 * intervals, TTLs of its own; round-trip times are made up.
 */
import type { Family } from '../../addr/ip.js'
import { ping, pingResult } from '../../reach/ping.js'
import { getopt } from './options.js'
import { failure, success, type Program } from './program.js'

const DEFAULT_COUNT = 4
const MAX_COUNT = 1000
const DEFAULT_SIZE = 56
const ICMP_HEADER = 8
/** Milliseconds. */
const ROUND_TRIP = '0.080'

export const pingProgram: Program = (inside, args) => {
  const { given, operands, problem } = getopt(args, '46nqAv', 'csitIWwp')
  const [target] = operands
  if (problem !== undefined || target === undefined)
    return failure(`ping: ${problem ?? 'which host? Usage: ping [-46q] [-c COUNT] HOST'}`)
  const family: Family | 'any' = given.has('6') ? 6 : given.has('4') ? 4 : 'any'
  const count = Math.min(MAX_COUNT, Math.max(1, Number(given.get('c') ?? DEFAULT_COUNT) || 1))
  const size = Number(given.get('s') ?? DEFAULT_SIZE) || DEFAULT_SIZE
  const result = pingResult(ping(inside.env, inside.world, inside.sandbox, target, family))
  if (result.address === undefined) return failure(`ping: bad address '${target}'`)
  const head = `PING ${target} (${result.address}): ${size} data bytes\n`
  if (!result.ok && result.why === 'network-unreachable')
    return failure('ping: sendto: Network is unreachable', 1, head)
  const replies = result.ok && !given.has('q') ? Array.from({ length: count }, (_, seq) => seq) : []
  const lines = replies.map(
    (seq) =>
      `${size + ICMP_HEADER} bytes from ${result.address ?? ''}: seq=${seq} ttl=${result.ok ? result.ttl : 0} time=${ROUND_TRIP} ms\n`,
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

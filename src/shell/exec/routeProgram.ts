/** busybox's `route` and `netstat -r`: the IPv4 routing table. Not modelled: IPv6 tables, adding and deleting, metrics. */
import { addressOf, lengthOf } from '../../addr/cidr.js'
import { numberToIp } from '../../addr/ip.js'
import type { Namespace, Route } from '../../dataplane/namespace.js'
import { routesInOrder } from '../../reach/print/route.js'
import { getopt } from './options.js'
import { failure, success, type Program } from './program.js'

/**
 * `numeric`: addresses instead of the words `default` and `*`; `long`: the columns of `route -e` and `netstat -r`.
 * Routes in the order in which the kernel lists them; metrics and use are always 0.
 */
export function routeTable(namespace: Namespace, numeric: boolean, long: boolean): string {
  const columns = long ? '  MSS Window  irtt Iface' : 'Metric Ref    Use Iface'
  const rest = long ? '    0 0          0' : '0      0        0'
  const lines = routesInOrder(namespace, 4).map((route) => {
    const { to, via, device } = route
    const any = lengthOf(to) === 0
    const words = [
      !numeric && any ? 'default' : addressOf(to),
      via ?? (numeric ? '0.0.0.0' : '*'),
      maskOf(route),
    ].map((word) => word.padEnd(16))
    return `${words.join('')}${flagsOf(route).padEnd(6)}${rest} ${device}\n`
  })
  return `Kernel IP routing table\nDestination     Gateway         Genmask         Flags ${columns}\n${lines.join('')}`
}

/** Up; through a gateway; to a single host. */
const flagsOf = ({ to, via }: Route): string => `U${via === null ? '' : 'G'}${lengthOf(to) === 32 ? 'H' : ''}`

const maskOf = ({ to }: Route): string => maskText(lengthOf(to))

/** 24: `255.255.255.0`. */
export const maskText = (length: number): string => numberToIp(2 ** 32 - 2 ** (32 - length))

/** For looking only: anything that would change a route is refused. */
export const routeProgram: Program = ({ namespace }, args) => {
  const { given, operands, problem } = getopt(args, 'ne', 'A')
  if (problem !== undefined) return failure(`route: ${problem}`)
  if (operands.length > 0) return failure('route: SIOCADDRT: Operation not permitted')
  if (given.get('A') === 'inet6')
    return failure("route: the IPv6 table is not modelled in this form: try 'ip -6 route'")
  return success(routeTable(namespace, given.has('n'), given.has('e')))
}

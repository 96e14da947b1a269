/**
 * `ip route show table local`: what a namespace takes for its own, as the kernel makes it of its IPv4 addresses
 * (net/ipv4/fib_frontend.c fib_add_ifaddr). Not modelled: IPv6's.
 */
import { addressOf, lastOf, lengthOf, networkOf, parsePrefix } from '../../addr/cidr.js'
import { compareIp, familyOf } from '../../addr/ip.js'
import type { IpPrefix } from '../../addr/cidr.js'
import type { Ip } from '../../addr/ip.js'
import type { Namespace } from '../../dataplane/namespace.js'

interface LocalRoute {
  readonly at: Ip
  readonly line: string
}

const LOOPBACK = parsePrefix('127.0.0.1/8')

/** One line a route, by address, each with the blank at its end that busybox leaves there. */
export function localRoutes({ interfaces }: Namespace): string {
  const loopback = LOOPBACK === undefined ? [] : routesOf('lo', LOOPBACK)
  const own = interfaces.flatMap(({ name, addresses }) =>
    addresses.filter((prefix) => familyOf(addressOf(prefix)) === 4).flatMap((p) => routesOf(name, p)),
  )
  return [...loopback, ...own]
    .toSorted((a, b) => compareIp(a.at, b.at))
    .map(({ line }) => line)
    .join('')
}

/** The address itself, the subnet's broadcast address, and on lo the whole subnet. */
function routesOf(device: string, prefix: IpPrefix): readonly LocalRoute[] {
  const [address, subnet] = [addressOf(prefix), networkOf(prefix)]
  const route = (kind: 'local' | 'broadcast', at: Ip, to: string, scope: 'host' | 'link'): LocalRoute => ({
    at,
    line: `${kind} ${to} dev ${device} scope ${scope}  src ${address} \n`,
  })
  const last = lastOf(subnet)
  return [
    ...(device === 'lo' ? [route('local', addressOf(subnet), subnet, 'host')] : []),
    route('local', address, address, 'host'),
    // a subnet of one or two addresses has none for all
    ...(lengthOf(prefix) < 31 ? [route('broadcast', last, last, 'link')] : []),
  ]
}

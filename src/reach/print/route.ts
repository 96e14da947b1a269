/** `ip route` and `ip -6 route` as busybox 1.37 prints them (networking/libiproute/iproute.c print_route). */
import { addressOf, covers, firstOf, hostCidr, lengthOf } from '../../addr/cidr.js'
import { compareIp, familyOf } from '../../addr/ip.js'
import type { Family } from '../../addr/ip.js'
import type { Namespace, Route } from '../../dataplane/namespace.js'
import { linkLocalRoutes } from './device.js'

/** One line an element, each with the blank at its end that busybox leaves there. */
export const routeLines = (namespace: Namespace, family: Family): readonly string[] =>
  routesInOrder(namespace, family).map(routeLine)

/** A family's routes as the kernel lists them. */
export const routesInOrder = (namespace: Namespace, family: Family): readonly Route[] =>
  [...namespace.routes, ...(family === 6 ? linkLocalRoutes(namespace) : [])]
    .filter((route) => familyOf(route.to) === family)
    .toSorted(family === 4 ? inTrieOrder4 : inTrieOrder6)

export const ipRoute = (namespace: Namespace, family: Family = 4): string =>
  routeLines(namespace, family)
    .map((line) => `${line}\n`)
    .join('')

/** The kernel lists IPv4 routes by address, of one address the longer prefix first (net/ipv4/fib_trie.c). */
const inTrieOrder4 = (a: Route, b: Route): number =>
  compareIp(firstOf(a.to), firstOf(b.to)) || lengthOf(b.to) - lengthOf(a.to)

/** IPv6 routes come by address too, but a prefix behind all that lies within it (net/ipv6/ip6_fib.c fib6_walk_continue). */
function inTrieOrder6(a: Route, b: Route): number {
  if (a.to === b.to) return 0
  if (covers(a.to, b.to)) return 1
  return covers(b.to, a.to) ? -1 : compareIp(firstOf(a.to), firstOf(b.to))
}

/** One route, with a blank at its end. */
export function routeLine({ to, via, device, src }: Route): string {
  const destination = lengthOf(to) === 0 ? 'default' : hostCidr(addressOf(to)) === to ? addressOf(to) : to
  const head = `${destination} ${via === null ? '' : `via ${via} `}dev ${device} `
  if (familyOf(to) === 4)
    return `${head}${via === null ? 'scope link ' : ''}${src === null ? '' : ` src ${src} `}`
  // the metrics that the kernel gives to routes of its own making and to added ones; sources are not shown
  return `${head} metric ${via === null && src !== null ? 256 : 1024} `
}

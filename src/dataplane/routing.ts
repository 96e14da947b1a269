/** Where a namespace sends a packet, and which address it signs with. Longest prefix first, as the kernel's FIB. */
import { addressOf, contains, lengthOf, networkOf } from '../addr/cidr.js'
import type { Cidr, IpPrefix } from '../addr/cidr.js'
import { maskV4, readV4 } from '../addr/v4.js'
import { familyOf, isLoopback } from '../addr/ip.js'
import type { Family, Ip } from '../addr/ip.js'
import type { Cause } from './cause.js'
import type { Interface, Namespace, Route } from './namespace.js'
import { remembered } from './remember.js'

interface Tables {
  readonly interfaces: ReadonlyMap<string, Interface>
  readonly local: ReadonlySet<Ip>
  /** Longest prefix first. */
  readonly routes4: readonly { readonly mask: number; readonly first: number; readonly route: Route }[]
  readonly routes6: readonly Route[]
}

/** Built once a namespace value: O(interfaces + routes log routes). */
const tables = remembered((namespace: Namespace): Tables => {
  const addresses = namespace.interfaces.flatMap((i) => i.addresses.map(addressOf))
  const byLength = (family: Family): readonly Route[] =>
    namespace.routes
      .filter((route) => familyOf(route.to) === family)
      .toSorted((a, b) => lengthOf(b.to) - lengthOf(a.to))
  return {
    interfaces: new Map(namespace.interfaces.map((i) => [i.name, i])),
    local: new Set(addresses),
    routes4: byLength(4).map((route) => ({
      mask: maskV4(lengthOf(route.to)),
      first: readV4(route.to),
      route,
    })),
    routes6: byLength(6),
  }
})

export const interfaceOf = (namespace: Namespace, name: string): Interface | undefined =>
  tables(namespace).interfaces.get(name)

/** Is `address` one of the namespace's own, loopback included? */
export const isLocal = (namespace: Namespace, address: Ip): boolean =>
  tables(namespace).local.has(address) || isLoopback(address)

/** Is `address` the namespace's own for a packet that is bound to the device `by`? */
export const isLocalOn = (namespace: Namespace, address: Ip, by: string | undefined): boolean =>
  by === undefined
    ? isLocal(namespace, address)
    : (interfaceOf(namespace, by)?.addresses.some((own) => addressOf(own) === address) ?? false)

/** The route to `destination`: the longest prefix, the earlier entry where two are equally long. `by`: of one device. */
export function routeTo(namespace: Namespace, destination: Ip, by?: string): Route | undefined {
  const { routes4, routes6 } = tables(namespace)
  const isFree = (route: Route): boolean => by === undefined || route.device === by
  if (familyOf(destination) === 6) return routes6.find((r) => contains(r.to, destination) && isFree(r))
  const address = readV4(destination)
  return routes4.find(({ mask, first, route }) => ((address ^ first) & mask) === 0 && isFree(route))?.route
}

/** The source address of a packet that leaves by `route`: the route's own, else the first of its device. */
export function sourceFor(namespace: Namespace, route: Route): Ip | undefined {
  if (route.src !== null) return route.src
  const family = familyOf(route.to)
  const own = interfaceOf(namespace, route.device)?.addresses.find((a) => familyOf(a) === family)
  const found = own ?? namespace.interfaces.flatMap((i) => i.addresses).find((a) => familyOf(a) === family)
  return found && addressOf(found)
}

/** The on-link route that the kernel adds for an address of a device. None for a lone host address. */
export function connectedRoute(device: string, prefix: IpPrefix, cause: Cause): Route | undefined {
  const to: Cidr = networkOf(prefix)
  const whole = familyOf(to) === 4 ? 32 : 128
  if (lengthOf(to) === whole && familyOf(to) === 4) return undefined
  return { to, via: null, device, src: addressOf(prefix), cause }
}

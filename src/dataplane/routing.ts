/** Where a namespace sends a packet, and which address it signs with. Longest prefix first, as the kernel's FIB. */
import { addressOf, contains, lengthOf, networkOf } from '../addr/cidr.js'
import type { Cidr, IpPrefix } from '../addr/cidr.js'
import { maskV4, readV4 } from '../addr/v4.js'
import { familyOf, isLoopback } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import type { Cause } from './cause.js'
import type { Interface, Namespace, Route } from './namespace.js'
import { remembered } from './remember.js'

interface Route4 {
  readonly mask: number
  /** First address of the destination, less what the mask leaves out. */
  readonly first: number
  readonly route: Route
}

/** A namespace in the form in which packets look things up, so that a walk needs to find it once a hop. */
export interface Stack {
  readonly namespace: Namespace
  readonly interfaces: ReadonlyMap<string, Interface>
  readonly addresses: ReadonlySet<Ip>
  /** Is an address one of the namespace's own, loopback included? */
  readonly isLocal: (address: Ip) => boolean
  /** Longest prefix first; of one length, in their order. */
  readonly routes4: readonly Route4[]
  readonly routes6: readonly Route[]
}

/** Built once a namespace value: O(interfaces + routes log routes). */
export const stackOf = remembered((namespace: Namespace): Stack => {
  const interfaces = new Map<string, Interface>()
  const addresses = new Set<Ip>()
  for (const device of namespace.interfaces) {
    interfaces.set(device.name, device)
    for (const prefix of device.addresses) addresses.add(addressOf(prefix))
  }
  const routes4: Route4[] = []
  const routes6: Route[] = []
  for (const route of namespace.routes) {
    const { to } = route
    if (familyOf(to) === 6) routes6.push(route)
    else {
      const mask = maskV4(lengthOf(to)) | 0
      routes4.push({ mask, first: readV4(to) & mask, route })
    }
  }
  return {
    namespace,
    interfaces,
    addresses,
    isLocal: (address) => addresses.has(address) || isLoopback(address),
    // as unsigned numbers, longer masks are greater
    routes4: routes4.sort((a, b) => (b.mask >>> 0) - (a.mask >>> 0)),
    routes6: routes6.sort((a, b) => lengthOf(b.to) - lengthOf(a.to)),
  }
})

export const interfaceOf = (namespace: Namespace, name: string): Interface | undefined =>
  stackOf(namespace).interfaces.get(name)

/** Is `address` one of the namespace's own, loopback included? */
export const isLocal = (namespace: Namespace, address: Ip): boolean => stackOf(namespace).isLocal(address)

/** What a look-up in all of the kernel's tables gives: `local`, for the namespace itself, comes before any route. */
export type Way = 'local' | Route | undefined

/** `by`: the packet is bound to that device, whose addresses and routes alone count. */
export const wayTo = (stack: Stack, destination: Ip, by?: string): Way =>
  (by === undefined ? stack.isLocal(destination) : isOn(stack, by, destination))
    ? 'local'
    : routeIn(stack, destination, by)

const isOn = ({ interfaces }: Stack, device: string, address: Ip): boolean =>
  interfaces.get(device)?.addresses.some((own) => addressOf(own) === address) ?? false

/** The route to `destination`: the longest prefix, the earlier entry where two are equally long. `by`: of one device. */
export const routeTo = (namespace: Namespace, destination: Ip, by?: string): Route | undefined =>
  routeIn(stackOf(namespace), destination, by)

/** The same where the namespace was looked up already. */
export function routeIn({ routes4, routes6 }: Stack, destination: Ip, by?: string): Route | undefined {
  if (familyOf(destination) === 6)
    return routes6.find((route) => contains(route.to, destination) && isFree(route, by))
  const address = readV4(destination)
  for (const { mask, first, route } of routes4)
    if ((address & mask) === first && isFree(route, by)) return route
  return undefined
}

const isFree = ({ device }: Route, by: string | undefined): boolean => by === undefined || device === by

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

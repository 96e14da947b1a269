/** Where a namespace sends a packet, and which address it signs with. Longest prefix first, as the kernel's FIB. */
import { addressOf, contains, lengthOf, networkOf } from '../addr/cidr.js'
import type { Cidr, IpPrefix } from '../addr/cidr.js'
import { maskV4, readV4 } from '../addr/v4.js'
import { familyOf, isLoopback } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import type { Cause } from './cause.js'
import type { Interface, Namespace, Route } from './namespace.js'
import { remembered } from './remember.js'

/** A route with the device that it leads to; undefined: the namespace has none of that name. */
export interface Exit {
  readonly route: Route
  readonly device: Interface | undefined
}
interface Exit4 extends Exit {
  readonly mask: number
  /** First address of the destination, less what the mask leaves out. */
  readonly first: number
}

/** What a look-up in all of the kernel's tables gives: `local`, for the namespace itself, comes before any route. */
export type Way = 'local' | Exit | undefined

interface Tables {
  readonly interfaces: Namespace['interfaces']
  readonly addresses: ReadonlySet<Ip>
  /** Longest prefix first; of one length, in their order. */
  readonly exits4: readonly Exit4[]
  readonly exits6: readonly Exit[]
}
const known = new WeakMap<Namespace['routes'], Tables>()

/** Namespaces that differ in their rules alone have their tables in common. O(interfaces + routes, with their logarithm). */
function tablesOf(namespace: Namespace): Tables {
  const { interfaces, routes } = namespace
  const last = known.get(routes)
  if (last?.interfaces === interfaces) return last
  const addresses = new Set<Ip>()
  for (const device of interfaces) for (const prefix of device.addresses) addresses.add(addressOf(prefix))
  const exits4: Exit4[] = []
  const exits6: Exit[] = []
  for (const route of routes) {
    const { to } = route
    const device = interfaceOf(namespace, route.device)
    if (familyOf(to) === 6) exits6.push({ route, device })
    else {
      const mask = maskV4(lengthOf(to)) | 0
      exits4.push({ route, device, mask, first: readV4(to) & mask })
    }
  }
  // as unsigned numbers, longer masks are greater
  exits4.sort((a, b) => (b.mask >>> 0) - (a.mask >>> 0))
  exits6.sort((a, b) => lengthOf(b.route.to) - lengthOf(a.route.to))
  const tables = { interfaces, addresses, exits4, exits6 }
  known.set(routes, tables)
  return tables
}

/** A namespace in the form in which packets look things up, so that a walk has to find it but once a hop. */
export class Stack {
  readonly namespace: Namespace
  readonly #addresses: Tables['addresses']
  readonly #exits4: Tables['exits4']
  readonly #exits6: Tables['exits6']

  /** See tablesOf for the cost. */
  constructor(namespace: Namespace) {
    const { addresses, exits4, exits6 } = tablesOf(namespace)
    this.namespace = namespace
    this.#addresses = addresses
    this.#exits4 = exits4
    this.#exits6 = exits6
  }

  /** Is `address` one of the namespace's own, loopback included? */
  isLocal(address: Ip): boolean {
    return this.#addresses.has(address) || isLoopback(address)
  }

  /** `by`: the packet is bound to that device, whose addresses and routes alone count. */
  wayTo(destination: Ip, by?: string): Way {
    const local = by === undefined ? this.isLocal(destination) : this.#isOn(by, destination)
    return local ? 'local' : this.exitTo(destination, by)
  }

  /** By the route to `destination`: the longest prefix, the earlier entry where two are equally long. `by`: of one device. */
  exitTo(destination: Ip, by?: string): Exit | undefined {
    if (familyOf(destination) === 6)
      return this.#exits6.find(({ route }) => contains(route.to, destination) && isFree(route, by))
    const address = readV4(destination)
    // few routes, longest prefix first: the first that fits is what the kernel's trie would find (net/ipv4/fib_trie.c)
    for (const exit of this.#exits4)
      if ((address & exit.mask) === exit.first && isFree(exit.route, by)) return exit
    return undefined
  }

  /** A packet that is bound to a device is local by that one's addresses alone, as one from a child of ipvlan l3 (see Trip). */
  #isOn(device: string, address: Ip): boolean {
    const own = interfaceOf(this.namespace, device)?.addresses
    return own?.some((each) => addressOf(each) === address) ?? false
  }
}

/** May a packet that is bound to `by`, or to none, take the route? */
const isFree = ({ device }: Route, by: string | undefined): boolean => by === undefined || device === by

/** The same stack for the same namespace: a plane gives the one, and packets need the other. 15 ns when it is known. */
export const stackOf = remembered((namespace: Namespace) => new Stack(namespace))

/** Few devices are found fastest by looking at each. */
const FEW = 8
const devices = remembered(
  ({ interfaces }: Namespace) => new Map(interfaces.map((device) => [device.name, device])),
)
export function interfaceOf(namespace: Namespace, name: string): Interface | undefined {
  const { interfaces } = namespace
  return interfaces.length > FEW
    ? devices(namespace).get(name)
    : interfaces.findLast((each) => each.name === name)
}

/** Is `address` one of the namespace's own, loopback included? */
export const isLocal = (namespace: Namespace, address: Ip): boolean => stackOf(namespace).isLocal(address)

/** See `Stack.exitTo`. */
export const routeTo = (namespace: Namespace, destination: Ip, by?: string): Route | undefined =>
  stackOf(namespace).exitTo(destination, by)?.route

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

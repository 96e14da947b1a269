/**
 * The route in a sandbox that keeps a new interface from getting its address (moby v28.5.2 libnetwork/osl/interface_linux.go
 * checkRouteConflict, called by setInterfaceIP and setInterfaceIPv6). It takes two networks whose subnets overlap: an overlay and
 * a bridge, which have their addresses from different pools; docker_gwbridge, joined by hand; macvlans that share a LAN's subnet.
 */
import { addressOf, compareCidr, lengthOf, networkOf as subnetOf, overlaps } from '../addr/cidr.js'
import type { Cidr, IpPrefix } from '../addr/cidr.js'
import { familyOf } from '../addr/ip.js'
import type { Ip } from '../addr/ip.js'
import type { Endpoint } from './world.js'

/** What stands in the way, as the error tells it. */
export interface AddressConflict {
  readonly family: 4 | 6
  /** Could not be given to the interface. */
  readonly address: IpPrefix
  readonly route: { readonly to: Cidr; readonly source: Ip | null; readonly via: Ip | null }
  /** The number of the route's interface, in a sandbox in which `lo` is 1 and the others follow as they came. */
  readonly index: number
}

/** The first route in the kernel's order that is in the way of one of the endpoint's addresses; null: none. O(others). */
export function addressConflict(endpoint: Endpoint, others: readonly Endpoint[]): AddressConflict | null {
  // nearly always there is none, which is found without writing down any route
  if (!others.some((other) => meets(other, endpoint))) return null
  const known = others
    .filter((other) => other.interface !== '')
    .toSorted((a, b) => a.joinedAt - b.joinedAt)
    .flatMap((other, i) => routesOf(other).map((route) => ({ route, index: i + 2 })))
    .toSorted((a, b) => compareCidr(a.route.to, b.route.to))
  for (const address of [endpoint.address4, endpoint.address6]) {
    if (address === null) continue
    const family = familyOf(address)
    const found = known.find(({ route }) => overlaps(route.to, address))
    if (found) return { family, address, ...found }
  }
  return null
}

/** Does a route of the one endpoint, by its addresses or its driver, overlap a subnet of the other's? */
const meets = ({ address4, address6, joinInfo }: Endpoint, other: Endpoint): boolean =>
  isInTheWay(address4, other) ||
  isInTheWay(address6, other) ||
  joinInfo?.routes.some(({ to }) => lengthOf(to) > 0 && isInTheWay(to, other)) === true
const isInTheWay = (to: Cidr | IpPrefix | null, { address4, address6 }: Endpoint): boolean =>
  to !== null &&
  ((address4 !== null && overlaps(to, address4)) || (address6 !== null && overlaps(to, address6)))

/** By the kernel for each address, and those that the driver asked for; default routes do not count. */
const routesOf = ({ address4, address6, joinInfo }: Endpoint): readonly AddressConflict['route'][] => [
  ...[address4, address6].flatMap((address) =>
    address === null
      ? []
      : [{ to: subnetOf(address), source: familyOf(address) === 4 ? addressOf(address) : null, via: null }],
  ),
  ...(joinInfo?.routes ?? []).flatMap(({ to, via }) =>
    lengthOf(to) === 0 ? [] : [{ to, source: null, via }],
  ),
]

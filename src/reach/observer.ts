/** From where a host's sandboxes are looked at: the host itself, its neighbours on the LAN, and the world behind the router. */
import { addressOf } from '../addr/cidr.js'
import { familyOf } from '../addr/ip.js'
import type { Family, Ip } from '../addr/ip.js'
import { allHosts } from '../cnm/lookup.js'
import type { Host, World } from '../cnm/world.js'
import { machinePlace, type Place } from './place.js'

export type ObserverKind = 'host' | 'lan' | 'internet'

export interface Observer extends Place {
  readonly kind: ObserverKind
  /** Whether it sends from its `addresses` rather than from the one that its kernel would choose. */
  readonly fromAddresses: boolean
}

/**
 * The observers of what runs on a host. A neighbour with an address on a device that is plugged into no LAN stands for the
 * internet: packets from there have that address, and come in by its LAN. O(hosts).
 */
export function observersOf(world: World, host: Host): readonly Observer[] {
  const lans = new Set(host.interfaces.flatMap(({ segment }) => segment ?? []))
  const neighbours = allHosts(world).filter(
    ({ id, interfaces }) =>
      id !== host.id && interfaces.some(({ segment }) => segment !== null && lans.has(segment)),
  )
  return [
    { ...machinePlace(host), kind: 'host', fromAddresses: false },
    ...neighbours.map((machine): Observer => {
      const addresses = outside(machine)
      return addresses.length === 0
        ? { ...machinePlace(machine), kind: 'lan', fromAddresses: false }
        : { ...machinePlace(machine), addresses, kind: 'internet', fromAddresses: true }
    }),
  ]
}

const outside = ({ interfaces }: Host): readonly Ip[] =>
  interfaces
    .filter(({ segment, name }) => segment === null && name !== 'lo')
    .flatMap(({ addresses }) => addresses.map(addressOf))

/** The address that an observer sends from, where that is not for its kernel to choose; null: it has none of the family. */
export const sourceOf = (
  { fromAddresses, addresses }: Observer,
  family: Family,
): { readonly source?: Ip } | null => {
  if (!fromAddresses) return {}
  const source = addresses.find((address) => familyOf(address) === family)
  return source === undefined ? null : { source }
}

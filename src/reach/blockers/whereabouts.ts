/** Finding one's way in a plane whose walk got stuck: who owns an address, and by which neighbour it could be reached. */
import { addressOf, contains, hostCidr, networkOf } from '../../addr/cidr.js'
import { familyOf, type Ip } from '../../addr/ip.js'
import { allHosts, findSandbox } from '../../cnm/lookup.js'
import type { World } from '../../cnm/world.js'
import type { Interface, Namespace, NamespaceId, Route } from '../../dataplane/namespace.js'
import type { DataPlane } from '../../dataplane/plane.js'
import { allSandboxes } from '../place.js'

/** The signature of what is only supposed. */
export const supposed = { purpose: 'supposed' }

/** Namespaces with the address, sandboxes before machines. O(namespaces). */
export function ownersOf(plane: DataPlane, world: World, address: Ip): readonly Namespace[] {
  const ids = [
    ...allSandboxes(world).flatMap(({ id, useHost }) => (useHost ? [] : id)),
    ...allHosts(world).map(({ id }) => id),
  ]
  return ids.flatMap((id) => {
    const namespace = plane.namespace(id)
    return namespace?.interfaces.some((i) => i.addresses.some((own) => addressOf(own) === address))
      ? [namespace]
      : []
  })
}

/** The machine that a namespace is on, or is; of one that no sandbox has, the namespace itself. */
export const machineOf = (world: World, id: NamespaceId): string => findSandbox(world, id)?.host ?? id

/** The device by which a namespace is on a segment, with its own address of that family there. */
export const deviceWith = (namespace: Namespace, address: Ip): Interface | undefined =>
  namespace.interfaces.find((i) => i.addresses.some((own) => addressOf(own) === address))

/**
 * A route that would lead on: to the owner itself where it is a neighbour, else to a neighbour that forwards: the owner's
 * machine, then one's own, then any. undefined: no neighbour would do, or nobody has the address. O(ports of its segments).
 */
export function routeOnward(
  plane: DataPlane,
  world: World,
  from: Namespace,
  destination: Ip,
): Route | undefined {
  const owners = ownersOf(plane, world, destination).map(({ id }) => id)
  const machines = owners.map((id) => machineOf(world, id))
  const own = machineOf(world, from.id)
  const rank = (id: NamespaceId): number =>
    owners.includes(id) ? 0 : machines.includes(id) ? 1 : id === own ? 2 : 3
  const candidates = from.interfaces.flatMap((device) =>
    neighboursOn(plane, from, device, destination)
      .map(({ namespace, address }) => ({
        rank: address === destination ? -1 : rank(namespace),
        forwards: plane.namespace(namespace)?.forwarding === true,
        device,
        address,
      }))
      .filter(({ rank: place, forwards }) => place <= 0 || (forwards && owners.length > 0)),
  )
  const [best] = candidates.toSorted((a, b) => a.rank - b.rank)
  if (!best) return undefined
  return {
    to: hostCidr(destination),
    via: best.address === destination ? null : best.address,
    device: best.device.name,
    src: null,
    cause: supposed,
  }
}

/** Who answers on the segment of a device: the destination itself, and what is in the device's own subnets. */
function neighboursOn(plane: DataPlane, { id }: Namespace, device: Interface, destination: Ip) {
  const segment = device.segment === null || !device.up ? undefined : plane.segment(device.segment)
  const subnets = device.addresses.filter((own) => familyOf(own) === familyOf(destination)).map(networkOf)
  return (segment?.ports ?? [])
    .filter((port) => port.up && port.namespace !== id)
    .flatMap(({ namespace, addresses }) =>
      addresses
        .filter((each) => each === destination || subnets.some((subnet) => contains(subnet, each)))
        .map((address) => ({ namespace, address })),
    )
}

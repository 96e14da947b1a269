/**
 * A namespace's devices as `ip` lists them: numbered, with the loopback device and the link-local addresses that the
 * kernel gives. Not modelled: real interface numbers, and the host's ends of cables.
 */
import { addressOf, mustParseCidr, parsePrefix, prefixOf } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import { familyOf, isLinkLocal } from '../../addr/ip.js'
import { linkLocalOf } from '../../addr/mac.js'
import type { Interface, Namespace, Route } from '../../dataplane/namespace.js'
import type { DataPlane } from '../../dataplane/plane.js'

export interface Device {
  /** As the kernel numbers them: from 1, in the order of their creation. */
  readonly index: number
  readonly name: string
  /** Null: the loopback device. */
  readonly of: Interface | null
  readonly addresses: readonly IpPrefix[]
  readonly mtu: number
  /** Something is plugged in at the other end. */
  readonly carrier: boolean
}

const LOOPBACK = ['127.0.0.1/8', '::1/128'].flatMap((text) => parsePrefix(text) ?? [])

export function devicesOf(plane: DataPlane, namespace: Namespace): readonly Device[] {
  const own = namespace.interfaces.filter(({ name }) => name === 'lo').flatMap((i) => i.addresses)
  const rest = namespace.interfaces.filter(({ name }) => name !== 'lo')
  return [
    { index: 1, name: 'lo', of: null, addresses: [...LOOPBACK, ...own], mtu: 65_536, carrier: true },
    ...rest.map((of, i) => ({
      index: i + 2,
      name: of.name,
      of,
      addresses: [...of.addresses, ...linkLocal(of)],
      mtu: of.mtu,
      carrier: of.up && (of.cause.purpose !== 'bridge-device' || hasPorts(plane, of)),
    })),
  ]
}

const hasPorts = (plane: DataPlane, { segment }: Interface): boolean =>
  segment !== null && (plane.segment(segment)?.ports.length ?? 0) > 1

/** The engine switches IPv6 off on an interface without an IPv6 address; machines have it on everywhere. */
function linkLocal({ mac, addresses, cause }: Interface): readonly IpPrefix[] {
  const six = addresses.filter((address) => familyOf(address) === 6)
  if (mac === null || (cause.purpose === 'endpoint' && six.length === 0)) return []
  return six.some((address) => isLinkLocal(addressOf(address))) ? [] : [prefixOf(linkLocalOf(mac), 64)]
}

const LINK_LOCAL = mustParseCidr('fe80::/64')

/** The on-link routes that come with link-local addresses. The walk has no use for them. */
export const linkLocalRoutes = ({ interfaces }: Namespace): readonly Route[] =>
  interfaces.flatMap((of) =>
    linkLocal(of).map((prefix) => ({
      to: LINK_LOCAL,
      via: null,
      device: of.name,
      src: addressOf(prefix),
      cause: of.cause,
    })),
  )

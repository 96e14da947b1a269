/**
 * The interface that a network's devices hang below, for macvlan and ipvlan alike: one of the host's, a VLAN on one, or
 * a dummy of the network's own (moby v28.5.2 libnetwork/drivers/macvlan: macvlan_network.go createNetwork,
 * macvlan_setup.go createDummyLink, createVlanLink, getDummyName). A device that the driver made goes with the last
 * network below it, which needs no code here: it is described for as long as such a network is there.
 */
import { addressOf } from '../../addr/cidr.js'
import { macFromBytes } from '../../addr/mac.js'
import type { Mac } from '../../addr/mac.js'
import { refuseDeviceName } from '../../dataplane/deviceName.js'
import type { Interface, SegmentId } from '../../dataplane/namespace.js'
import { vlanOn } from '../../dataplane/segment.js'
import type { Below } from '../../dataplane/segment.js'
import type { DriverError, EndpointInfo, HostInfo, NetworkInfo, Wiring } from '../api.js'
import { driverError, nothingWired, option } from '../api.js'
import { parseVlan } from './vlan.js'

/** The option that names it; empty counts as not said. */
export const parentOption = ({ options }: Pick<NetworkInfo, 'options'>): string | null =>
  option(options, 'parent') || null

/** `prefix` is the driver's: dm- or di-. */
export const parentName = (network: Pick<NetworkInfo, 'id' | 'options'>, prefix: string): string =>
  parentOption(network) ?? `${prefix}${network.id.slice(0, 12)}`

/**
 * The other networks of the driver below that interface, oldest first. Two networks with no parent never meet: each has
 * a dummy of its own. O(networks of the driver on the host).
 */
export const networksBelow = (parent: string, network: NetworkInfo, host: HostInfo): readonly NetworkInfo[] =>
  host.networks.filter((other) => other.id !== network.id && parentOption(other) === parent)

/** Why the network cannot have the parent that it names; null: it is there, or it can be made. */
export function refuseParent(network: NetworkInfo, host: HostInfo): DriverError | null {
  const parent = parentOption(network)
  // another network below it stands for the device, which that one has made or found
  if (parent === null || networksBelow(parent, network, host).length > 0) return null
  const exists = (name: string): boolean =>
    host.interfaces.some((i) => i.name === name) || host.devices.includes(name)
  if (exists(parent)) return null
  const vlan = parseVlan(parent, exists)
  if (!vlan.ok) return vlan.error
  const { base, id } = vlan.value
  // the kernel keeps one device for each number on a base; another spelling (`eth0.010`) would be a second one
  const same = host.networks.some((other) => {
    const known = parseVlan(parentOption(other) ?? '', exists)
    return known.ok && known.value.base === base && known.value.id === id
  })
  const problem = refuseDeviceName(parent) ?? (same ? 'file exists' : null)
  return problem === null
    ? null
    : driverError(
        'internal',
        same ? 'vlan-exists' : 'invalid-vlan-name',
        `failed to create ${parent} vlan link: ${problem}`,
      )
}

/** What children inherit of their parent, whatever kind of device it is. */
export interface Parent {
  readonly name: string
  /** The broadcast domain that the parent is plugged into: the LAN, a VLAN of it, or nothing but the children. */
  readonly segment: SegmentId
  /** null: not known here, as nobody asks for it. */
  readonly mac: Mac | null
  /** Bytes. */
  readonly mtu: number
  readonly up: boolean
  /** The device that was made for it; null for one that was there. */
  readonly made: Interface | null
}

/** Bytes: Linux's default for a new device. A VLAN has its base's. */
const ETHERNET_MTU = 1500

/**
 * Whatever its name stands for; what was accepted once has a parent, even if the host has changed since. Never fails: a
 * name that means nothing any more is a segment on which the children are alone.
 */
export function parentOf(network: NetworkInfo, host: HostInfo, prefix: string): Parent {
  const name = parentName(network, prefix)
  // a device's own segment is called as bridges' are, so that a bridge as parent is found as well
  const alone = `${host.id}/${name}`
  const own = host.interfaces.find((i) => i.name === name)
  if (own) return { ...own, segment: own.segment ?? alone, made: null }
  if (parentOption(network) === null)
    return ofDevice(device(name, alone, madeUpMac(network.id), true, 'dummy-parent', network))
  const vlan = parseVlan(name, () => true)
  const base = vlan.ok ? host.interfaces.find((i) => i.name === vlan.value.base) : undefined
  if (!vlan.ok || !base) return { name, segment: alone, mac: null, mtu: ETHERNET_MTU, up: true, made: null }
  // one segment for all hosts on that LAN: the same VLAN of the same wire
  const segment = base.segment === null ? alone : vlanOn(base.segment, vlan.value.id)
  return ofDevice({ ...device(name, segment, base.mac, base.up, 'vlan-parent', network), mtu: base.mtu })
}

/** A parent that the driver makes is itself part of what is described. */
const ofDevice = (made: Interface & { readonly segment: SegmentId }): Parent => ({ ...made, made })

const device = (
  name: string,
  segment: SegmentId,
  mac: Mac | null,
  up: boolean,
  purpose: string,
  network: NetworkInfo,
): Interface & { readonly segment: SegmentId } => ({
  name,
  mac,
  addresses: [],
  segment,
  mtu: ETHERNET_MTU,
  up,
  cause: { purpose, network: network.name },
})

/**
 * The kernel makes one up at random; here the network's id is as good. Bit 0 of the first byte clear: one machine, not
 * a group; bit 1 set: locally administered.
 */
function madeUpMac(id: string): Mac {
  const bytes = Array.from({ length: 6 }, (_, i) => Number.parseInt(id.slice(2 * i, 2 * i + 2), 16) || 0)
  return macFromBytes(bytes.map((byte, i) => (i === 0 ? (byte & 0xfe) | 0x02 : byte)))
}

/** The network's devices on their parent's segment: no bridge, no segment of the network's own. O(endpoints). */
export function wireBelow(
  parent: Parent,
  endpoints: readonly EndpointInfo[],
  host: HostInfo,
  how: Pick<Below, 'mode' | 'sharesMac' | 'routed'>,
): Wiring {
  const { segment, mtu, up, mac } = parent
  const below: Below = { ...how, namespace: host.id, interface: parent.name }
  return {
    ...nothingWired,
    interfaces: parent.made ? [parent.made] : [],
    ports: endpoints.flatMap(({ joined, address4, address6, linkLocal }) => {
      if (!joined) return []
      const addresses = [address4, address6, ...linkLocal].filter((p) => p !== null).map(addressOf)
      return [{ segment, port: { ...joined, addresses, up, below } }]
    }),
    plugs: endpoints.map(({ id }) => ({
      endpoint: id,
      segment,
      mtu,
      up,
      // ipvlan: the MAC address is the parent's whatever the endpoint's record says
      ...(how.sharesMac && mac !== null && { mac }),
    })),
  }
}

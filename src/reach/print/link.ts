/** `ip addr` and `ip link` as busybox 1.37 prints them (networking/libiproute/ipaddress.c print_linkinfo, print_addrinfo). */
import { addressOf, lastOf, lengthOf, networkOf } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import { familyOf, isLinkLocal, isLoopback } from '../../addr/ip.js'
import type { Family } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import type { Namespace } from '../../dataplane/namespace.js'
import type { DataPlane } from '../../dataplane/plane.js'
import { devicesOf } from './device.js'
import type { Device } from './device.js'

export interface Selection {
  /** `-4` or `-6`. */
  readonly family?: Family
  /** The one device to show. */
  readonly device?: string
  /** `-o`: the lines of an entry joined by backslashes. */
  readonly oneLine?: boolean
}

/** What `ip addr` prints, or what it complains of when there is no such device. */
export function ipAddr(
  plane: DataPlane,
  namespace: Namespace,
  chosen: Selection = {},
): Result<string, string> {
  return select(plane, namespace, chosen, (device) => {
    const shown = device.addresses.filter((a) => chosen.family === undefined || familyOf(a) === chosen.family)
    if (chosen.family !== undefined && shown.length === 0) return []
    const entries = shown.map((address) => addressLines(device, address))
    if (chosen.oneLine)
      return entries.map(([first = '', ...rest]) => [`${device.index}: ${device.name}${first}`, ...rest])
    const [head, ...ethernet] = linkEntry(device, chosen.family)
    return [[head, ...(chosen.family === undefined ? ethernet : []), ...entries.flat()]]
  })
}

/** What `ip link` prints. */
export const ipLink = (
  plane: DataPlane,
  namespace: Namespace,
  chosen: Selection = {},
): Result<string, string> => select(plane, namespace, chosen, (device) => [linkEntry(device, chosen.family)])

function select(
  plane: DataPlane,
  namespace: Namespace,
  { device, oneLine = false }: Selection,
  print: (device: Device) => readonly (readonly string[])[],
): Result<string, string> {
  const all = devicesOf(plane, namespace)
  const shown = device === undefined ? all : all.filter(({ name }) => name === device)
  if (shown.length === 0) return err(`ip: can't find device '${device ?? ''}'\n`)
  return ok(
    shown
      .flatMap(print)
      .map((lines) => `${lines.join(oneLine ? '\\' : '\n')}\n`)
      .join(''),
  )
}

function linkEntry(device: Device, family: Family | undefined): readonly [string, string] {
  const { index, name, of, mtu } = device
  // the queueing discipline is no news of the IPv6 side
  const queue = family === 6 ? '' : 'qdisc noqueue '
  const length = of === null || of.cause.purpose === 'machine' ? 'qlen 1000' : ''
  const peer = hasPeer(device) ? `@if${index + PEER_OFFSET}` : below(device)
  return [
    `${index}: ${name}${peer}: <${flags(device).join(',')}> mtu ${mtu} ${queue}${length}`,
    of === null
      ? '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00'
      : `    link/ether ${of.mac ?? '00:00:00:00:00:00'} brd ff:ff:ff:ff:ff:ff`,
  ]
}

/** The other end of a cable lies in another namespace, where it has a number that nobody here knows: one is made up. */
const PEER_OFFSET = 3
const hasPeer = ({ of }: Device): boolean =>
  of?.cause.purpose === 'endpoint' || of?.cause.purpose === 'machine'

/** A VLAN's device is shown with the one below it. */
const below = ({ name, of }: Device): string =>
  of?.cause.purpose === 'vlan-parent' ? `@${name.slice(0, name.lastIndexOf('.'))}` : ''

function flags(device: Device): readonly string[] {
  const { of, carrier } = device
  if (of === null) return ['LOOPBACK', 'UP', 'LOWER_UP']
  return [
    ...(carrier ? [] : ['NO-CARRIER']),
    'BROADCAST',
    'MULTICAST',
    'UP',
    ...(carrier ? ['LOWER_UP'] : []),
    ...(hasPeer(device) ? ['M-DOWN'] : []),
  ]
}

/** Prefixes longer than this have no broadcast address (RFC 3021). */
const LONGEST_WITH_BROADCAST = 30

function addressLines({ name, of }: Device, prefix: IpPrefix): readonly string[] {
  const address = addressOf(prefix)
  const lifetime = '       valid_lft forever preferred_lft forever'
  const scope = isLoopback(address) ? 'host' : 'global'
  if (familyOf(prefix) === 6) {
    const kernels = isLinkLocal(address)
    const noDetection = scope === 'global' && !kernels ? 'flags 02 ' : '' // IFA_F_NODAD
    return [`    inet6 ${prefix} scope ${kernels ? 'link' : scope} ${noDetection}`, lifetime]
  }
  // set by the engine, not by whoever configured a machine
  const broadcast =
    of !== null && of.cause.purpose !== 'machine' && lengthOf(prefix) <= LONGEST_WITH_BROADCAST
  const brd = broadcast ? `brd ${lastOf(networkOf(prefix))} ` : ''
  return [`    inet ${prefix} ${brd}scope ${scope} ${name}`, lifetime]
}

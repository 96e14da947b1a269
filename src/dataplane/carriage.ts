/**
 * May a frame pass between two ports of one segment? Everywhere it may, but below a parent interface: the kernel hands
 * the frames of macvlan and ipvlan children past the parent's own stack (Linux drivers/net/macvlan.c, drivers/net/ipvlan).
 * Not modelled: a switch that reflects frames to the port they came from (802.1Qbg), which vepa is made for.
 */
import type { Ip } from '../addr/ip.js'
import type { NamespaceId } from './namespace.js'
import { childrenOf, hasChildren, portsWith } from './segment.js'
import type { Below, Port, Segment } from './segment.js'

/**
 * Why a frame does not get from one port to another. `parent`: between a child and the machine that its parent belongs
 * to; `private`: a mode of one of the two forbids it; `not-reflected`: it left by the wire, and no switch sends it back.
 */
export type Barrier = 'parent' | 'private' | 'not-reflected'

const isParent = ({ namespace, interface: device }: Below, port: Port): boolean =>
  port.namespace === namespace && port.interface === device

const areSiblings = (a: Below, b: Below): boolean =>
  a.namespace === b.namespace && a.interface === b.interface

/** The parent that has both below it: frames between them stay in its machine. null: they have none in common. */
export const commonParent = (a: Below | undefined, b: Below | undefined): Below | null =>
  a && b && areSiblings(a, b) ? a : null

/** What keeps frames apart; null: they are carried. Alike in both directions. */
export function barrier(from: Port, to: Port): Barrier | null {
  const [a, b] = [from.below, to.below]
  if ((a && isParent(a, to)) || (b && isParent(b, from))) return 'parent'
  if (!a || !b || !areSiblings(a, b) || (a.mode === 'bridge' && b.mode === 'bridge')) return null
  return a.mode === 'private' || b.mode === 'private' ? 'private' : 'not-reflected'
}

/** A port that has the address asked for, and does not hear the question. */
export interface Kept {
  readonly port: Port
  readonly barrier: Barrier
}

/** Who answers when `from`, an interface of namespace `at`, asks the segment for an address. */
export interface Answerers {
  /** In the order in which they were plugged in. Several: the address was given twice, and a real LAN picks any. */
  readonly heard: readonly Port[]
  readonly kept: Kept | null
}

/** `from` counts only where interfaces hang below others. */
export function answerers(segment: Segment, at: NamespaceId, from: Port | undefined, address: Ip): Answerers {
  const owners = others(portsWith(segment, address), at)
  if (!hasChildren(segment)) return { heard: owners, kept: null }
  const kept = owners.flatMap((port) => {
    const why = from ? barrier(from, port) : null
    return why === null ? [] : [{ port, barrier: why }]
  })
  return { heard: owners.filter((port) => !kept.some((k) => k.port === port)), kept: kept[0] ?? null }
}

/** Of those that have an address: the ones that answer for it when somebody else asks. */
function others(owners: readonly Port[], at: NamespaceId): readonly Port[] {
  const answers = (port: Port): boolean => !port.below?.routed && port.namespace !== at
  return owners.every(answers) ? owners : owners.filter(answers)
}

/** Which interface gets the frames that are sent to a port's MAC address, with a packet to `destination` in them. */
export function taker(segment: Segment, port: Port, destination: Ip): Pick<Port, 'namespace' | 'interface'> {
  if (!hasChildren(segment)) return port
  const { namespace, interface: device, below } = port
  const parent = below?.sharesMac ? below : { namespace, interface: device }
  const children = childrenOf(segment, parent.namespace, parent.interface).filter((child) => child.up)
  return (
    children.find((child) => child.below?.mode === 'passthru') ??
    children.find((child) => child.below?.sharesMac && child.addresses.includes(destination)) ??
    parent
  )
}

/** The child of the same parent that has an address, as a routed child finds it. */
export const sibling = (
  segment: Segment,
  { namespace, interface: device }: Below,
  address: Ip,
): Port | undefined =>
  childrenOf(segment, namespace, device).find((child) => child.up && child.addresses.includes(address))

/**
 * Which host ports are taken, while the ports of one endpoint are being published: an index over PortUse that grows
 * with every binding (libnetwork/portallocator's ipMap, for one call). It never leaves the call that made it: what
 * lasts are bindings and cursors, in the world. O(bindings of the host) to build, O(bindings of that port) for each
 * question after that.
 */
import { familyOf, isUnspecified } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import type { Listener } from '../../dataplane/namespace.js'
import type { Protocol } from '../../dataplane/packet.js'
import type { PortBinding, PortCursor, PortUse } from '../api.js'

/** A range by which cursors are told apart: each range of each address has one, the ephemeral range too. */
export type PortRange = Pick<PortCursor, 'begin' | 'end'>

/** The mutable part of an otherwise pure folder: built, filled and read within one `publish`. */
export class PortTable {
  readonly #addresses = new Map<number, Ip[]>()
  readonly #listeners = new Map<number, Listener[]>()
  readonly #cursors: Map<string, PortCursor>

  /** Takes what the host has at that moment; the endpoint's own old bindings are already gone from it. */
  constructor({ bindings, listeners, cursors }: PortUse) {
    for (const binding of bindings) this.add(binding)
    // docker-proxy's own sockets stand for bindings, which are here already
    for (const listener of listeners)
      if (!listener.relay) append(this.#listeners, portKey(listener.protocol, listener.port), listener)
    this.#cursors = new Map(cursors.map((cursor) => [cursorKey(cursor), cursor]))
  }

  /**
   * From now on the port is taken on that address. Host port 0 (routed) is never asked for, so it does no harm here.
   */
  add({ protocol, hostPort, hostIp }: Pick<PortBinding, 'protocol' | 'hostPort' | 'hostIp'>): void {
    append(this.#addresses, portKey(protocol, hostPort), hostIp)
  }

  /** The address of an existing binding that is in the way: the same address, or the wildcard on either side. */
  holder(address: Ip, protocol: Protocol, port: number): Ip | undefined {
    return this.#addresses.get(portKey(protocol, port))?.find((taken) => clash(taken, address))
  }

  /**
   * Does a process of the host itself have the port? A wildcard socket without a family (`[::]` that is not V6ONLY)
   * holds it in both families.
   */
  isOccupied(address: Ip, protocol: Protocol, port: number): boolean {
    const found = this.#listeners.get(portKey(protocol, port)) ?? []
    return found.some((l) =>
      l.address === null ? l.family === null || l.family === familyOf(address) : clash(l.address, address),
    )
  }

  /** The port of the range that was given last on the address. */
  last(hostIp: Ip, protocol: Protocol, range: PortRange): number | undefined {
    return this.#cursors.get(cursorKey({ hostIp, protocol, ...range }))?.last
  }

  /** Remember the last port given, on each of the addresses (portRange.last). */
  move(addresses: readonly Ip[], protocol: Protocol, { begin, end }: PortRange, last: number): void {
    for (const hostIp of addresses) {
      const cursor: PortCursor = { hostIp, protocol, begin, end, last }
      this.#cursors.set(cursorKey(cursor), cursor)
    }
  }

  /** All cursors, the old and the moved ones: the whole of what is to be kept. */
  cursors(): readonly PortCursor[] {
    return [...this.#cursors.values()]
  }
}

/** Cannot both be bound with one port number: the same address, or one of them is the family's wildcard. */
export const clash = (a: Ip, b: Ip): boolean =>
  familyOf(a) === familyOf(b) && (a === b || isUnspecified(a) || isUnspecified(b))

const PROTOCOLS: Readonly<Record<Protocol, number>> = { icmp: 0, tcp: 1, udp: 2, sctp: 3, esp: 4 }
/** A number, which a Map finds five times as fast as a text that is put together. */
const portKey = (protocol: Protocol, port: number): number => PROTOCOLS[protocol] * 65_536 + port
const cursorKey = ({ hostIp, protocol, begin, end }: Omit<PortCursor, 'last'>): string =>
  `${hostIp} ${protocol} ${String(begin)} ${String(end)}`

function append<T>(table: Map<number, T[]>, key: number, value: T): void {
  const known = table.get(key)
  if (known) known.push(value)
  else table.set(key, [value])
}

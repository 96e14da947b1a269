/**
 * Which host port a binding gets (moby v28.5.2 libnetwork/portallocator/portallocator.go). Ephemeral ports go round: the search
 * starts behind the last one given, so that a released port is not given again at once. Cost: O(bindings of the host).
 */
import { familyOf, isUnspecified, parseIp } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import type { Protocol } from '../../dataplane/packet.js'
import { driverError } from '../api.js'
import type { DriverError, PortCursor, PortUse } from '../api.js'

/** Linux's net.ipv4.ip_local_port_range as it comes. */
export const EPHEMERAL = { begin: 32_768, end: 60_999 }

/** The engine tries this many ports of a range before it gives up. */
const ATTEMPTS = 10

export interface Allocated {
  readonly port: number
  readonly cursors: readonly PortCursor[]
}

/** One port, the same on all `addresses`. `begin` 0: any ephemeral port. */
export function allocatePort(
  use: PortUse,
  addresses: readonly Ip[],
  protocol: Protocol,
  begin: number,
  end: number,
): Result<Allocated, DriverError> {
  const [first] = addresses
  if (first === undefined) throw new Error('a port is allocated on at least one address')
  if (begin !== 0 && begin === end) {
    const taken = addresses.map((a) => holder(use, a, protocol, begin)).find((a) => a !== undefined)
    if (taken !== undefined)
      return err(
        driverError(
          'internal',
          'port-allocated',
          `Bind for ${socket(taken, begin)} failed: port is already allocated`,
        ),
      )
    const busy = addresses.find((a) => occupied(use, a, protocol, begin))
    return busy === undefined ? ok({ port: begin, cursors: use.cursors }) : err(inUse(busy, begin, protocol))
  }
  const range = begin === 0 ? EPHEMERAL : { begin, end }
  const length = range.end - range.begin + 1
  let last = use.cursors.find((c) => isCursor(c, first, protocol, range))?.last ?? range.end
  let failure: DriverError | undefined
  for (let tried = 0, attempts = 0; tried < length && attempts < ATTEMPTS; tried++) {
    const port = last >= range.end ? range.begin : last + 1
    last = port
    if (addresses.some((a) => holder(use, a, protocol, port) !== undefined)) continue
    const busy = addresses.find((a) => occupied(use, a, protocol, port))
    if (busy === undefined) return ok({ port, cursors: moved(use.cursors, addresses, protocol, range, port) })
    failure = inUse(busy, port, protocol)
    attempts++
  }
  return err(failure ?? driverError('internal', 'no-free-port', 'all ports are allocated'))
}

/** The address of an existing binding that is in the way: the same address, or the wildcard on either side. */
function holder(use: PortUse, address: Ip, protocol: Protocol, port: number): Ip | undefined {
  return use.bindings.find((b) => b.protocol === protocol && b.hostPort === port && clash(b.hostIp, address))
    ?.hostIp
}

/** A process of the host itself has the port. */
const occupied = (use: PortUse, address: Ip, protocol: Protocol, port: number): boolean =>
  use.listeners.some((l) => {
    if (l.protocol !== protocol || l.port !== port || l.relay) return false
    if (l.address !== null) return clash(l.address, address)
    return l.family === null || l.family === familyOf(address)
  })

const clash = (a: Ip, b: Ip): boolean =>
  familyOf(a) === familyOf(b) && (a === b || isUnspecified(a) || isUnspecified(b))

const inUse = (address: Ip, port: number, protocol: Protocol): DriverError =>
  driverError(
    'internal',
    'port-in-use',
    `failed to bind host port ${socket(address, port)}/${protocol}: address already in use`,
  )

/** As Go's net.JoinHostPort prints it in these messages. */
export const socket = (address: Ip, port: number): string =>
  familyOf(address) === 6 ? `[${address}]:${String(port)}` : `${address}:${String(port)}`

type Range = Pick<PortCursor, 'begin' | 'end'>
const isCursor = (c: PortCursor, hostIp: Ip, protocol: Protocol, { begin, end }: Range): boolean =>
  c.hostIp === hostIp && c.protocol === protocol && c.begin === begin && c.end === end

const moved = (
  cursors: readonly PortCursor[],
  addresses: readonly Ip[],
  protocol: Protocol,
  range: Range,
  last: number,
): readonly PortCursor[] => [
  ...cursors.filter((c) => !addresses.some((a) => isCursor(c, a, protocol, range))),
  ...addresses.map((hostIp) => ({ hostIp, protocol, ...range, last })),
]

/** The wildcard address of a family. */
export function wildcard(family: 4 | 6): Ip {
  const any = parseIp(family === 4 ? '0.0.0.0' : '::')
  if (any === undefined) throw new Error('the wildcard address is an address')
  return any
}

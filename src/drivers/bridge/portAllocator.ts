/**
 * Which host port a binding gets (moby v28.5.2 libnetwork/portallocator/portallocator.go). Ephemeral ports go round: the search
 * starts behind the last one given,so that a released port is not given again at once. O(1) for a port that is free, else O(ports of the range).
 */
import { familyOf, parseIp } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { driverError } from '../api.js'
import type { DriverError, PortBinding, PortRequest } from '../api.js'
import type { PortTable } from './portTable.js'

/** Linux's net.ipv4.ip_local_port_range as it comes. */
export const EPHEMERAL = { begin: 32_768, end: 60_999 }

/** The engine tries this many ports of a range before it gives up. */
const ATTEMPTS = 10

/** The ends of a port mapping, before it has a host port. */
export type Ends = Pick<PortBinding, 'hostIp' | 'containerIp'>

/** One port of the request's range, the same for all `group`. A range that begins with 0: any ephemeral port. */
export function allocatePort(
  table: PortTable,
  group: readonly Ends[],
  request: PortRequest,
): Result<number, DriverError> {
  const { protocol, hostPort: begin, hostPortEnd: end } = request
  const addresses = group.map((ends) => ends.hostIp)
  const [first] = addresses
  if (first === undefined) throw new Error('a port is allocated on at least one address')
  const inUse = (port: number): DriverError | undefined => {
    const busy = group.find(({ hostIp }) => table.isOccupied(hostIp, protocol, port))
    return (
      busy &&
      driverError('internal', 'port-in-use', cannotBind(busy, request, port, 'address already in use'))
    )
  }
  if (begin !== 0 && begin === end) {
    const taken = addresses.map((a) => table.holder(a, protocol, begin)).find((a) => a !== undefined)
    if (taken !== undefined)
      return err(
        driverError(
          'internal',
          'port-allocated',
          `Bind for ${taken}:${String(begin)} failed: port is already allocated`,
        ),
      )
    const busy = inUse(begin)
    return busy === undefined ? ok(begin) : err(busy)
  }
  const range = begin === 0 ? EPHEMERAL : { begin, end }
  const length = range.end - range.begin + 1
  let last = table.last(first, protocol, range) ?? range.end
  let failure: DriverError | undefined
  for (let skipped = 0, attempts = 0; skipped < length && attempts < ATTEMPTS; ) {
    const port = last >= range.end ? range.begin : last + 1
    last = port
    if (addresses.some((a) => table.holder(a, protocol, port) !== undefined)) {
      skipped++
      continue
    }
    failure = inUse(port)
    if (failure === undefined) {
      table.move(addresses, protocol, range, port)
      return ok(port)
    }
    attempts++
    skipped = 0
  }
  return err(failure ?? driverError('internal', 'no-free-port', 'all ports are allocated'))
}

/** The text for a host port that the kernel refuses (port_mapping_linux.go bindTCPOrUDP, types.PortBinding String). */
export function cannotBind(
  { hostIp, containerIp }: Ends,
  { protocol, containerPort, hostPort, hostPortEnd }: PortRequest,
  port: number,
  why: string,
): string {
  const range = hostPort === hostPortEnd ? '' : `-${String(hostPortEnd)}`
  const from = `${bracketed(hostIp)}:${hostPort === 0 ? '' : `${String(hostPort)}${range}`}`
  const what = range === '' ? '' : ` ${String(port)}`
  return `failed to bind host port${what} for ${from}:${bracketed(containerIp)}:${String(containerPort)}/${protocol}: ${why}`
}

const bracketed = (address: Ip): string => (familyOf(address) === 6 ? `[${address}]` : address)

/** The wildcard address of a family. */
export function wildcard(family: 4 | 6): Ip {
  const any = parseIp(family === 4 ? '0.0.0.0' : '::')
  if (any === undefined) throw new Error('the wildcard address is an address')
  return any
}

/**
 * Which host port a binding gets (moby v28.5.2 libnetwork/portallocator/portallocator.go RequestPortsInRange, and the
 * attempts of bindHostPorts in drivers/bridge/port_mapping_linux.go). Ephemeral ports go round: the search starts
 * behind the last one given, so that a released port is not given again at once. Two things can be in the way: another
 * binding of the engine, which the allocator knows, and a process of the host, which only binding a socket brings to
 * light.
 */
import { familyOf, mustParseIp } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { driverError } from '../api.js'
import type { DriverError, PortBinding, PortRequest } from '../api.js'
import type { PortTable } from './portTable.js'

/**
 * Linux's net.ipv4.ip_local_port_range as it comes (portallocator_linux.go getDynamicPortRange). A host's own setting
 * is not modelled.
 */
export const EPHEMERAL = { begin: 32_768, end: 60_999 }

/**
 * The engine tries this many ports of a range before it gives up (port_mapping_linux.go maxAllocatePortAttempts). Ports
 * that the allocator knows to be taken do not count.
 */
const ATTEMPTS = 10

/** The ends of a port mapping, before it has a host port. */
export type Ends = Pick<PortBinding, 'hostIp' | 'containerIp'>

/**
 * One port of the request's range, the same for all of `group`, which differs in host addresses only: so a client that
 * finds both an IPv4 and an IPv6 address of the host needs no second number. A range that begins with 0: any ephemeral
 * port.
 *
 * O(1) for a port that is free, else O(ports of the range). Errors are of class internal (HTTP 500), with the code
 * `port-allocated` (another binding of the engine has it), `port-in-use` (a process of the host has it) or
 * `no-free-port`.
 */
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
  // one exact port: there is no point in a second attempt, and a cursor would have nowhere to go
  if (begin !== 0 && begin === end) {
    // the engine ranges over a Go map here, so which of several holders is named is random; here it is the first asked
    // for
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
  // the cursors may differ from address to address: the first address's one decides ("arbitrarily", says the source)
  let last = table.last(first, protocol, range) ?? range.end
  let failure: DriverError | undefined
  for (let skipped = 0, attempts = 0; skipped < length && attempts < ATTEMPTS;) {
    const port = last >= range.end ? range.begin : last + 1
    last = port
    // free for the allocator means: free on every address of the group, counting wildcards
    if (addresses.some((a) => table.holder(a, protocol, port) !== undefined)) {
      skipped++
      continue
    }
    failure = inUse(port)
    if (failure === undefined) {
      // (the engine moves the cursors at every attempt; only a request that fails can tell the difference, and a
      // refusal leaves no trace here)
      table.move(addresses, protocol, range, port)
      return ok(port)
    }
    // the allocator gave it, the kernel did not: on to the next one, round and round where the range is short
    attempts++
    skipped = 0
  }
  return err(failure ?? driverError('internal', 'no-free-port', 'all ports are allocated'))
}

/**
 * The text for a host port that the kernel refuses (port_mapping_linux.go bindTCPOrUDP; types.PortBinding String).
 * `port` is named by itself only where the request left a choice, as it is part of the mapping otherwise.
 */
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

/** As Go's net.JoinHostPort has it, so that the port's colon can be told from the address's. */
const bracketed = (address: Ip): string => (familyOf(address) === 6 ? `[${address}]` : address)

/** "Every address" of a family: what a port is published on where nobody names an address. */
export const wildcard = (family: 4 | 6): Ip => WILDCARDS[family]
const WILDCARDS = { 4: mustParseIp('0.0.0.0'), 6: mustParseIp('::') }

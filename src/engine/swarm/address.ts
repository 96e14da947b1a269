/**
 * The addresses by which a node is reached: given as an address or an interface, or found out (moby v28.5.2
 * daemon/cluster/listen_addr.go, listen_addr_linux.go).
 */
import { addressOf, contains } from '../../addr/cidr.js'
import { familyOf, isLinkLocal, isLoopback, isUnspecified, parseIp } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { networksOn } from '../../cnm/lookup.js'
import type { Host, World } from '../../cnm/world.js'
import type { Interface } from '../../dataplane/namespace.js'
import type { AddressUse, SwarmError } from './errors.js'

/** Refusals here are about what was typed, or about what the machine has: class invalidParameter (400). */
type Found<T> = Result<T, SwarmError>

/**
 * An address, or the interface whose address it is: an interface's name goes first (listen_addr.go
 * resolveInputIPAddr). `use` decides the text of the refusal; `anywhere`: 0.0.0.0 will do, as it does for
 * listening.
 */
export function inputAddress(host: Host, input: string, use: AddressUse, anywhere = false): Found<Ip> {
  const device = host.interfaces.find((i) => i.name === input)
  if (device) return interfaceAddress(device)
  const ip = parseIp(input)
  return ip !== undefined && (anywhere || !isUnspecified(ip)) ? ok(ip) : err({ code: 'bad-address', use })
}

/**
 * Of two addresses of one family nobody could say which; one of each is all right, and IPv4 wins
 * (resolveInterfaceAddr).
 */
function interfaceAddress({ name, addresses }: Interface): Found<Ip> {
  const own = addresses.map(addressOf)
  const four = own.filter((a) => familyOf(a) === 4)
  const six = own.filter((a) => familyOf(a) === 6)
  const wrong = [four, six].find((list) => list.length > 1)
  if (wrong) return err({ code: 'interface-addresses', interface: name, addresses: wrong })
  const [address] = [...four, ...six]
  return address === undefined
    ? err({ code: 'interface-addresses', interface: name, addresses: [] })
    : ok(address)
}

/**
 * Go's net.SplitHostPort, as far as addresses and ports go: an IPv6 address needs brackets. Undefined: no port in
 * it.
 */
export function splitHostPort(text: string): { readonly host: string; readonly port: number } | undefined {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:[\]]*)):(\d+)$/.exec(text) ?? []
  const host = bracketed ?? plain
  return host === undefined || port === undefined ? undefined : { host, port: Number(port) }
}

/**
 * The machine's only address, where the user gives none; IPv4 before IPv6, networks of the engine's own do not
 * count (listen_addr.go resolveSystemAddr). Errors: there is none, or there are two, which are both named.
 * O(interfaces).
 */
export function systemAddress(world: World, host: Host): Found<Ip> {
  const own = networksOn(world, host.id).flatMap((n) => [...n.pools4, ...n.pools6].map((p) => p.subnet))
  let found: { readonly name: string; readonly address: Ip } | undefined
  for (const { name, addresses, up } of host.interfaces) {
    if (!up) continue
    const global = addresses.map(addressOf).filter((a) => !isLoopback(a) && !isLinkLocal(a))
    // a bridge of the engine's: others cannot reach it
    if (global.some((a) => own.some((subnet) => contains(subnet, a)))) continue
    const four = global.filter((a) => familyOf(a) === 4)
    const six = global.filter((a) => familyOf(a) === 6)
    // two on one interface, and two interfaces, are told with different texts
    const several = [four, six].find((list) => list.length > 1)
    if (several) return severalAddresses(name, several[0] ?? '', name, several[1] ?? '')
    const [address] = [...four, ...six]
    if (address === undefined) continue
    if (found) return severalAddresses(found.name, found.address, name, address)
    found = { name, address }
  }
  return found ? ok(found.address) : err({ code: 'no-address' })
}

const severalAddresses = (a: string, first: string, b: string, second: string): Found<never> =>
  err({ code: 'several-addresses', interfaces: [a, b], addresses: [first, second] })

/** Where a manager's port is, or is told to be. */
export interface ListenAddress {
  readonly host: Ip
  readonly port: number
}

/** What follows --listen-addr; the client sends `0.0.0.0:2377` where the user says nothing. A port is needed. */
export function listenAddress(host: Host, text: string): Found<ListenAddress> {
  const parts = splitHostPort(text)
  if (!parts) return err({ code: 'listen-form', address: text })
  const ip = inputAddress(host, parts.host, 'listen', true)
  return ip.ok ? ok({ host: ip.value, port: parts.port }) : ip
}

/** Where others reach this node: as given, with a port or without, or the machine's only address. */
export function advertiseAddress(world: World, host: Host, text: string, port: number): Found<ListenAddress> {
  if (text === '') {
    const own = systemAddress(world, host)
    return own.ok ? ok({ host: own.value, port }) : own
  }
  const parts = splitHostPort(text) ?? { host: text, port }
  const ip = inputAddress(host, parts.host, 'advertise')
  return ip.ok ? ok({ host: ip.value, port: parts.port }) : ip
}

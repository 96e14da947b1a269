/**
 * Create an endpoint on a network (moby v28.5.2 libnetwork/network.go CreateEndpoint, createEndpoint, addEndpoint;
 * endpoint.go assignAddress, assignAddressVersion): its addresses are taken, and its driver is told. It is not in any
 * sandbox yet: nobody can reach it, but nobody else can get its address. `docker network connect` is this, and then
 * `join`.
 */
import { lengthOf, networkOf as subnetOf, prefixOf, contains, addressOf } from '../addr/cidr.js'
import type { IpPrefix } from '../addr/cidr.js'
import { isLinkLocal } from '../addr/ip.js'
import type { Family, Ip } from '../addr/ip.js'
import type { Mac } from '../addr/mac.js'
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { Driver, Options, PoolInfo } from '../drivers/api.js'
import type { AddressSpace } from '../ipam/addressSpace.js'
import type { IpamDriver } from '../ipam/driver.js'
import { frozen } from '../store/frozen.js'
import { copyOfHost } from './copies.js'
import type { Change, Env } from './env.js'
import type { CnmError } from './errors.js'
import { makeId, makeMac } from './identity.js'
import { endpointNamed, findNetwork, hostOf } from './lookup.js'
import { stepped, withEndpoint, withHost } from './update.js'
import { endpointInfo } from './views.js'
import type { Endpoint, EndpointId, EndpointName, Host, Network, NetworkId, World } from './world.js'
import { NONE, orNone } from './world.js'

/**
 * What the caller may say: everything has a default but the name, which is unique on the network. For a container the
 * engine uses the container's name.
 */
export interface EndpointSpec {
  readonly name: string
  readonly address4?: Ip | null
  readonly address6?: Ip | null
  readonly linkLocal?: readonly Ip[]
  readonly mac?: Mac | null
  readonly options?: Options
  readonly names?: readonly EndpointName[]
  readonly links?: Endpoint['links']
  readonly exposed?: Endpoint['exposed']
  /** Default: true. */
  readonly resolution?: boolean
  readonly priority?: number
  readonly service?: Endpoint['service']
}

/**
 * Checks in libnetwork's order: the network, the name, a configuration network (which has no endpoints), the name's
 * uniqueness (CreateEndpoint); link-local addresses, IPv4, IPv6 (createEndpoint); the driver at last. A refusal gives
 * every address back: the host keeps the space that it had. O(ranges of addresses in use of the pool).
 */
export function createEndpoint(
  env: Env,
  world: World,
  networkId: NetworkId,
  spec: EndpointSpec,
): Change<{ readonly endpoint: EndpointId }> {
  const network = findNetwork(world, networkId)
  if (!network) return err({ code: 'network-not-found', term: networkId })
  // blank as Go's strings.TrimSpace has it
  if (spec.name.trim() === '') return err({ code: 'name-empty' })
  if (network.configOnly) return err({ code: 'config-only-endpoint' })
  if (endpointNamed(world, networkId, spec.name))
    return err({ code: 'endpoint-exists', name: spec.name, network: network.name })
  const driver = env.drivers.get(network.driver)
  if (!driver) return err({ code: 'plugin-not-found', name: network.driver })
  const linkLocal = orNone(spec.linkLocal?.map((ip) => prefixOf(ip, ip.includes(':') ? 64 : 16)))
  const wrong = linkLocal.find((prefix) => !isLinkLocal(addressOf(prefix)))
  if (wrong !== undefined) return err({ code: 'not-link-local', address: wrong })
  const host = hostOf(world, network.host)
  const addressed = driver.addressed !== false
  // an overlay's addresses come from the cluster's manager; drivers without interfaces want none
  const given = network.cluster?.addressed
    ? fromCluster(env.ipams.get(network.ipamDriver), host.ipam, network, spec)
    : addressed
      ? assignAddresses(env.ipams.get(network.ipamDriver), host.ipam, network, spec)
      : ok({ space: host.ipam, address4: null, address6: null })
  if (!given.ok) return given
  const { space, address4, address6 } = given.value
  const endpoint: Endpoint = {
    id: makeId('endpoint', host.index, world.clock),
    network: network.id, // the same text for all of them
    name: spec.name,
    createdAt: world.clock,
    // the user's, else the driver's or a random one: known before the driver is asked, as an IPAM driver may want it
    mac: spec.mac ?? (addressed ? madeMac(driver, host, world.clock, address4) : null),
    address4,
    address6,
    linkLocal,
    options: orNone(spec.options),
    names: orNone(spec.names),
    links: orNone(spec.links),
    exposed: orNone(spec.exposed),
    resolution: spec.resolution ?? true,
    priority: spec.priority ?? 0,
    sandbox: null,
    joinedAt: 0,
    joinInfo: null,
    interface: '',
    bindings: NONE,
    publishedAt: 0,
    service: spec.service ? frozen(spec.service) : null,
  }
  // the last who can refuse; what he says is wrapped: "failed to create endpoint NAME on network NET: ..."
  const cause = driver.createEndpoint(network, endpointInfo(world, endpoint))
  if (cause) return err({ code: 'endpoint-creation', endpoint: spec.name, network: network.name, cause })
  const used = copyOfHost(host)
  used.ipam = frozen(space)
  return ok({
    endpoint: endpoint.id,
    world: stepped(world, {
      endpoints: withEndpoint(world, Object.freeze(endpoint), null),
      hosts: withHost(world, Object.freeze(used)),
    }),
  })
}

/** One that the driver derives, or a random one. */
function madeMac(driver: Driver, host: Host, step: number, address4: IpPrefix | null): Mac | null {
  if (driver.sharesMac) return null
  return driver.makeMac ? driver.makeMac(address4) : makeMac(host.index, step)
}

/** The IPv4 address that the cluster's manager has given; IPv6, where it is on, is this host's own. */
function fromCluster(
  ipam: IpamDriver | undefined,
  start: AddressSpace,
  network: Network,
  spec: EndpointSpec,
): Result<Assigned, CnmError> {
  const { address4 = null } = spec
  const pool = address4 === null ? undefined : network.pools4.find((p) => contains(p.subnet, address4))
  if (address4 === null || !pool)
    return err({ code: 'no-addresses', family: 4, network: network.name, id: network.id })
  const own = assignAddresses(ipam, start, { ...network, ipv4: false }, spec)
  return own.ok ? ok({ ...own.value, address4: prefixOf(address4, lengthOf(pool.subnet)) }) : own
}

/** The addresses, and the address space in which they are taken. */
interface Assigned {
  readonly space: AddressSpace
  readonly address4: IpPrefix | null
  readonly address6: IpPrefix | null
}

/**
 * IPv4, then IPv6, each where the network has it (assignAddress). Not modelled: a container whose sysctls turn IPv6
 * off, which gets no address of it (CreateOptionDisableIPv6).
 */
function assignAddresses(
  ipam: IpamDriver | undefined,
  start: AddressSpace,
  network: Network,
  { address4, address6 }: EndpointSpec,
): Result<Assigned, CnmError> {
  if (!ipam) return err({ code: 'plugin-not-found', name: network.ipamDriver })
  const four = network.ipv4
    ? assign(ipam, start, network, 4, address4 ?? null)
    : ok({ space: start, address: null })
  if (!four.ok) return four
  const six = network.ipv6
    ? assign(ipam, four.value.space, network, 6, address6 ?? null)
    : ok({ space: four.value.space, address: null })
  if (!six.ok) return six
  return ok({ space: six.value.space, address4: four.value.address, address6: six.value.address })
}

/**
 * The pools in their order, until one has a free address; a preferred address only from a pool that holds it
 * (assignAddressVersion). Errors: `address-outside`, `ipam` (the address is taken), `no-addresses` (all pools are
 * full).
 */
export function assign(
  ipam: IpamDriver,
  space: AddressSpace,
  network: Network,
  family: Family,
  preferred: Ip | null,
): Result<{ readonly space: AddressSpace; readonly address: IpPrefix | null }, CnmError> {
  const pools = family === 4 ? network.pools4 : network.pools6
  const holding = preferred === null ? pools : pools.filter((p) => contains(p.subnet, preferred))
  if (preferred !== null && holding.length === 0) return err({ code: 'address-outside', address: preferred })
  for (const pool of holding) {
    const given = ipam.requestAddress(space, pool, preferred === null ? {} : { preferred })
    if (given.ok) return ok({ space: given.value.space, address: inPool(given.value.address, pool) })
    if (given.error.code !== 'no-available-addresses') return err({ code: 'ipam', cause: given.error })
  }
  return err({ code: 'no-addresses', family, network: network.name, id: network.id })
}

const inPool = (address: Ip | null, { subnet }: PoolInfo): IpPrefix | null =>
  address === null ? null : prefixOf(address, lengthOf(subnet))

/** The pool that an address of the network came from, to give it back to. O(pools). */
export const poolOf = (pools: readonly PoolInfo[], address: IpPrefix): PoolInfo | undefined =>
  pools.find((pool) => pool.subnet === subnetOf(address))

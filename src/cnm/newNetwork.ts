/**
 * Create a network: libnetwork's checks in its order, address pools, then the driver (moby v28.5.2
 * libnetwork/controller.go NewNetwork, addNetwork; network.go validateConfiguration, ipamAllocate,
 * ipamAllocateVersion). Not here: the daemon's own checks of what users type (daemon/network.go, in
 * `engine/networkCreate.ts`).
 */
import { contains, hostCidr, networkOf } from '../addr/cidr.js'
import type { Cidr } from '../addr/cidr.js'
import { familyOf, isUnspecified } from '../addr/ip.js'
import type { Family } from '../addr/ip.js'
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { remembered } from '../dataplane/remember.js'
import type { Driver, PerFamily, PoolInfo } from '../drivers/api.js'
import type { AddressSpace } from '../ipam/addressSpace.js'
import type { IpamDriver } from '../ipam/driver.js'
import { frozen } from '../store/frozen.js'
import { copyOfHost } from './copies.js'
import type { Change, Env } from './env.js'
import type { CnmError } from './errors.js'
import { gossip } from './gossip.js'
import { attemptId, makeId } from './identity.js'
import { findHost, networkNamed } from './lookup.js'
import { refuseConfiguration } from './networkConfiguration.js'
import type { NetworkSpec } from './networkSpec.js'
import { stepped, withHost, withNetwork } from './update.js'
import { hostInfo } from './views.js'
import { wiringsOn } from './wiring.js'
import { NONE, orNone } from './world.js'
import type { Host, IpamConfig, Network, NetworkId, World } from './world.js'

/**
 * Errors in NewNetwork's order: the name (`name-empty`, `network-exists`), the configuration
 * (`networkConfiguration.ts`), the driver (`plugin-not-found`), its scope (`scope-downgrade`, `ingress-needs-global`),
 * the configuration network (`config-not-found`), the cluster (`manager-redirect` and others), then IPAM and the driver
 * itself. A refusal gives every pool and address back: the world stays the very same. O(networks of the host), and the
 * devices on it.
 */
export function newNetwork(
  env: Env,
  world: World,
  hostId: string,
  spec: NetworkSpec,
): Change<{ readonly network: NetworkId }> {
  const host = findHost(world, hostId)
  if (!host) return err({ code: 'host-not-found', host: hostId })
  if (!host.hasEngine) return err({ code: 'host-without-engine', host: hostId })
  if (spec.name.trim() === '') return err({ code: 'name-empty' })
  if (networkNamed(world, hostId, spec.name)) return err({ code: 'network-exists', name: spec.name })
  const refused = refuseConfiguration(spec)
  if (refused) return err(refused)
  const plain = networkRecord(world, host, spec)
  // a template takes no addresses and sets nothing up; libnetwork files it under the driver null, so old engines leave
  // it alone
  if (plain.configOnly) return ok(store(world, host, { ...plain, driver: 'null' }))
  const driver = env.drivers.get(spec.driver)
  if (!driver) return err({ code: 'plugin-not-found', name: spec.driver })
  if (spec.scope === 'local' && driver.scope === 'global')
    return err({ code: 'scope-downgrade', driver: driver.type })
  if (plain.ingress && driver.scope !== 'global') return err({ code: 'ingress-needs-global' })
  // from here on libnetwork needs what the network says itself, so the template is read now
  const configured = withConfigFrom(world, plain)
  if (!configured.ok) return configured
  // `cluster` is set when the cluster's own agent makes the network here (dynamic): then nobody is redirected
  const foreign = spec.cluster ? null : refuseForeign(host, driver, configured.value, spec.scope ?? '')
  if (foreign) return err(foreign)
  const made = create(env, world, host, driver, configured.value)
  return made.ok && spec.cluster ? ok({ ...made.value, world: gossip(env, made.value.world) }) : made
}

/**
 * Networks that reach over hosts are the cluster's: its managers make them, not this engine. `manager-redirect` is no
 * failure for users: the API's router takes it as a request to the manager (ManagerRedirectError).
 */
function refuseForeign({ agent }: Host, driver: Driver, { ipv4 }: Network, scope: string): CnmError | null {
  if (driver.scope !== 'global' && scope !== 'swarm') return null
  if (agent === null) return scope === 'swarm' ? { code: 'swarm-inactive' } : null
  if (!agent.manager) return { code: 'worker-creates' }
  return ipv4 ? { code: 'manager-redirect' } : { code: 'swarm-without-ipv4' }
}

/** What is left when all questions are settled: addresses, then the driver. */
function create(
  env: Env,
  world: World,
  host: Host,
  driver: Driver,
  record: Network,
): Change<{ readonly network: NetworkId }> {
  // the driver may say that no gateway is wanted before one is taken from the pool (GwAllocChecker)
  const skip = driver.skipGateway?.(record) ?? ok({ ipv4: false, ipv6: false })
  if (!skip.ok) return err({ code: 'driver', driver: driver.type, cause: skip.error })
  const ipam = env.ipams.get(record.ipamDriver)
  if (!ipam) return err({ code: 'plugin-not-found', name: record.ipamDriver })
  const allocated =
    driver.addressed === false
      ? ok({ space: host.ipam, network: record })
      : allocate(ipam, host, record, skip.value)
  if (!allocated.ok) return allocated
  const { space, network } = allocated.value
  const view = hostInfo(world, host, driver.type, {
    devices: () => wiringsOn(env, world, host).flatMap((w) => w.interfaces.map((i) => i.name)),
  })
  // the driver is asked last, when the pools are known; it may be the kernel that refuses
  if (driver.createNetwork(network, view)) {
    // what the refusal calls it must be the id of nothing else
    const attempt = { ...network, id: attemptId(host.index, world.clock, JSON.stringify(network)) }
    const cause = driver.createNetwork(attempt, view)
    if (cause) return err({ code: 'driver', driver: driver.type, cause })
  }
  const used = copyOfHost(host)
  used.ipam = frozen(space)
  return ok(store(world, Object.freeze(used), network))
}

/** The record as the user asked for it, with libnetwork's defaults. */
function networkRecord(world: World, host: Host, spec: NetworkSpec): Network {
  const { ipam = [] } = spec
  const ofFamily = (family: Family): readonly IpamConfig[] =>
    ipam.filter(({ subnet, gateway }) => {
      const known = subnet ?? gateway
      return (known === null ? 4 : familyOf(known)) === family // one that names no address is about IPv4
    })
  const id = spec.cluster?.id ?? makeId('network', host.index, world.clock)
  return {
    id: spec.cluster ? recordId(id, host) : id,
    publicId: id,
    cluster: spec.cluster ? { addressed: spec.cluster.pools !== null, peers: [] } : null,
    host: host.id,
    name: spec.name,
    driver: spec.driver,
    scope: spec.cluster ? 'swarm' : spec.scope || 'local',
    createdAt: world.clock,
    ipv4: spec.ipv4 ?? true,
    ipv6: spec.ipv6 ?? false,
    internal: spec.internal ?? false,
    attachable: spec.attachable ?? false,
    ingress: spec.ingress ?? false,
    configOnly: spec.configOnly ?? false,
    configFrom: spec.configFrom ?? '',
    options: orNone(spec.options),
    labels: orNone(spec.labels),
    ipamDriver: spec.ipamDriver ?? 'default',
    ipamOptions: spec.ipamOptions === null ? null : orNone(spec.ipamOptions),
    ipamConfig4: ofFamily(4),
    ipamConfig6: ofFamily(6),
    pools4: spec.cluster?.pools?.pools4 ?? NONE,
    pools6: spec.cluster?.pools?.pools6 ?? NONE,
  }
}

/** A network of a cluster has a record on every host that uses it; a short id is the same on all. */
export const recordId = (publicId: string, { index }: Host): NetworkId => `${publicId}.${String(index)}`

/**
 * Copy from the configuration network what a network takes from it (applyConfigurationTo): what it is, not who may use
 * it.
 */
function withConfigFrom(world: World, network: Network): Result<Network, CnmError> {
  if (network.configFrom === '') return ok(network)
  const from = networkNamed(world, network.host, network.configFrom)
  if (!from?.configOnly) return err({ code: 'config-not-found', name: network.configFrom })
  const { ipv4, ipv6, labels, options, ipamDriver, ipamOptions, ipamConfig4, ipamConfig6 } = from
  return ok({ ...network, ipv4, ipv6, labels, options, ipamDriver, ipamOptions, ipamConfig4, ipamConfig6 })
}

/** The network with its pools, and the address space in which they are taken. */
interface Allocated {
  readonly space: AddressSpace
  readonly network: Network
}

/** Pools, gateways and auxiliary addresses, IPv4 first. On a refusal the caller keeps the space it had. */
function allocate(
  ipam: IpamDriver,
  host: Host,
  network: Network,
  skip: PerFamily<boolean>,
): Result<Allocated, CnmError> {
  // a cluster allocates IPv4; IPv6 pools are every host's own, and differ from host to host
  const clustered = network.cluster?.addressed === true
  const four = clustered
    ? claimPools(ipam, host, network)
    : network.ipv4
      ? allocateFamily(ipam, host.ipam, host, 4, network.ipamConfig4, skip.ipv4)
      : ok({ space: host.ipam, pools: network.pools4 })
  if (!four.ok) return four
  const six = network.ipv6
    ? allocateFamily(ipam, four.value.space, host, 6, network.ipamConfig6, skip.ipv6)
    : ok({ space: four.value.space, pools: [] })
  if (!six.ok) return six
  return ok({
    space: six.value.space,
    network: { ...network, pools4: four.value.pools, pools6: six.value.pools },
  })
}

/**
 * A cluster's pools are taken on the host as well, among those of its own networks (deriveAddressSpace: only scope global has
 * others): so a bridge of the same subnet keeps the network from the host, and the other way round. Error: `ipam`.
 */
function claimPools(
  ipam: IpamDriver,
  host: Host,
  { pools4 }: Network,
): Result<{ readonly space: AddressSpace; readonly pools: readonly PoolInfo[] }, CnmError> {
  let space = host.ipam
  for (const { subnet, range } of pools4) {
    const reserved = reservedOn(host, 4)
    const granted = ipam.requestPool(space, { family: 4, subnet, ...(range !== null && { range }), reserved })
    if (!granted.ok) return err({ code: 'ipam', cause: granted.error })
    space = granted.value.space
  }
  return ok({ space, pools: pools4 })
}

/** The user named none: IPAM chooses one of its default pools. */
const ANY_POOL: IpamConfig = { subnet: null, range: null, gateway: null, auxiliary: [] }

/** One pool for each configuration, in the user's order; none given is one that IPAM chooses. */
function allocateFamily(
  ipam: IpamDriver,
  start: AddressSpace,
  host: Host,
  family: Family,
  configs: readonly IpamConfig[],
  skipGateway: boolean,
): Result<{ readonly space: AddressSpace; readonly pools: readonly PoolInfo[] }, CnmError> {
  let space = start
  const pools: PoolInfo[] = []
  for (const config of configs.length > 0 ? configs : [ANY_POOL]) {
    const made = allocatePool(ipam, space, host, family, config, skipGateway)
    if (!made.ok) return made
    space = made.value.space
    pools.push(made.value.pool)
  }
  return ok({ space, pools })
}

/**
 * The pool, then its gateway, then the auxiliary addresses, which are set aside so that no endpoint gets them
 * (ipamAllocateVersion). Errors: `ipam` ("Pool overlaps with other one on this address space" and others),
 * `gateway-allocation`, `auxiliary-outside`, `auxiliary-taken`.
 */
function allocatePool(
  ipam: IpamDriver,
  start: AddressSpace,
  host: Host,
  family: Family,
  { subnet, range, gateway, auxiliary }: IpamConfig,
  skipGateway: boolean,
): Result<{ readonly space: AddressSpace; readonly pool: PoolInfo }, CnmError> {
  const granted = ipam.requestPool(start, {
    family,
    ...(subnet !== null && { subnet }),
    ...(range !== null && { range }),
    reserved: reservedOn(host, family),
  })
  if (!granted.ok) return err({ code: 'ipam', cause: granted.error })
  let { space } = granted.value
  const { pool } = granted.value
  let own: PoolInfo['gateway'] = null
  // a gateway that the user names is taken even where the driver could do without
  if (gateway !== null || !skipGateway) {
    const asked = gateway === null || isUnspecified(gateway) ? {} : { preferred: gateway }
    const given = ipam.requestAddress(space, pool, asked)
    if (!given.ok) return err({ code: 'gateway-allocation', gateway, cause: given.error })
    space = given.value.space
    own = given.value.address
  }
  for (const [name, address] of auxiliary) {
    if (!contains(pool.subnet, address))
      return err({ code: 'auxiliary-outside', name, address, pool: pool.subnet })
    const given = ipam.requestAddress(space, pool, { preferred: address })
    if (!given.ok) return err({ code: 'auxiliary-taken', name, address, cause: given.error })
    space = given.value.space
  }
  return ok({ space, pool: { subnet: pool.subnet, range: pool.range, gateway: own, auxiliary } })
}

/**
 * What automatic subnets stay clear of: the host's own subnets and its nameservers (libnetwork/netutils/utils_linux.go
 * InferReservedNetworks).
 */
export const reservedOn = ({ interfaces, nameservers }: Host, family: Family): readonly Cidr[] =>
  [...(family === 4 ? onLink(interfaces) : []), ...hostCidrs(nameservers)].filter(
    (c) => familyOf(c) === family,
  )
const onLink = remembered((interfaces: Host['interfaces']) =>
  interfaces.flatMap((i) => i.addresses.map(networkOf)),
)
const hostCidrs = remembered((nameservers: Host['nameservers']) => nameservers.map(hostCidr))

const store = (world: World, host: Host, network: Network): { world: World; network: NetworkId } => ({
  network: network.id,
  world: stepped(world, {
    networks: withNetwork(world, network, network.cluster ? undefined : null),
    hosts: withHost(world, host),
  }),
})

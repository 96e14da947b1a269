/**
 * What the bridge driver refuses when a network is created, in its order (moby v28.5.2
 * libnetwork/drivers/bridge/bridge_linux.go: CreateNetwork, parseNetworkOptions, processIPAM, Validate, checkConflict,
 * createNetwork; errors in bridge/errors.go). By then libnetwork has its pools and has asked IPAM for addresses, so a
 * pool that overlaps another network's was refused before (see `ipam`).
 */
import { contains, lengthOf, overlaps, parseCidr, prefixOf } from '../../addr/cidr.js'
import type { Cidr } from '../../addr/cidr.js'
import { isMulticast, parseIp } from '../../addr/ip.js'
import type { Ip } from '../../addr/ip.js'
import { firstOf } from '../../addr/cidr.js'
import { err } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { refuseDeviceName } from '../../dataplane/deviceName.js'
import { driverError, option } from '../api.js'
import type { DriverError, HostInfo, NetworkInfo, PoolInfo } from '../api.js'
import { acceptedOptions, bridgeOptions, DEFAULT_BRIDGE_OPTION } from './options.js'
import type { BridgeOptions } from './options.js'

/** What every interface has by itself in IPv6; the kernel gives addresses of this prefix, whatever the engine does. */
const LINK_LOCAL = parseCidr('fe80::/64')

/** HTTP 400. */
const invalid = (code: string, message: string): DriverError => driverError('invalidParameter', code, message)
/** HTTP 403. */
const forbidden = (code: string, message: string): DriverError => driverError('forbidden', code, message)

/**
 * What the options alone show, in the order of parseNetworkOptions. It is asked twice: before IPAM gives addresses
 * (GetSkipGwAlloc), so that a wrong option is told before a wrong subnet, and when the network is created.
 */
export function readOptions({
  options,
  internal,
}: Pick<NetworkInfo, 'options' | 'internal'>): Result<BridgeOptions, DriverError> {
  const read = bridgeOptions(options)
  if (!read.ok || internal || (read.value.mode4 !== 'isolated' && read.value.mode6 !== 'isolated'))
    return read
  // of class internal, as the engine gives it none: HTTP 500 for a user's mistake
  return err(
    driverError(
      'internal',
      'isolated-needs-internal',
      "gateway mode 'isolated' can only be used for an internal network",
    ),
  )
}

/**
 * The first thing that is wrong, or null. What the options alone show comes first, then what IPAM gave, then what other
 * networks have, at last what the kernel says: each step of the engine's needs the one before. O(networks of the host).
 */
export function refuseNetwork(network: NetworkInfo, host: HostInfo): DriverError | null {
  const read = readOptions(network)
  if (!read.ok) return read.error
  const options = read.value
  return (
    refuseFamilies(network) ??
    refuseMtu(options.mtu) ??
    refuseGateways(network) ??
    refuseConflict(network, host) ??
    refuseOtherDefault(network, options) ??
    refuseDevice(options, host) ??
    refuseInternalGateway(network)
  )
}

/**
 * The device of a default bridge is made by the engine only where it is docker0 (bridge/setup_device_linux.go setupDevice). Not
 * modelled: that a second default bridge takes docker0 over.
 */
function refuseOtherDefault({ options }: NetworkInfo, { device }: BridgeOptions): DriverError | null {
  const isDefault = isTrue(option(options, DEFAULT_BRIDGE_OPTION) ?? '')
  if (!isDefault || device === null || device === 'docker0') return null
  return driverError(
    'internal',
    'not-made-by-hand',
    `bridge device with non default name ${device} must be created manually`,
  )
}

/** As Go's strconv.ParseBool has it; what cannot be read was refused with the other options. */
const isTrue = (text: string): boolean => ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)

/**
 * What only making the device brings to light: the kernel's refusals (bridge/interface_linux.go newInterface,
 * setup_device_linux.go setupDevice, setupMTU). `host.interfaces` holds no bridges of Docker's: those are `host.networks`,
 * and in conflict by name.
 */
function refuseDevice({ device, mtu }: BridgeOptions, host: HostInfo): DriverError | null {
  if (device !== null && (device === 'lo' || host.interfaces.some((i) => i.name === device)))
    return driverError('internal', 'not-a-bridge', `existing interface ${device} is not a bridge`)
  const problem = device === null ? null : refuseDeviceName(device)
  if (problem !== null) return driverError('internal', 'kernel-name', problem)
  const fits = mtu === 0 || (mtu >= MTU.least && mtu <= MTU.most)
  return fits ? null : driverError('internal', 'kernel-mtu', 'invalid argument')
}

/** Bytes: what a Linux bridge takes, the least that IPv4 asks of a link, and 16 bits. 0: the default. */
const MTU = { least: 68, most: 65_535 }

/** Below zero the driver itself refuses; beyond the limits the kernel does, when the device is made. */
const refuseMtu = (mtu: number): DriverError | null =>
  mtu < 0 ? invalid('invalid-mtu', `invalid MTU number: ${String(mtu)}`) : null

/** The IPAM driver `null` hands out the whole family, which means: no pool. */
const isEmpty = (pools: readonly PoolInfo[], whole: string): boolean =>
  pools.length === 0 || pools[0]?.subnet === whole

/** A family that is on needs exactly one pool, as the driver has one bridge with one address a family. */
function refuseFamilies({ ipv4, ipv6, pools4, pools6 }: NetworkInfo): DriverError | null {
  if (!ipv4 && !ipv6) return invalid('no-family', 'IPv4 or IPv6 must be enabled')
  if (ipv4 && isEmpty(pools4, '0.0.0.0/0')) return invalid('no-pool', 'ipv4 pool is empty')
  if (ipv6 && isEmpty(pools6, '::/0')) return invalid('no-pool', 'ipv6 pool is empty')
  if (pools4.length > 1 || pools6.length > 1)
    return forbidden('several-subnets', "bridge driver doesn't support multiple subnets")
  const [pool] = pools6
  return ipv6 && pool ? refuseSubnet6(pool) : null
}

/**
 * fe80::/64 itself may be a subnet, as containers have such addresses anyway; another subnet that overlaps it may not,
 * as every interface would have two link-local addresses with different lengths (validateIPv6Subnet).
 */
function refuseSubnet6({ subnet, gateway }: PoolInfo): DriverError | null {
  // the driver shows the bridge's own address where there is one
  const shown = gateway === null ? subnet : prefixOf(gateway, lengthOf(subnet))
  if (isMulticast(firstOf(subnet)))
    return invalid('multicast-subnet', `multicast subnet '${shown}' is not allowed`)
  if (LINK_LOCAL !== undefined && subnet !== LINK_LOCAL && overlaps(subnet, LINK_LOCAL))
    return invalid('link-local-clash', `'${shown}' clashes with the Link-Local prefix 'fe80::/64'`)
  return null
}

/**
 * The auxiliary address by which a user sets another default gateway than the bridge itself: `--aux-address
 * DefaultGatewayIPv4=172.20.0.2`. undefined: the user set none.
 */
export function otherGateway(pool: PoolInfo | undefined, family: 4 | 6): Ip | undefined {
  const name = `DefaultGatewayIPv${String(family)}`
  const found = pool?.auxiliary.find(([key]) => key === name)?.[1]
  return found === undefined ? undefined : parseIp(found)
}

/** A gateway has to be a neighbour of the containers (Validate), IPv4's first. */
const refuseGateways = ({ pools4, pools6 }: NetworkInfo): DriverError | null =>
  gatewayOutside(pools4[0], 4) || gatewayOutside(pools6[0], 6)
    ? invalid('gateway-outside', 'default gateway ip must be part of the network')
    : null

function gatewayOutside(pool: PoolInfo | undefined, family: 4 | 6): boolean {
  const gateway = otherGateway(pool, family)
  return pool !== undefined && gateway !== undefined && !contains(pool.subnet, gateway)
}

/**
 * Found out last, when the bridge is set up (setup_ipv4_linux.go setupGatewayIPv4). Its IPv6 counterpart does not ask: such
 * a network is created, and its containers have no default route all the same.
 */
const refuseInternalGateway = ({ pools4, internal }: NetworkInfo): DriverError | null =>
  internal && otherGateway(pools4[0], 4) !== undefined
    ? invalid('gateway-on-internal', 'no gateway can be set on an internal bridge network')
    : null

/**
 * Conflicts: the same bridge, or a subnet in common. All of them are named by the driver's own ids, not by users'
 * names. The other networks come in the order of their creation; the engine ranges over a Go map.
 */
function refuseConflict(network: NetworkInfo, host: HostInfo): DriverError | null {
  const own = nameAndSubnets(network)
  for (const other of host.networks) {
    const theirs = nameAndSubnets(other)
    const why =
      own.device === theirs.device
        ? 'networks have same bridge name'
        : meet(own.four, theirs.four)
          ? 'networks have overlapping IPv4'
          : meet(own.six, theirs.six)
            ? 'networks have overlapping IPv6'
            : undefined
    if (why !== undefined)
      return forbidden(
        'bridge-conflict',
        `cannot create network ${network.id} (${own.device}): conflicts with network ${other.id} (${theirs.device}): ${why}`,
      )
  }
  return null
}

/** What two networks of one host may not share. */
const nameAndSubnets = (network: NetworkInfo) => ({
  device: acceptedOptions(network).device,
  four: network.pools4[0]?.subnet,
  six: network.pools6[0]?.subnet,
})

const meet = (a: Cidr | undefined, b: Cidr | undefined): boolean =>
  a !== undefined && b !== undefined && overlaps(a, b)

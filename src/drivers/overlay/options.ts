/**
 * The options of an overlay network (moby v28.5.2 libnetwork/drivers/overlay: ov_network.go CreateNetwork,
 * encryption.go maxMTU, overlayutils/utils.go AppendVNIList). The VNIs are no option of users: the manager's allocator
 * adds them.
 */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { driverError, option } from '../api.js'
import type { DriverError, NetworkInfo } from '../api.js'

/** All that the driver keeps of a network's options. */
export interface OverlayOptions {
  /** VXLAN ids, one a pool in the pools' order; 24 bits each. */
  readonly vnis: readonly number[]
  /**
   * Encryption of what leaves the host, all of it. The option's mere presence counts: `-o encrypted=false` encrypts.
   */
  readonly encrypted: boolean
  /** Bytes, in containers and on the bridge between. */
  readonly mtu: number
}

/** Bytes: of the hosts' network, unless an option says otherwise. The hosts' real interfaces are not asked. */
const UNDERLAY_MTU = 1500
/** Bytes: inner Ethernet header (14), outer IPv4 (20), UDP (8) and VXLAN (8) headers (vxlanEncap). */
const VXLAN_OVERHEAD = 50
/**
 * Bytes: ESP's header, trailer, initialisation vector and check value (pktExpansion); what is left has to be a multiple
 * of 4.
 */
const ESP_OVERHEAD = 26
const ESP_ALIGNMENT = 4

/** HTTP 500: the engine gives most of these errors no class. */
const invalid = (code: string, message: string): Result<never, DriverError> =>
  err(driverError('internal', code, message))

/**
 * Read them, or say the first thing that is wrong, in the engine's order: `no-pool` (invalidParameter), then of class
 * internal `no-vni`, `invalid-vni`, `invalid-mtu`, `insufficient-vnis`.
 */
export function overlayOptions({
  options,
  pools4,
}: Pick<NetworkInfo, 'options' | 'pools4'>): Result<OverlayOptions, DriverError> {
  const [pool] = pools4
  if (!pool || pool.subnet === '0.0.0.0/0')
    return err(driverError('invalidParameter', 'no-pool', 'ipv4 pool is empty'))
  const list = option(options, 'com.docker.network.driver.overlay.vxlanid_list')
  // what a user sees who makes an overlay with the API on a host that is in no cluster
  if (list === undefined || list === '') return invalid('no-vni', 'no VNI provided')
  const vnis = list.split(',').map(Number)
  const wrong = list.split(',').find((text) => !/^\d+$/.test(text))
  if (wrong !== undefined) return invalid('invalid-vni', `invalid vxlan id value "${wrong}" passed`)
  const encrypted = option(options, 'encrypted') !== undefined
  const mtuText = option(options, 'com.docker.network.driver.mtu') ?? '0'
  if (!/^[+-]?\d+$/.test(mtuText))
    return invalid(
      'invalid-mtu',
      `failed to parse com.docker.network.driver.mtu: strconv.Atoi: parsing "${mtuText}": invalid syntax`,
    )
  const given = Number(mtuText)
  if (given < 0) return invalid('invalid-mtu', `invalid MTU value: ${given}`)
  if (vnis.length < pools4.length)
    return invalid('insufficient-vnis', `insufficient vnis(${vnis.length}) passed to overlay`)
  return ok({ vnis, encrypted, mtu: innerMtu(given || UNDERLAY_MTU, encrypted) })
}

/** 1450 bytes as it comes, 1424 encrypted. */
function innerMtu(underlay: number, encrypted: boolean): number {
  const mtu = underlay - VXLAN_OVERHEAD
  if (!encrypted) return mtu
  const rest = mtu - ESP_OVERHEAD
  return rest - (rest % ESP_ALIGNMENT)
}

/** Of a network that was accepted once; throws otherwise. */
export function acceptedOptions(network: Pick<NetworkInfo, 'options' | 'pools4'>): OverlayOptions {
  const read = overlayOptions(network)
  if (!read.ok)
    throw new Error(`an overlay network was accepted with options that it refuses: ${read.error.message}`)
  return read.value
}

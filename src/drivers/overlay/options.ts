/** The options of an overlay network (moby v28.5.2 libnetwork/drivers/overlay/ov_network.go CreateNetwork). */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { driverError, option } from '../api.js'
import type { DriverError, NetworkInfo } from '../api.js'

export interface OverlayOptions {
  /** VXLAN ids, one a pool. */
  readonly vnis: readonly number[]
  readonly encrypted: boolean
  /** Bytes, in containers. */
  readonly mtu: number
}

/** Bytes: of the hosts' network, unless an option says otherwise. */
const UNDERLAY_MTU = 1500
/** Bytes: inner Ethernet header, outer IPv4, UDP and VXLAN headers. */
const VXLAN_OVERHEAD = 50
/** Bytes: ESP's header, trailer, initialisation vector and check value; what is left has to be a multiple of 4. */
const ESP_OVERHEAD = 26
const ESP_ALIGNMENT = 4

const invalid = (code: string, message: string): Result<never, DriverError> =>
  err(driverError('internal', code, message))

export function overlayOptions({
  options,
  pools4,
}: Pick<NetworkInfo, 'options' | 'pools4'>): Result<OverlayOptions, DriverError> {
  const [pool] = pools4
  if (!pool || pool.subnet === '0.0.0.0/0')
    return err(driverError('invalidParameter', 'no-pool', 'ipv4 pool is empty'))
  const list = option(options, 'com.docker.network.driver.overlay.vxlanid_list')
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

function innerMtu(underlay: number, encrypted: boolean): number {
  const mtu = underlay - VXLAN_OVERHEAD
  if (!encrypted) return mtu
  const rest = mtu - ESP_OVERHEAD
  return rest - (rest % ESP_ALIGNMENT)
}

/** Of a network that was accepted once. */
export function acceptedOptions(network: Pick<NetworkInfo, 'options' | 'pools4'>): OverlayOptions {
  const read = overlayOptions(network)
  if (!read.ok)
    throw new Error(`an overlay network was accepted with options that it refuses: ${read.error.message}`)
  return read.value
}

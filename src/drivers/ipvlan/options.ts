/**
 * The ipvlan driver's options, read (moby v28.5.2 libnetwork/drivers/ipvlan/ipvlan_network.go: parseNetworkOptions,
 * newConfigFromLabels). Three are known: parent, ipvlan_mode, ipvlan_flag.
 */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { driverError, option } from '../api.js'
import type { DriverError, NetworkInfo } from '../api.js'
import { parentOption } from '../parent/parent.js'

/**
 * May children of one parent talk to each other: directly (`bridge`), not at all (`private`), or only where the switch
 * outside sends their frames back (`vepa`; see `dataplane/carriage.ts`).
 */
export type IpvlanFlag = 'bridge' | 'private' | 'vepa'

export interface IpvlanOptions {
  /**
   * l2: neighbours on the LAN. l3: no broadcasts, the host's table routes. l3s differs from l3 by the host's packet
   * filter alone, whose rules say nothing about these packets.
   */
  readonly mode: 'l2' | 'l3' | 'l3s'
  readonly flag: IpvlanFlag
  /** The user said so, or there is no parent by which anything could leave. */
  readonly internal: boolean
}

/** Spelling counts: `L2` is none of them. */
const isMode = (text: string): text is IpvlanOptions['mode'] => ['l2', 'l3', 'l3s'].includes(text)
const isFlag = (text: string): text is IpvlanFlag => ['bridge', 'private', 'vepa'].includes(text)

/**
 * Read them, or say the first thing that is wrong. Other options are ignored, driver.mtu too: the devices have their
 * parent's MTU. Empty values count as not given. Errors are of class internal, as the engine gives them none (HTTP
 * 500): `invalid-mode`, `invalid-flag`, `loopback-parent`.
 */
export function ipvlanOptions(
  network: Pick<NetworkInfo, 'options' | 'internal'>,
): Result<IpvlanOptions, DriverError> {
  const mode = option(network.options, 'ipvlan_mode') || 'l2'
  const flag = option(network.options, 'ipvlan_flag') || 'bridge'
  const invalid = (code: string, message: string) => err(driverError('internal', code, message))
  if (!isMode(mode))
    return invalid(
      'invalid-mode',
      `requested ipvlan mode '${mode}' is not valid, 'l2' mode is the ipvlan driver default`,
    )
  if (!isFlag(flag))
    return invalid(
      'invalid-flag',
      `requested ipvlan flag '${flag}' is not valid, 'bridge' is the ipvlan driver default`,
    )
  const parent = parentOption(network)
  if (parent === 'lo')
    return invalid('loopback-parent', 'loopback interface is not a valid ipvlan parent link')
  // no parent: the children hang below a dummy, which leads nowhere
  return ok({ mode, flag, internal: network.internal || parent === null })
}

/**
 * The options of a network that was accepted; throws where they cannot be read, as `refuseNetwork` would have seen to
 * it.
 */
export function acceptedOptions(network: NetworkInfo): IpvlanOptions {
  const read = ipvlanOptions(network)
  if (!read.ok) throw new Error(`network ${network.id} was accepted with options that cannot be read`)
  return read.value
}

/**
 * The macvlan driver's options, read (moby v28.5.2 libnetwork/drivers/macvlan/macvlan_network.go: parseNetworkOptions,
 * newConfigFromLabels). Two are known: parent, macvlan_mode.
 */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { driverError, option } from '../api.js'
import type { DriverError, NetworkInfo } from '../api.js'
import { parentOption } from '../parent/parent.js'

/**
 * May children of one parent talk to each other: directly (`bridge`), not at all (`private`), only where the switch
 * outside sends their frames back (`vepa`), or is there one child only, with the parent's MAC address (`passthru`).
 */
export type MacvlanMode = 'bridge' | 'private' | 'vepa' | 'passthru'

export interface MacvlanOptions {
  readonly mode: MacvlanMode
  /** The user said so, or there is no parent by which anything could leave. */
  readonly internal: boolean
}

/** Spelling counts: `Bridge` is none of them. */
const isMode = (text: string): text is MacvlanMode => ['bridge', 'private', 'vepa', 'passthru'].includes(text)

/**
 * Read them, or say the first thing that is wrong. Other options are ignored, driver.mtu too: the devices have their
 * parent's MTU. Empty values count as not given. Errors are of class internal, as the engine gives them none (HTTP
 * 500): `invalid-mode`, `loopback-parent`.
 */
export function macvlanOptions(
  network: Pick<NetworkInfo, 'options' | 'internal'>,
): Result<MacvlanOptions, DriverError> {
  const mode = option(network.options, 'macvlan_mode') || 'bridge'
  const invalid = (code: string, message: string) => err(driverError('internal', code, message))
  if (!isMode(mode))
    return invalid(
      'invalid-mode',
      `requested macvlan mode '${mode}' is not valid, 'bridge' mode is the macvlan driver default`,
    )
  const parent = parentOption(network)
  if (parent === 'lo')
    return invalid('loopback-parent', 'loopback interface is not a valid macvlan parent link')
  // no parent: the children hang below a dummy, which leads nowhere
  return ok({ mode, internal: network.internal || parent === null })
}

/**
 * The options of a network that was accepted; throws where they cannot be read, as `refuseNetwork` would have seen to
 * it.
 */
export function acceptedOptions(network: NetworkInfo): MacvlanOptions {
  const read = macvlanOptions(network)
  if (!read.ok) throw new Error(`network ${network.id} was accepted with options that cannot be read`)
  return read.value
}

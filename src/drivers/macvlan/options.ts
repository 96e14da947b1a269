/** The macvlan driver's options, read (moby v28.5.2 libnetwork/drivers/macvlan/macvlan_network.go, parseNetworkOptions). */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { driverError, option } from '../api.js'
import type { DriverError, NetworkInfo } from '../api.js'
import { parentOption } from '../parent/parent.js'

export type MacvlanMode = 'bridge' | 'private' | 'vepa' | 'passthru'

export interface MacvlanOptions {
  readonly mode: MacvlanMode
  /** The user said so, or there is no parent by which anything could leave. */
  readonly internal: boolean
}

const isMode = (text: string): text is MacvlanMode => ['bridge', 'private', 'vepa', 'passthru'].includes(text)

/** Other options are ignored, driver.mtu too: the devices have their parent's MTU. */
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
  return ok({ mode, internal: network.internal || parent === null })
}

/** The options of a network that was accepted. */
export function acceptedOptions(network: NetworkInfo): MacvlanOptions {
  const read = macvlanOptions(network)
  if (!read.ok) throw new Error(`network ${network.id} was accepted with options that cannot be read`)
  return read.value
}

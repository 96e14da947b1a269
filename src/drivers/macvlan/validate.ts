/**
 * What the macvlan driver refuses, in its order (moby v28.5.2 libnetwork/drivers/macvlan: macvlan_network.go
 * CreateNetwork and createNetwork, macvlan_setup.go createMacVlan; the sandbox's error is osl/interface_linux.go's).
 */
import { driverError } from '../api.js'
import type { ChildLink, DriverError, EndpointInfo, HostInfo, NetworkInfo } from '../api.js'
import { refuseLink } from '../parent/kernel.js'
import { networksBelow, parentOption, refuseParent } from '../parent/parent.js'
import { refusePools } from '../parent/pools.js'
import { acceptedOptions, macvlanOptions } from './options.js'

/** HTTP 500: the engine gives none of these errors a class. */
const internal = (code: string, message: string): DriverError => driverError('internal', code, message)

/** Pools before options, options before the parent: CreateNetwork's order. O(networks of the driver on the host). */
export function refuseNetwork(network: NetworkInfo, host: HostInfo): DriverError | null {
  const pools = refusePools(network)
  if (pools) return pools
  const read = macvlanOptions(network)
  return read.ok ? (refusePassthru(network, host) ?? refuseParent(network, host)) : read.error
}

/** Networks may share a parent unless one of them wants it for itself; the text says which of the two it is. */
function refusePassthru(network: NetworkInfo, host: HostInfo): DriverError | null {
  const parent = parentOption(network)
  if (parent === null) return null
  for (const other of networksBelow(parent, network, host)) {
    const using = `macvlan network ${other.id} is already using parent interface ${parent}`
    if (acceptedOptions(network).mode === 'passthru')
      return internal('passthru-shared', `cannot use mode passthru, ${using}`)
    if (acceptedOptions(other).mode === 'passthru')
      return internal('passthru-shared', `${using} in mode passthru`)
  }
  return null
}

/**
 * What the kernel refuses: to make the device, or to give it its MAC address where another device of the parent has it.
 * The second comes only when the device is moved into the sandbox and set up there.
 */
export function refuseJoin(link: ChildLink, endpoint: EndpointInfo, host: HostInfo): DriverError | null {
  const refused = refuseLink(link, host)
  if (refused !== null) return internal('kernel-link', `failed to create the macvlan port: ${refused}`)
  const { mac } = endpoint
  const taken = [
    ...host.children.filter((c) => c.kind === link.kind && c.parent === link.parent),
    // a passthru child has its parent's own address by nature
    ...host.interfaces.filter((i) => i.name === link.parent && link.mode !== 'passthru'),
  ]
  if (mac === null || !taken.some((other) => other.mac === mac)) return null
  // the device's name before it is moved; the engine makes one up at random
  const veth = `veth${endpoint.id.slice(0, 7)}`
  return internal(
    'mac-taken',
    `failed to add interface ${veth} to sandbox: error setting interface "${veth}" MAC to "${mac}": address already in use`,
  )
}

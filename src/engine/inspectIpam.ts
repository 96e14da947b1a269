/**
 * `.IPAM` of `docker network inspect` (moby v28.5.2 daemon/network.go buildIPAMResources): the subnets as the user gave them, and
 * for a family without any the pools that were allocated. A gateway that the engine chose in a subnet of the user's is not
 * shown. Subnets print in their canonical form, even if the user wrote them differently.
 */
import type { IpamConfig, Network } from '../cnm/world.js'
import { isPredefined } from '../cnm/predefined.js'
import type { PoolInfo } from '../drivers/api.js'
import type { GoStruct, GoValue } from './goValue.js'
import { goMap } from './goValue.js'

/** Per family: all the subnets that were given, or else all that were allocated. O(subnets). */
export function inspectIpam(network: Network): GoValue {
  const given4 = given(network.ipamConfig4)
  const given6 = given(network.ipamConfig6)
  const config = [
    ...given4,
    ...given6,
    ...(given4.length > 0 ? [] : allocated(network.pools4)),
    ...(given6.length > 0 ? [] : allocated(network.pools6)),
  ]
  return {
    Driver: network.ipamDriver,
    Options: ipamOptions(network),
    Config: config.length > 0 ? config : null,
  }
}

/**
 * null where Go has a nil map: an engine that makes a network itself sends no options, and for a cluster's the
 * manager keeps none unless the user gave some.
 */
const ipamOptions = (network: Network): GoValue =>
  network.ipamOptions === null || (madeByEngine(network) && network.ipamOptions.length === 0)
    ? null
    : goMap(network.ipamOptions)

/** Entries that name a subnet; what is not set is left out. */
const given = (configs: readonly IpamConfig[]): readonly GoStruct[] =>
  configs.flatMap(({ subnet, range, gateway, auxiliary }) =>
    subnet === null
      ? []
      : [
          {
            Subnet: subnet,
            ...(range === null ? {} : { IPRange: range }),
            ...(gateway === null ? {} : { Gateway: gateway }),
            ...(auxiliary.length === 0 ? {} : { AuxiliaryAddresses: goMap(auxiliary) }),
          },
        ],
  )

/** What the default pools gave: the subnet, and the gateway where the driver wants one. */
const allocated = (pools: readonly PoolInfo[]): readonly GoStruct[] =>
  pools.map(({ subnet, gateway }) => ({ Subnet: subnet, ...(gateway === null ? {} : { Gateway: gateway }) }))

/** Those that no client asked for: docker's client sends an empty map of options, the engine itself none. */
const madeByEngine = ({ name, scope }: Network): boolean => isPredefined(name) || scope !== 'local'

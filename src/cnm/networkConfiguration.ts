/**
 * What libnetwork refuses about a network's configuration, before anything else (moby v28.5.2 libnetwork/network.go
 * validateConfiguration): what a template may say, and what a network that uses one may say beside it.
 */
import { option } from '../drivers/api.js'
import type { AdvertiseProblem, CnmError } from './errors.js'
import type { NetworkSpec } from './networkSpec.js'

/**
 * The first thing that is wrong, or null: `config-only-operator-fields`, `config-depends-on-config`,
 * `config-from-user-config`, `config-from-driver-options` (forbidden), `option-range` (invalidParameter).
 */
export function refuseConfiguration(spec: NetworkSpec): CnmError | null {
  // a template describes a network, and not what an operator does with it
  if (spec.configOnly) {
    if (spec.ingress || spec.internal || spec.attachable || spec.scope)
      return { code: 'config-only-operator-fields' }
    if (spec.configFrom) return { code: 'config-depends-on-config' }
  }
  if (spec.configFrom) {
    if (specifiesIpam(spec)) return { code: 'config-from-user-config' }
    if (spec.options && spec.options.length > 0) return { code: 'config-from-driver-options' }
  }
  return (
    refuseNumber(spec, 'com.docker.network.advertise_addr_nmsgs', 0, 3, 'nmsgs-integer', 'nmsgs-range') ??
    refuseNumber(spec, 'com.docker.network.advertise_addr_ms', 100, 2000, 'ms-integer', 'ms-range')
  )
}

/** Anything that would have to come from the template. */
const specifiesIpam = ({ ipamDriver, ipamOptions, ipam, ipv4, ipv6, labels }: NetworkSpec): boolean =>
  (ipamDriver ?? 'default') !== 'default' ||
  (ipamOptions?.length ?? 0) > 0 ||
  (ipam?.length ?? 0) > 0 ||
  ipv4 === false ||
  ipv6 === true ||
  (labels?.length ?? 0) > 0

/** Options about gratuitous ARP: read so that bad ones are refused; they decide nothing here. */
function refuseNumber(
  { options = [] }: NetworkSpec,
  key: string,
  least: number,
  most: number,
  notNumber: AdvertiseProblem,
  outside: AdvertiseProblem,
): CnmError | null {
  const value = option(options, key)
  if (value === undefined) return null
  const refuse = (problem: AdvertiseProblem): CnmError => ({
    code: 'option-range',
    option: key,
    value,
    problem,
  })
  if (!/^[+-]?\d+$/.test(value)) return refuse(notNumber)
  return Number(value) < least || Number(value) > most ? refuse(outside) : null
}

/** `network create`'s pairing of subnets, ranges, gateways and addresses (docker/cli cli/command/network/create.go). */
import { err, ok, type Result } from '../../../addr/result.js'
import { goCidr, goIp, inSubnet } from '../go/ip.js'
import type { IpamConfig } from '../requests/network.js'
import type { KeyValue } from '../requests/common.js'

/** Values of --subnet, --ip-range, --gateway and --aux-address, each in the order given. */
export interface IpamFlags {
  readonly subnets: readonly string[]
  readonly ipRanges: readonly string[]
  readonly gateways: readonly string[]
  readonly auxAddresses: readonly KeyValue[]
}

/**
 * One configuration a subnet, texts as written. The order is that of the flags; the real client goes through a map, so
 * its order, and which of several wrong addresses it names, differ from run to run. A subnet alone is not looked at.
 */
export function ipamConfigs(flags: IpamFlags): Result<readonly IpamConfig[], string> {
  const { subnets, ipRanges, gateways, auxAddresses } = flags
  // numbers are compared, not pairs: which subnet a range belongs to is found out below
  if (subnets.length < ipRanges.length || subnets.length < gateways.length) {
    return err('every ip-range or gateway must have a corresponding subnet')
  }
  for (const [index, subnet] of subnets.entries()) {
    for (const earlier of subnets.slice(0, index)) {
      const one = matches(subnet, earlier)
      if (!one.ok) return one
      const other = matches(earlier, subnet)
      if (!other.ok) return other
      if (one.value || other.value) return err('multiple overlapping subnet configuration is not supported')
    }
  }
  let configs: readonly IpamConfig[] = subnets.map((subnet) => ({ subnet, auxAddresses: [] }))
  // puts a value into every subnet that holds it; none that does is an error
  const settle = (
    value: string,
    missing: string,
    update: (config: IpamConfig) => Result<IpamConfig, string>,
  ): string | undefined => {
    let found = false
    const next: IpamConfig[] = []
    for (const config of configs) {
      const match = matches(config.subnet, value)
      if (!match.ok) return match.error
      const updated = match.value ? update(config) : ok(config)
      if (!updated.ok) return updated.error
      found ||= match.value
      next.push(updated.value)
    }
    configs = next
    return found ? undefined : missing
  }

  for (const range of ipRanges) {
    const cidr = goCidr(range)
    if (!cidr.ok) return cidr
    const wrong = settle(range, `no matching subnet for range ${range}`, (config) =>
      config.ipRange === undefined
        ? ok({ ...config, ipRange: range })
        : err(
            `cannot configure multiple ranges (${range}, ${config.ipRange}) on the same subnet (${config.subnet})`,
          ),
    )
    if (wrong !== undefined) return err(wrong)
  }
  for (const gateway of gateways) {
    const wrong = settle(gateway, `no matching subnet for gateway ${gateway}`, (config) =>
      config.gateway === undefined
        ? ok({ ...config, gateway })
        : err(
            `cannot configure multiple gateways (${gateway}, ${config.gateway}) for the same subnet (${config.subnet})`,
          ),
    )
    if (wrong !== undefined) return err(wrong)
  }
  for (const entry of auxAddresses) {
    const wrong = settle(entry[1], `no matching subnet for aux-address ${entry[1]}`, (config) =>
      ok({ ...config, auxAddresses: [...config.auxAddresses, entry] }),
    )
    if (wrong !== undefined) return err(wrong)
  }
  return ok(configs)
}

/** Whether the subnet holds the address, or the address before the slash; a text that is no address is in none. */
function matches(subnet: string, value: string): Result<boolean, string> {
  const cidr = goCidr(subnet)
  if (!cidr.ok) return err(`invalid subnet: ${cidr.error}`)
  if (!value.includes('/')) return ok(inSubnet(cidr.value.subnet, goIp(value)))
  const address = goCidr(value)
  return address.ok ? ok(inSubnet(cidr.value.subnet, address.value.ip)) : address
}

/**
 * What the daemon refuses about a container's settings for a network (moby v28.5.2 daemon/container_operations.go
 * validateEndpointSettings, api/types/network/endpoint.go), and the names that follow from them.
 */
import { contains } from '../addr/cidr.js'
import type { Cidr } from '../addr/cidr.js'
import { familyOf, isUnspecified, parseIp } from '../addr/ip.js'
import type { EndpointName, Network } from '../cnm/world.js'
import { option } from '../drivers/api.js'
import type { EngineError } from './errors.js'
import { isUserDefined } from './findNetwork.js'
import type { Container, EndpointSettings } from './state.js'

/**
 * All problems of one attachment in the daemon's order, as one refusal (400). `network` is null where it does not
 * exist (yet): then only what needs no subnet is checked. `name` decides whether it counts as a network of the
 * user's.
 */
export function refuseSettings(
  network: Network | null,
  name: string,
  settings: EndpointSettings,
): EngineError | null {
  const ipam = settings.ipam ?? { ipv4: '', ipv6: '', linkLocal: [] }
  const predefined = !isUserDefined(name)
  const problems = [
    // only a subnet that the user chose can have addresses that the user chooses
    ...(predefined && (ipam.ipv4 !== '' || ipam.ipv6 !== '')
      ? ['user specified IP address is supported on user defined networks only']
      : []),
    ...(predefined && (settings.aliases?.length ?? 0) > 0
      ? ['network-scoped alias is supported only for containers in user defined networks']
      : []),
    // EndpointIPAMConfig.Validate: is each an address of its family at all?
    ...(isAddress(ipam.ipv4, 4) ? [] : [`invalid IPv4 address: ${ipam.ipv4}`]),
    ...(isAddress(ipam.ipv6, 6) ? [] : [`invalid IPv6 address: ${ipam.ipv6}`]),
    ...ipam.linkLocal
      .filter((text) => !isAddress(text, 4) && !isAddress(text, 6))
      .map((text) => `invalid link-local IP address: ${text}`),
    // EndpointIPAMConfig.IsInRange: asked even of a text that was found wrong before, so one mistake may be told
    // twice
    ...(network
      ? [
          ...outside(
            ipam.ipv4,
            network.ipamConfig4.map((c) => c.subnet),
          ),
          ...outside(
            ipam.ipv6,
            network.ipamConfig6.map((c) => c.subnet),
          ),
        ]
      : []),
    ...sysctlProblems(option(settings.driverOpts ?? [], 'com.docker.network.endpoint.sysctls')),
  ]
  return problems.length > 0 ? { code: 'invalid-endpoint-settings', problems } : null
}

/** '' is "not asked" and all right; 0.0.0.0 and :: are addresses and refused. */
function isAddress(text: string, family: 4 | 6): boolean {
  if (text === '') return true
  const ip = parseIp(text)
  return ip !== undefined && familyOf(ip) === family && !isUnspecified(ip)
}

/** A static address needs a subnet that the user gave, and has to be in it. */
function outside(text: string, subnets: readonly (Cidr | null)[]): readonly string[] {
  if (text === '') return []
  const own = subnets.filter((s) => s !== null)
  const ip = parseIp(text)
  if (ip !== undefined && own.some((s) => contains(s, ip))) return []
  return own.length > 0
    ? [`no configured subnet or ip-range contain the IP address ${text}`]
    : ['user specified IP address is supported only when connecting to networks with user configured subnets']
}

/**
 * Settings of one interface, whose name nobody knows yet: the fourth part has to be the word IFNAME, or in lower case, as the
 * client writes what stands in `--network`. Comma-separated.
 */
const sysctlProblems = (list: string | undefined): readonly string[] =>
  (list === undefined ? [] : list.split(','))
    .filter((item) => !/^[^.]*\.(ipv4|ipv6|mpls)\.[^.]*\.(IFNAME|ifname)\./.test(item))
    .map(
      (item) =>
        `unrecognised network interface sysctl '${item}'; represent 'net.X.Y.ethN.Z=V' as 'net.X.Y.IFNAME.Z=V', 'X' must be 'ipv4', 'ipv6' or 'mpls'`,
    )

/**
 * Under which names a container is found on a user-defined network, each once (moby v28.5.2
 * daemon/container_operations.go buildEndpointDNSNames). The first one is what its address is called by in a
 * reverse look-up. A name that occurs again (`--alias` with the container's own) keeps its first place.
 */
export function endpointNames(
  { name, id, config }: Pick<Container, 'name' | 'id' | 'config'>,
  aliases: readonly string[],
): readonly EndpointName[] {
  const all: readonly EndpointName[] = [
    { name, kind: 'container' },
    ...aliases.map((alias) => ({ name: alias, kind: 'alias' as const })),
    { name: id.slice(0, 12), kind: 'short-id' },
    ...(config.hostname === '' ? [] : [{ name: config.hostname, kind: 'hostname' as const }]),
  ]
  return all.filter((n, i) => all.findIndex((other) => other.name === n.name) === i)
}

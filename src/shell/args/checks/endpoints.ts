/** `--network` and the flags that add to it (docker/cli cli/command/container/opts.go parseNetworkOpts). */
import { err, ok, type Result } from '../../../addr/result.js'
import { goQuote } from '../../template/quote.js'
import { listOf, textOf } from '../flagValues.js'
import type { FlagValues } from '../flags.js'
import type { EndpointRequest } from '../requests/common.js'
import { macAddressError } from './macAddress.js'
import { endpointOf, networkOption } from './networkOption.js'

/** HostConfig.NetworkMode and NetworkingConfig.EndpointsConfig, as the client sends them. */
export interface NetworkSettings {
  readonly networkMode: string
  readonly endpoints: readonly EndpointRequest[]
}

/** The modes that name no network a user made (api/types/container NetworkMode.IsUserDefined, Linux). */
export const isUserDefined = (mode: string): boolean =>
  !['default', 'bridge', 'host', 'none'].includes(mode) && !mode.startsWith('container:')

/**
 * The attachments as the client sends them; `--ip`, `--network-alias`, `--link` and so on go to the first. Errors:
 * a setting that was given both ways, a network named twice, networks that do not go together.
 */
export function networkSettings(values: FlagValues): Result<NetworkSettings, string> {
  const named = attachments(values)
  const networkMode = named[0]?.network ?? 'default'
  const endpoints: EndpointRequest[] = []
  for (const [index, attachment] of (named.length === 0 ? [endpointOf('default')] : named).entries()) {
    const merged = index === 0 ? withFlags(attachment, values) : ok(attachment)
    if (!merged.ok) return merged
    const wrong = endpointError(merged.value)
    if (wrong !== undefined) return err(wrong)
    if (endpoints.some(({ network }) => network === attachment.network)) {
      return err(`network ${goQuote(attachment.network)} is specified multiple times`)
    }
    endpoints.push(withoutEmpty(merged.value))
  }
  const userDefined = named.filter(({ network }) => isUserDefined(network)).length
  if (userDefined > 0 && userDefined < named.length) {
    return err('conflicting options: cannot attach both user-defined and non-user-defined network-modes')
  }
  // one network of which nothing is asked: the mode says it all, and nothing is sent for it
  const plain = named.length === 1 && endpoints.every(asksNothing)
  return ok({ networkMode, endpoints: plain ? [] : endpoints })
}

/** The values passed networkOption when the flags were parsed. */
const attachments = (values: FlagValues): readonly EndpointRequest[] =>
  listOf(values, 'network').flatMap((value) => {
    const read = networkOption(value)
    return read.ok ? [read.value] : []
  })

/** applyContainerOptions: the short flags are of the time when a container had one network. */
function withFlags(endpoint: EndpointRequest, values: FlagValues): Result<EndpointRequest, string> {
  const aliases = listOf(values, 'network-alias')
  const linkLocalIps = listOf(values, 'link-local-ip')
  const ip = textOf(values, 'ip')
  const ip6 = textOf(values, 'ip6')
  const mac = textOf(values, 'mac-address')
  // on the default bridge they are legacy links, and no setting of an endpoint
  const links = isUserDefined(endpoint.network) ? listOf(values, 'link') : []
  const both = (
    [
      [endpoint.aliases.length > 0 && aliases.length > 0, '--network-alias and per-network alias'],
      [given(endpoint.ip) && ip !== '', '--ip and per-network IPv4 address'],
      [given(endpoint.ip6) && ip6 !== '', '--ip6 and per-network IPv6 address'],
      [given(endpoint.mac) && mac !== '', '--mac-address and per-network MAC address'],
      [
        endpoint.linkLocalIps.length > 0 && linkLocalIps.length > 0,
        '--link-local-ip and per-network link-local IP addresses',
      ],
    ] as const
  ).find(([conflict]) => conflict)
  if (both !== undefined) return err(`conflicting options: cannot specify both ${both[1]}`)
  return ok({
    ...endpoint,
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(linkLocalIps.length > 0 ? { linkLocalIps } : {}),
    ...(ip === '' ? {} : { ip }),
    ...(ip6 === '' ? {} : { ip6 }),
    ...(mac === '' ? {} : { mac }),
    links,
  })
}

const given = (text: string | undefined) => text !== undefined && text !== ''

/** What the client checks of one attachment; addresses are the engine's to check. */
function endpointError({ network, aliases, mac }: EndpointRequest): string | undefined {
  if (network.trim() === '') return 'no name set for network'
  if (!isUserDefined(network) && aliases.length > 0) {
    return 'network-scoped aliases are only supported for user-defined networks'
  }
  return mac === undefined || mac === '' ? undefined : macAddressError(mac)
}

/** `name=net1,ip=` is an address that was not given. */
function withoutEmpty({ ip, ip6, mac, ...rest }: EndpointRequest): EndpointRequest {
  return {
    ...rest,
    ...(ip === undefined || ip === '' ? {} : { ip }),
    ...(ip6 === undefined || ip6 === '' ? {} : { ip6 }),
    ...(mac === undefined || mac === '' ? {} : { mac }),
  }
}

const asksNothing = ({ ip, ip6, mac, ...rest }: EndpointRequest) =>
  ip === undefined &&
  ip6 === undefined &&
  mac === undefined &&
  rest.gwPriority === 0 &&
  [rest.aliases, rest.links, rest.linkLocalIps, rest.driverOpts].every((list) => list.length === 0)

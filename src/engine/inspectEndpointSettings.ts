/**
 * One entry of `.NetworkSettings.Networks`: what was asked for, and what the endpoint has got (moby v28.5.2
 * api/types/network/endpoint.go, daemon/network.go buildEndpointInfo, daemon/container_operations.go updateJoinInfo).
 */
import { addressOf, lengthOf } from '../addr/cidr.js'
import type { IpPrefix } from '../addr/cidr.js'
import { findEndpoint, networkOf } from '../cnm/lookup.js'
import type { Endpoint } from '../cnm/world.js'
import type { GoStruct, GoValue } from './goValue.js'
import { goMap } from './goValue.js'
import type { Attachment, Container, DockerWorld, EndpointSettings } from './state.js'

/**
 * What an endpoint has got, beside what was asked for; the top level copies these fields from the default bridge
 * (daemon/inspect.go getDefaultNetworkSettings). Addresses without a length; '' and 0 where there is none.
 */
export interface Operational {
  readonly EndpointID: string
  readonly Gateway: string
  readonly IPAddress: string
  readonly IPPrefixLen: number
  readonly IPv6Gateway: string
  readonly GlobalIPv6Address: string
  readonly GlobalIPv6PrefixLen: number
  readonly MacAddress: string
}

/** One network of one container, running or not. The order of the fields is Go's. */
export function inspectEndpointSettings(
  state: DockerWorld,
  container: Container,
  attachment: Attachment,
): GoValue {
  const { settings } = attachment
  const endpoint = endpointOfAttachment(state, attachment)
  // the struct has the asked-for fields and those of the running endpoint in turns
  const { MacAddress, EndpointID, ...addresses } = operational(state, container, attachment)
  const names = attachment.lastNames ?? []
  return {
    IPAMConfig: given(state, endpoint) ?? ipamConfig(settings),
    Links: settings.links,
    Aliases: settings.aliases,
    MacAddress,
    DriverOpts: settings.driverOpts === null ? null : goMap(settings.driverOpts),
    GwPriority: settings.gwPriority,
    NetworkID: attachment.lastNetwork ?? '',
    EndpointID,
    ...addresses,
    DNSNames: names.length > 0 ? names : null,
  }
}

/** On a network of the cluster it is what the manager gave, whatever was asked (findAndAttachNetwork). */
function given({ cnm }: DockerWorld, endpoint: Endpoint | undefined): GoStruct | undefined {
  if (!endpoint?.address4 || !networkOf(cnm, endpoint.network).cluster?.addressed) return undefined
  return { IPv4Address: addressText(endpoint.address4) }
}

/** null and `{}` differ: `docker run` sends the one, `docker network connect` the other. */
function ipamConfig({ ipam }: EndpointSettings): GoValue {
  if (ipam === null) return null
  const fields: GoStruct = {
    ...(ipam.ipv4 === '' ? {} : { IPv4Address: ipam.ipv4 }),
    ...(ipam.ipv6 === '' ? {} : { IPv6Address: ipam.ipv6 }),
    ...(ipam.linkLocal.length === 0 ? {} : { LinkLocalIPs: ipam.linkLocal }),
  }
  return fields
}

const endpointOfAttachment = ({ cnm }: DockerWorld, { endpoint }: Attachment): Endpoint | undefined =>
  endpoint === null ? undefined : findEndpoint(cnm, endpoint)

/** What the endpoint has got; empty without one (daemon/container_operations.go cleanOperationalData). */
export function operational(state: DockerWorld, container: Container, attachment: Attachment): Operational {
  const endpoint = endpointOfAttachment(state, attachment)
  const { joinInfo = null } = endpoint ?? {}
  const made = endpoint ?? attachment.remains
  const { address4 = null, address6 = null } = made ?? {}
  // until the first start the field still holds what the user asked for
  const fresh = container.startedAt === null && container.exitCode === 0
  const asked = fresh ? attachment.settings.macAddress : null
  return {
    EndpointID: made?.id ?? '',
    Gateway: joinInfo?.gateway4 ?? '',
    IPAddress: addressText(address4),
    IPPrefixLen: address4 === null ? 0 : lengthOf(address4),
    IPv6Gateway: joinInfo?.gateway6 ?? '',
    GlobalIPv6Address: addressText(address6),
    GlobalIPv6PrefixLen: address6 === null ? 0 : lengthOf(address6),
    MacAddress: (made ? made.mac : asked) ?? '',
  }
}

const addressText = (prefix: IpPrefix | null): string => (prefix === null ? '' : addressOf(prefix))

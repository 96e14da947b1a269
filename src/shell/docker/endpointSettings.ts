/** What the client sends about one network of a container, from what the user asked (docker/cli container/opts.go, network/connect.go). */
import type { EndpointSettings } from '../../engine/state.js'
import type { EndpointRequest } from '../args/requests/common.js'

/** For `run` and `create` (container/opts.go parseNetworkAttachmentOpt): what was not asked for is not sent. */
export function settingsOf(endpoint: EndpointRequest): EndpointSettings {
  const { ip = '', ip6 = '', linkLocalIps, aliases, links, driverOpts, gwPriority } = endpoint
  const addressed = ip !== '' || ip6 !== '' || linkLocalIps.length > 0
  return {
    ipam: addressed ? { ipv4: ip, ipv6: ip6, linkLocal: linkLocalIps } : null,
    links: orNull(links),
    aliases: orNull(aliases),
    macAddress: endpoint.mac ?? null,
    driverOpts: orNull(driverOpts),
    gwPriority,
  }
}

/** For `network connect` (network/connect.go runConnect): empty lists are sent, except that of links. */
export const connectSettings = (endpoint: EndpointRequest): EndpointSettings => ({
  ipam: { ipv4: endpoint.ip ?? '', ipv6: endpoint.ip6 ?? '', linkLocal: endpoint.linkLocalIps },
  links: orNull(endpoint.links),
  aliases: endpoint.aliases,
  macAddress: endpoint.mac ?? null,
  driverOpts: endpoint.driverOpts,
  gwPriority: endpoint.gwPriority,
})

const orNull = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list)

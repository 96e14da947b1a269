/**
 * A network driver of your own: `wire`, a cable between two containers, without bridge and gateway. A driver describes
 * (`wire`) what it would have set up on a host; who reaches whom follows from that.
 */
import { mustParseIp, nothingJoined, nothingWired, type Driver } from 'cnm-sim'

export const wireDriver: Driver = {
  type: 'wire',
  scope: 'local',
  // its pools need no address for a gateway
  skipGateway: () => ({ ok: true, value: { ipv4: true, ipv6: true } }),
  createNetwork: ({ ipv4 }) =>
    ipv4 ? null : { code: 'wire-v4', class: 'invalidParameter', message: 'a wire carries IPv4' },
  createEndpoint: () => null,
  join: () => ({ ok: true, value: { ...nothingJoined, prefix: 'eth', disableGatewayService: true } }),
  wire: (network, endpoints, host) => {
    // the first two that have joined hold its ends; a third is plugged into nothing
    const ends = endpoints
      .filter(({ joined }) => joined !== null)
      .toSorted((a, b) => a.createdAt - b.createdAt)
      .slice(0, 2)
    const segment = `${host.id}/wire-${network.id.slice(0, 12)}`
    return {
      ...nothingWired,
      segments: [
        {
          id: segment,
          label: network.name,
          filteredAs: null,
          ports: ends.flatMap(({ joined, address4 }) =>
            joined ? [{ ...joined, addresses: addressesOf(address4), up: true }] : [],
          ),
        },
      ],
      plugs: endpoints.map((endpoint) => ({
        endpoint: endpoint.id,
        segment: ends.includes(endpoint) ? segment : null,
        mtu: 1500,
      })),
    }
  },
}

/** Without the length of the prefix. */
const addressesOf = (prefix: string | null) =>
  prefix === null ? [] : [mustParseIp(prefix.split('/')[0] ?? '')]

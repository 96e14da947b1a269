/**
 * What one overlay network is on a host: a network stack of its own with a bridge a subnet, and a VXLAN tunnel at each
 * bridge (moby v28.5.2 libnetwork/drivers/overlay/ov_network.go joinSandbox, initSubnetSandbox, setupSubnetSandbox;
 * joinleave.go Join). The host's own stack sees none of it, which is why a host cannot ping containers of its overlays.
 * Not modelled: IPv6, subnets that come up one by one with their first endpoint.
 */
import { addressOf, contains, lengthOf, prefixOf } from '../../addr/cidr.js'
import type { Interface, Namespace } from '../../dataplane/namespace.js'
import type { Segment, Tunnel } from '../../dataplane/segment.js'
import type { EndpointInfo, HostInfo, NetworkInfo, PoolInfo, Wiring } from '../api.js'
import { nothingWired } from '../api.js'
import { acceptedOptions } from './options.js'
import { mangleChains, secureRules } from './secureRules.js'
import { tunnelOf, vxlanSocket } from './tunnel.js'

/** One subnet of the network with what it is called on the host. */
export interface Subnet {
  readonly pool: PoolInfo
  readonly vni: number
  /** The bridge's broadcast domain, on this host only: the tunnel joins it with those of other hosts. */
  readonly segment: string
  /** In the network's own stack. */
  readonly bridge: string
}

/** Letters of the network's id in the names of devices (generateVxlanName, generateBridgeName). */
const ID_IN_DEVICE = 5
/**
 * And in the name of its stack (osl/namespace_linux.go GenerateKey of `1-ID`, cut to 12): `1-` counts how often the
 * stack was made since the daemon started, here always once.
 */
const ID_IN_NAMESPACE = 10

/** A VNI as device names have it: six hexadecimal digits. */
const hex = (vni: number): string => vni.toString(16).padStart(6, '0')

/**
 * Nothing before the first endpoint has joined: the stack is made then, and goes with the last one (leaveSandbox).
 * O(endpoints x subnets), and of the tunnels the peers of the cluster.
 */
export function wire(network: NetworkInfo, endpoints: readonly EndpointInfo[], host: HostInfo): Wiring {
  if (!endpoints.some((e) => e.joined)) return nothingWired
  const { vnis, mtu, encrypted } = acceptedOptions(network)
  const id = network.publicId.slice(0, ID_IN_DEVICE)
  const subnets = network.pools4.map((pool, i): Subnet => {
    const vni = vnis[i] ?? 0
    return { pool, vni, segment: `${host.id}/ov-${hex(vni)}-${id}`, bridge: `br${i}` }
  })
  const stack = `${host.id}/1-${network.publicId.slice(0, ID_IN_NAMESPACE)}`
  // an endpoint that fits no subnet is in none: join has refused it
  const subnetOf = ({ address4 }: EndpointInfo): Subnet | undefined =>
    address4 === null ? undefined : subnets.find((s) => contains(s.pool.subnet, addressOf(address4)))
  return {
    ...nothingWired,
    namespaces: [namespaceOf(stack, subnets, network, mtu)],
    segments: subnets.map((s) =>
      segmentOf(
        s,
        stack,
        endpoints.filter((e) => subnetOf(e) === s),
        tunnelOf(s, network, host, id, encrypted),
      ),
    ),
    // a host that has left its cluster keeps the stack, and its containers on it can talk to each other
    listeners: host.agent ? [vxlanSocket(host.agent, network)] : [],
    rules: host.agent && encrypted ? subnets.flatMap((s) => secureRules(s.vni, network, host)) : [],
    chains: host.agent && encrypted ? mangleChains(host.agent) : [],
    plugs: endpoints.map((e) => ({ endpoint: e.id, segment: subnetOf(e)?.segment ?? null, mtu })),
  }
}

/**
 * It answers for the gateways of the network's subnets, and has routes to them, but forwards nothing: recorded, nothing comes from
 * one subnet to another. (A new stack has the `ip_forward` of the machine's first one, which is off where the engine runs in a
 * stack of its own, as in the recordings.) No default route: nothing leaves the network.
 */
const namespaceOf = (
  id: string,
  subnets: readonly Subnet[],
  { name }: NetworkInfo,
  mtu: number,
): Namespace => ({
  id,
  label: id,
  interfaces: subnets.map(({ pool, segment, bridge }): Interface => ({
    name: bridge,
    mac: null,
    addresses: pool.gateway === null ? [] : [prefixOf(pool.gateway, lengthOf(pool.subnet))],
    segment,
    mtu,
    up: true,
    cause: { purpose: 'overlay-bridge', network: name },
  })),
  routes: subnets.map(({ pool, bridge }) => ({
    to: pool.subnet,
    via: null,
    device: bridge,
    src: pool.gateway,
    cause: { purpose: 'overlay-bridge', network: name },
  })),
  forwarding: false,
  rules4: null,
  rules6: null,
  listeners: [],
})

/** The bridge of one subnet. `virtual`: a load balancer's endpoint answers for its service's address as well. */
const segmentOf = (
  { pool, segment, bridge, vni }: Subnet,
  stack: string,
  endpoints: readonly EndpointInfo[],
  tunnel: Tunnel | undefined,
): Segment => ({
  id: segment,
  label: `ov-${hex(vni)}`,
  ports: [
    { namespace: stack, interface: bridge, addresses: pool.gateway === null ? [] : [pool.gateway], up: true },
    ...endpoints.flatMap(({ joined, address4, virtual }) =>
      joined && address4 !== null
        ? [{ ...joined, addresses: [addressOf(address4), ...virtual], up: true }]
        : [],
    ),
  ],
  filteredAs: null,
  ...(tunnel && { tunnel }),
})

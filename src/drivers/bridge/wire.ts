/**
 * What one bridge network is on a real host: the bridge device with the gateway's address, a port for every endpoint,
 * the rules, and docker-proxy for the published ports (moby v28.5.2 libnetwork/drivers/bridge/bridge_linux.go:
 * createNetwork, CreateEndpoint; addPortMappings). Not modelled: the host's ends of the veth pairs by name, hairpin
 * mode of their ports.
 */
import { addressOf, lengthOf, prefixOf } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import { familyOf, isUnspecified } from '../../addr/ip.js'
import type { Cause } from '../../dataplane/cause.js'
import type { Interface, Listener } from '../../dataplane/namespace.js'
import type { Port, Segment } from '../../dataplane/segment.js'
import type { EndpointInfo, HostInfo, NetworkInfo, PoolInfo, PortBinding, RuleFact, Wiring } from '../api.js'
import { nothingWired } from '../api.js'
import { baseChains, baseRules } from './chains.js'
import { endpointRules } from './endpointRules.js'
import { networkRules } from './networkRules.js'
import { acceptedOptions } from './options.js'
import type { BridgeOptions } from './options.js'

/**
 * Bytes, where no option says otherwise: Linux's default for a new device. The daemon's own `--mtu` is not modelled.
 */
const DEFAULT_MTU = 1500

/** What is there as soon as the engine runs, for both families. */
export const wireHost = (host: HostInfo): Wiring => ({
  ...nothingWired,
  chains: [...baseChains(4), ...baseChains(6)],
  rules: [...baseRules(4, host), ...baseRules(6, host)],
})

/**
 * All of it, put together of what the network and each endpoint add. These parts are the same objects for the same network and
 * endpoint, so that after one has changed the others are not described again. O(endpoints + bindings).
 */
export function wire(network: NetworkInfo, endpoints: readonly EndpointInfo[], host: HostInfo): Wiring {
  const own = ownPart(network, host)
  const ports = [own.port]
  const rules = [...own.rules]
  const listeners: Listener[] = []
  const plugs: EndpointPart['plug'][] = []
  for (const endpoint of endpoints) {
    const part = endpointPart(own, endpoint, host)
    if (part.port) ports.push(part.port)
    rules.push(...part.rules)
    listeners.push(...part.listeners)
    plugs.push(part.plug)
  }
  return {
    ...nothingWired,
    segments: [{ ...own.segment, ports }],
    // no route is described: the kernel makes the one to the subnet itself, from the bridge's address
    interfaces: [own.device],
    rules,
    listeners,
    plugs,
  }
}

/** What is there without any endpoint. */
interface OwnPart {
  readonly network: NetworkInfo
  readonly host: string
  readonly userlandProxy: boolean
  readonly mtu: number
  readonly segment: Omit<Segment, 'ports'>
  readonly port: Port
  readonly device: Interface
  readonly rules: readonly RuleFact[]
}
const ownParts = new WeakMap<NetworkInfo, OwnPart>()

function ownPart(network: NetworkInfo, host: HostInfo): OwnPart {
  const known = ownParts.get(network)
  const { id, userlandProxy } = host
  if (known?.host === id && known.userlandProxy === userlandProxy) return known
  const options = acceptedOptions(network)
  const { device } = options
  // named by host and device, so that another driver's network can find a bridge as its parent
  const segment = `${id}/${device}`
  const mtu = options.mtu || DEFAULT_MTU
  const [four] = network.pools4
  const [six] = network.pools6
  const addresses = gatewayAddresses(network, options)
  const part: OwnPart = {
    network,
    host: id,
    userlandProxy,
    mtu,
    segment: {
      id: segment,
      label: device,
      // the engine switches br_netfilter on when a network has icc off (setup_bridgenetfiltering.go). From then on it is
      // on for all bridges of the host, and stays on; but where icc is on, the rules accept whatever it would show them
      filteredAs: options.icc ? null : { namespace: id, device },
    },
    port: { namespace: id, interface: device, addresses: addresses.map(addressOf), up: true },
    device: bridgeDevice(network, device, addresses, segment, mtu),
    rules: [
      ...(network.ipv4 && four ? networkRules(network, 4, four.subnet, host) : []),
      ...(network.ipv6 && six ? networkRules(network, 6, six.subnet, host) : []),
    ],
  }
  ownParts.set(network, part)
  return part
}

/** What one endpoint adds. */
interface EndpointPart {
  readonly own: OwnPart
  readonly port: Port | null
  readonly rules: readonly RuleFact[]
  readonly listeners: readonly Listener[]
  readonly plug: Wiring['plugs'][number]
}
const endpointParts = new WeakMap<EndpointInfo, EndpointPart>()

function endpointPart(own: OwnPart, endpoint: EndpointInfo, host: HostInfo): EndpointPart {
  const known = endpointParts.get(endpoint)
  if (known?.own === own) return known
  const { network, mtu } = own
  const part: EndpointPart = {
    own,
    port: portOf(endpoint),
    rules: endpointRules(network, endpoint, host),
    listeners: host.userlandProxy ? endpoint.bindings.flatMap((b) => proxy(network, endpoint, b)) : [],
    // a bridge's own MTU follows its ports'; containers see the option's
    plug: { endpoint: endpoint.id, segment: own.segment.id, mtu },
  }
  endpointParts.set(endpoint, part)
  return part
}

/** null: it has joined no sandbox. */
function portOf({ joined, address4, address6, linkLocal }: EndpointInfo): Port | null {
  if (!joined) return null
  const addresses = [address4, address6, ...linkLocal].filter((p) => p !== null).map(addressOf)
  return { ...joined, addresses, up: true }
}

/**
 * The gateway's address on the bridge, unless the options keep it off (setup_ipv4_linux.go setupBridgeIPv4,
 * setup_ipv6_linux.go). An auxiliary gateway is somebody else's address, so the bridge keeps its own beside it.
 */
function gatewayAddresses({ pools4, pools6 }: NetworkInfo, options: BridgeOptions): readonly IpPrefix[] {
  const of = (pool: PoolInfo | undefined): readonly IpPrefix[] =>
    pool?.gateway ? [prefixOf(pool.gateway, lengthOf(pool.subnet))] : []
  return [
    ...(options.mode4 === 'isolated' || options.inhibit4 ? [] : of(pools4[0])),
    ...(options.mode6 === 'isolated' ? [] : of(pools6[0])),
  ]
}

/**
 * The host's end of the network. Its MAC address is left out: the engine makes one up at random, and nobody asks for
 * it.
 */
const bridgeDevice = (
  network: NetworkInfo,
  device: string,
  addresses: readonly IpPrefix[],
  segment: string,
  mtu: number,
): Interface => ({
  name: device,
  mac: null,
  addresses,
  segment,
  mtu,
  up: true,
  cause: { purpose: 'bridge-device', network: network.name },
})

/**
 * docker-proxy holds the host port of every binding, one process each, and relays what the packet filter has not
 * translated before: connections of the host to itself, of other networks' containers, and from IPv6 to IPv4.
 */
function proxy(network: NetworkInfo, endpoint: EndpointInfo, binding: PortBinding): readonly Listener[] {
  const { protocol, hostIp, hostPort, containerIp, containerPort } = binding
  if (hostPort === 0) return []
  const cause: Cause = { purpose: 'docker-proxy', network: network.name, endpoint: endpoint.name }
  // a socket of the wildcard is V6ONLY where it is IPv6 (bindTCPOrUDP), so each family has its own
  const any = isUnspecified(hostIp)
  return [
    {
      protocol,
      address: any ? null : hostIp,
      family: familyOf(hostIp),
      port: hostPort,
      owner: 'docker-proxy',
      frozen: false,
      relay: { address: containerIp, port: containerPort },
      cause,
    },
  ]
}

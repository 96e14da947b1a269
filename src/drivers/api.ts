/**
 * The contract of a network driver, shaped like libnetwork's driverapi (moby v28.5.2 libnetwork/driverapi), but pure: facts in,
 * facts or an error value out. A driver keeps no state; what it needs later it finds in what it is shown. It never says who
 * reaches whom: it describes (`wire`) what it would have set up on a real host, and the packet walk finds out.
 */
import type { Cidr, IpPrefix } from '../addr/cidr.js'
import type { Family, Ip } from '../addr/ip.js'
import type { Mac } from '../addr/mac.js'
import type { Result } from '../addr/result.js'
import type { Interface, Listener, Namespace, Route } from '../dataplane/namespace.js'
import type { Protocol } from '../dataplane/packet.js'
import type { Rule, TableName } from '../dataplane/rule.js'
import type { Port, Segment } from '../dataplane/segment.js'

/** The classes that libnetwork gives its errors (moby errdefs); the API turns them into HTTP status codes. */
export type ErrorClass =
  'notFound' | 'invalidParameter' | 'conflict' | 'forbidden' | 'unavailable' | 'notImplemented' | 'internal'

/** A refusal by a driver. `message` is what Docker prints; `code` names it for programs. */
export interface DriverError {
  readonly code: string
  readonly class: ErrorClass
  readonly message: string
}
/** A refusal as a value, which libnetwork hands on as it is. */
export const driverError = (errorClass: ErrorClass, code: string, message: string): DriverError => ({
  code,
  class: errorClass,
  message,
})

/** Options as the user gave them, in order; a list, since users choose the keys. Later ones win. */
export type Options = readonly (readonly [key: string, value: string])[]
/** undefined: not given. Keys are compared exactly. O(options). */
export function option(options: Options, key: string): string | undefined {
  // a loop: a callback that takes a pair apart costs ten times as much, and drivers ask for a dozen keys
  for (let i = options.length - 1; i >= 0; i--) if (options[i]?.[0] === key) return options[i]?.[1]
  return undefined
}

/** One address pool of a network. */
export interface PoolInfo {
  readonly subnet: Cidr
  /** The part that addresses are given from; null: the whole subnet. */
  readonly range: Cidr | null
  /** The gateway's address; null where the driver asked for none. */
  readonly gateway: Ip | null
  readonly auxiliary: readonly (readonly [name: string, address: Ip])[]
}

/** An engine's membership of a cluster, as drivers need it (libnetwork/agent.go). */
export interface AgentInfo {
  /** Hosts of one cluster share keys and networks. */
  readonly cluster: string
  readonly manager: boolean
  /** Its name among the cluster's agents: 12 hex digits. */
  readonly node: string
  /** Where other hosts find it. */
  readonly advertise: Ip
  /** Where tunnels to it end. */
  readonly dataPath: Ip
  /** The UDP port of tunnels. */
  readonly dataPathPort: number
  /** Whether the host's kernel can encrypt tunnels (xfrm with ESP). */
  readonly esp: boolean
}

/** An endpoint on another host, as gossip tells (libnetwork/agent.proto EndpointRecord, overlay.proto PeerRecord). */
export interface PeerEndpoint {
  readonly id: string
  readonly name: string
  readonly mac: Mac | null
  readonly address4: IpPrefix | null
  readonly address6: IpPrefix | null
  /** What resolvers find it by, the name that reverse look-ups answer first. */
  readonly names: readonly { readonly name: string; readonly kind: NameKind }[]
  /** When it joined, on the world's clock. */
  readonly joinedAt: number
  /** null: no task of a service. */
  readonly service: ServiceBinding | null
}
export type NameKind = 'container' | 'alias' | 'short-id' | 'hostname'

/** A published port that every host of the cluster leads to a task. */
export interface MeshPort {
  readonly protocol: Exclude<Protocol, 'icmp'>
  readonly published: number
  /** The program's. */
  readonly target: number
}

/** What an endpoint of a service's task tells about its service (libnetwork/agent.proto EndpointRecord). */
export interface ServiceBinding {
  readonly id: string
  readonly name: string
  /** The address that stands for all tasks on this network; null: each stands for itself (dnsrr). */
  readonly vip: Ip | null
  /** What the service's name and balancer go on to stand for until all its tasks were away at once; else as `vip`. */
  readonly bound: Ip | null
  readonly aliases: readonly string[]
  /** On the ingress network only. */
  readonly ports: readonly MeshPort[]
  /** It is about to stop: no new connections, and its own names are gone. */
  readonly disabled: boolean
}

/** A host that uses the same network of the cluster. */
export interface PeerHost {
  readonly host: string
  readonly node: string
  readonly advertise: Ip
  readonly dataPath: Ip
  /** When the host came to the network, or was heard again, on the world's clock. */
  readonly since: number
  readonly endpoints: readonly PeerEndpoint[]
}

/** A network as its driver is shown it, IPAM's answers included. Pools of a family that is off are empty. */
export interface NetworkInfo {
  /** The record's own; `publicId` is the one that users see, and the same on every host of a cluster. */
  readonly id: string
  readonly publicId: string
  readonly cluster: { readonly peers: readonly PeerHost[] } | null
  readonly name: string
  readonly options: Options
  readonly internal: boolean
  readonly ipv4: boolean
  readonly ipv6: boolean
  readonly pools4: readonly PoolInfo[]
  readonly pools6: readonly PoolInfo[]
  /** When it was created, on the world's own clock: decides the order of rules. */
  readonly createdAt: number
}

/** A request to publish a port (`-p`). Host port 0 to 0 lets the engine choose one. */
export interface PortRequest {
  readonly protocol: Protocol
  readonly containerPort: number
  /** null: every address of the host. */
  readonly hostIp: Ip | null
  readonly hostPort: number
  readonly hostPortEnd: number
}

/** A published port as it was set up. `hostPort` 0: reachable by routing only (gateway mode routed). */
export interface PortBinding {
  readonly protocol: Protocol
  readonly containerIp: Ip
  readonly containerPort: number
  readonly hostIp: Ip
  readonly hostPort: number
}

/** An endpoint as its driver is shown it: what was asked for (`publish`), and what was made of it (`bindings`). */
export interface EndpointInfo {
  readonly id: string
  readonly name: string
  readonly mac: Mac | null
  readonly address4: IpPrefix | null
  readonly address6: IpPrefix | null
  /** Further addresses that answer there: those that a load balancer stands in for. */
  readonly virtual: readonly Ip[]
  /** Addresses of 169.254.0.0/16 or fe80::/64 that the user asked for. */
  readonly linkLocal: readonly IpPrefix[]
  readonly options: Options
  readonly publish: readonly PortRequest[]
  readonly bindings: readonly PortBinding[]
  /** Set when it has joined a sandbox: the namespace and its interface there. */
  readonly joined: { readonly namespace: string; readonly interface: string } | null
  readonly createdAt: number
  /** When its ports were last set up. */
  readonly publishedAt: number
}

/** What a driver may know of the host it works on. Its fields are made when they are read, so a copy by spreading has none. */
export interface HostInfo {
  readonly id: string
  /** The host's own interfaces, without those that drivers describe. */
  readonly interfaces: readonly Interface[]
  /** null: the engine is in no cluster. */
  readonly agent: AgentInfo | null
  /** Whether docker-proxy serves published ports (daemon option userland-proxy, on by default). */
  readonly userlandProxy: boolean
  /** Names of further devices that drivers have made. Known when a network is created, empty otherwise. */
  readonly devices: readonly string[]
  /** The devices that joined endpoints have below interfaces of the host. */
  readonly children: readonly (ChildLink & { readonly mac: Mac | null })[]
  /** The other networks of this driver on this host. */
  readonly networks: readonly NetworkInfo[]
  readonly ports: PortUse
}

/** A device below an interface of the host (macvlan, ipvlan): the kernel minds what hangs there beside it. */
export interface ChildLink {
  readonly kind: string
  /** The interface's name on the host. */
  readonly parent: string
  readonly mode: string
}

/** Which host ports are taken, and where the search for the next ephemeral one goes on. */
export interface PortUse {
  /** Bindings of all endpoints of the host. */
  readonly bindings: readonly PortBinding[]
  /** Sockets of the host's other processes. */
  readonly listeners: readonly Listener[]
  readonly cursors: readonly PortCursor[]
}

/** The last port given from a range on an address: the next search starts behind it (libnetwork/portallocator). */
export interface PortCursor {
  readonly hostIp: Ip
  readonly protocol: Protocol
  readonly begin: number
  readonly end: number
  readonly last: number
}

/** What an endpoint brings into the sandbox that it joins (driverapi.JoinInfo). */
export interface JoinInfo {
  /** The interface's name in the sandbox: `prefix` and the lowest free number, unless the user fixed one. */
  readonly prefix: string
  readonly gateway4: Ip | null
  readonly gateway6: Ip | null
  readonly routes: readonly { readonly to: Cidr; readonly via: Ip | null }[]
  /** Never connect the sandbox to docker_gwbridge on this endpoint's account. */
  readonly disableGatewayService: boolean
  /** Set when the endpoint's device hangs below an interface of the host. */
  readonly child?: ChildLink
}

/** A rule with its place: appended (-A) or inserted at the top (-I) of its chain, at that time. */
export interface RuleFact {
  readonly family: Family
  readonly rule: Rule
  readonly at: number
  readonly insert: boolean
}

/** A chain that exists, even with no rule in it. `policy` null: a user's chain. */
export interface ChainFact {
  readonly family: Family
  readonly table: TableName
  readonly name: string
  readonly policy: 'accept' | 'drop' | null
}

/** What a driver would have set up on the host for one network and the endpoints on it. */
export interface Wiring {
  readonly segments: readonly Segment[]
  /** Network stacks of the driver's own, beside the host's: an overlay's, which holds its bridges. */
  readonly namespaces: readonly Namespace[]
  /** Ports on segments that are not the network's own: the LAN, another device's. One that nobody describes is made of them. */
  readonly ports: readonly { readonly segment: string; readonly port: Port }[]
  /** Devices in the host's own namespace: a bridge, a VXLAN. */
  readonly interfaces: readonly Interface[]
  readonly routes: readonly Route[]
  readonly chains: readonly ChainFact[]
  readonly rules: readonly RuleFact[]
  /** Processes that it starts on the host: docker-proxy. */
  readonly listeners: readonly Listener[]
  /** How each joined endpoint's interface is plugged in. */
  readonly plugs: readonly {
    readonly endpoint: string
    readonly segment: string | null
    readonly mtu: number
    /** Default: true. */
    readonly up?: boolean
    /** Where it is not the endpoint's own. */
    readonly mac?: Mac
  }[]
}
export const nothingWired: Wiring = {
  segments: [],
  namespaces: [],
  ports: [],
  interfaces: [],
  routes: [],
  chains: [],
  rules: [],
  listeners: [],
  plugs: [],
}

/** One answer for each family. */
export interface PerFamily<T> {
  readonly ipv4: T
  readonly ipv6: T
}

export interface Driver {
  /** The name that users give: `bridge`. */
  readonly type: string
  readonly scope: 'local' | 'global'
  /** Its networks reach over hosts: in a cluster, hosts tell each other who is on them (macvlan, overlay). Default: false. */
  readonly multihost?: boolean
  /** Networks of which this driver has at most one, which nobody creates or deletes (host, null). */
  readonly singleton?: boolean
  /** For which families no gateway address shall be reserved (driverapi.GwAllocChecker). Default: none. */
  readonly skipGateway?: (
    network: Pick<NetworkInfo, 'options' | 'internal'>,
  ) => Result<PerFamily<boolean>, DriverError>
  readonly createNetwork: (network: NetworkInfo, host: HostInfo) => DriverError | null
  readonly createEndpoint: (network: NetworkInfo, endpoint: EndpointInfo) => DriverError | null
  /** Whether endpoints have an interface of their own with a MAC and addresses. Default: true. */
  readonly addressed?: boolean
  /** Endpoints have the MAC address of a device of the host: none is made up for them. Default: false. */
  readonly sharesMac?: boolean
  /** The MAC address that the driver gives, where the user gives none. Default: a random one. */
  readonly makeMac?: (address4: IpPrefix | null) => Mac | null
  /** `host` is made when it is asked for: most drivers need nothing of it, and joins are many. */
  readonly join: (
    network: NetworkInfo,
    endpoint: EndpointInfo,
    host: () => HostInfo,
  ) => Result<JoinInfo, DriverError>
  /**
   * Set up the published ports of an endpoint that has become its sandbox's gateway
   * (driverapi.ExtConner.ProgramExternalConnectivity). `proxy6to4`: an endpoint without IPv6 may be served on the host's
   * IPv6 addresses too, as no other endpoint of the sandbox is its IPv6 gateway. The endpoint's own old bindings are
   * already gone from `host.ports`. Absent: the driver publishes nothing.
   */
  readonly publish?: (
    network: NetworkInfo,
    endpoint: EndpointInfo,
    proxy6to4: boolean,
    host: HostInfo,
  ) => Result<
    { readonly bindings: readonly PortBinding[]; readonly cursors: readonly PortCursor[] },
    DriverError
  >
  /** What the driver sets up when it is registered, before there is any network. */
  readonly wireHost?: (host: HostInfo) => Wiring
  readonly wire: (network: NetworkInfo, endpoints: readonly EndpointInfo[], host: HostInfo) => Wiring
}

/** An endpoint that brings nothing but its name into the sandbox. */
export const nothingJoined: JoinInfo = {
  prefix: '',
  gateway4: null,
  gateway6: null,
  routes: [],
  disableGatewayService: false,
}

/** The refusal of a second network by drivers that have one only. */
export const onlyOne = (type: string, networks: readonly NetworkInfo[]): DriverError | null =>
  networks.length === 0
    ? null
    : driverError('forbidden', 'only-one-instance', `only one instance of "${type}" network is allowed`)

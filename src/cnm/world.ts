/**
 * The state of everything: one plain immutable value that survives JSON. Records are indexed by ids that the world makes
 * itself, never by names that users give. Not modelled: time (there is a step counter), CPU, memory, disks.
 */
import type { Cidr, IpPrefix } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import type { Mac } from '../addr/mac.js'
import type { Cause } from '../dataplane/cause.js'
import type { Interface, Listener, Route } from '../dataplane/namespace.js'
import type { Protocol } from '../dataplane/packet.js'
import type { ExtraHost } from '../dns/hostsFile.js'
import type { Zone } from '../dns/zone.js'
import type {
  AgentInfo,
  JoinInfo,
  NameKind,
  Options,
  PeerHost,
  PoolInfo,
  PortBinding,
  PortCursor,
  PortRequest,
  ServiceBinding,
} from '../drivers/api.js'
import type { AddressSpace } from '../ipam/addressSpace.js'
import { frozen } from '../store/frozen.js'
import { emptyTable } from '../store/table.js'
import type { Table } from '../store/table.js'
import { emptyTrie } from '../store/trie.js'
import type { Trie } from '../store/trie.js'

/** Ids. A host's is chosen by the user (`h1`), the others are made by the world (`identity.ts`). */
export type HostId = string
export type NetworkId = string
export type EndpointId = string
export type SandboxId = string

/**
 * A world: hosts with their networks, endpoints and sandboxes. Never changed: every verb gives another one, which
 * shares with this one what is the same in both.
 */
export interface World {
  /** Steps made so far: the only source of ids, MAC addresses, times and of the order of rules. */
  readonly clock: number
  /** See lookup.ts for how things are found. */
  readonly hosts: Trie<Host>
  /** LANs between machines, by id. */
  readonly lans: Readonly<Record<string, Lan>>
  /** In groups by host. */
  readonly networks: Table<Network>
  /** In groups by network. */
  readonly endpoints: Table<Endpoint>
  /** In groups by host; the name is the container id. */
  readonly sandboxes: Table<Sandbox>
}

/** A machine. One with an engine can have networks; others are routers and neighbours on the LAN. */
export interface Host {
  readonly id: HostId
  /** Its place among the hosts, from 0: part of what ids are made of. */
  readonly index: number
  readonly hasEngine: boolean
  readonly interfaces: readonly Interface[]
  readonly routes: readonly Route[]
  readonly forwarding: boolean
  /** Processes of the machine itself that listen. */
  readonly listeners: readonly Listener[]
  readonly nameservers: readonly Ip[]
  /** What its DNS server knows; null: it runs none. */
  readonly zone: Zone | null
  readonly userlandProxy: boolean
  /** Address space LocalDefault: the pools of this engine's local networks. */
  readonly ipam: AddressSpace
  readonly portCursors: readonly PortCursor[]
  /** Set while the engine is a member of a cluster (libnetwork/agent.go nwAgent). */
  readonly agent: AgentInfo | null
  /** Members of its cluster that it has not heard for so long that it took them for gone. */
  readonly lost: readonly HostId[]
  /** Whether its kernel has IPsec's ESP: without it, encrypted overlays carry nothing to other hosts. */
  readonly esp: boolean
  /** When the routing mesh first had a port here; null: never yet. */
  readonly meshSince: number | null
  /** What its own firewall drops. */
  readonly blocked: readonly Blocked[]
}

/** Packets that come in for a port; null: all of the protocol. */
export interface Blocked {
  readonly protocol: Protocol
  readonly port: number | null
}

/** A physical broadcast domain. Whoever has an interface with its id as segment is on it. */
export interface Lan {
  readonly id: string
}

/** What the user asked of IPAM for one subnet. */
export interface IpamConfig {
  readonly subnet: Cidr | null
  readonly range: Cidr | null
  readonly gateway: Ip | null
  readonly auxiliary: readonly (readonly [name: string, address: Ip])[]
}

/** Of a network of a cluster: what one host knows of it. */
export interface ClusterNetwork {
  /** Addresses come from the cluster (overlay), not from this host's own pools (a macvlan of swarm scope). */
  readonly addressed: boolean
  /** The other hosts that use the network, as the cluster's gossip told this one (libnetwork/networkdb). */
  readonly peers: readonly PeerHost[]
}

/** A network on one host, as libnetwork's Network: what the user asked for, and what IPAM has given it. */
export interface Network {
  /** The record's. Of a network of a cluster it starts with the public id, and differs from host to host. */
  readonly id: NetworkId
  /** The id that users see: for a network of a cluster the same on every host. */
  readonly publicId: string
  /** null: the host's own network, which no other host has. */
  readonly cluster: ClusterNetwork | null
  readonly host: HostId
  readonly name: string
  readonly driver: string
  readonly scope: string
  readonly createdAt: number
  readonly ipv4: boolean
  readonly ipv6: boolean
  readonly internal: boolean
  readonly attachable: boolean
  readonly ingress: boolean
  /** Not a network but a template for others, which name it as `configFrom`. */
  readonly configOnly: boolean
  readonly configFrom: string
  readonly options: Options
  readonly labels: Options
  readonly ipamDriver: string
  /** null: none were sent, which inspect shows; docker's own client sends an empty list. */
  readonly ipamOptions: Options | null
  /** As the user gave it. */
  readonly ipamConfig4: readonly IpamConfig[]
  readonly ipamConfig6: readonly IpamConfig[]
  /** As it was allocated. */
  readonly pools4: readonly PoolInfo[]
  readonly pools6: readonly PoolInfo[]
  /** Names that its resolvers go on with though nobody bears them; absent: none. */
  readonly leaked?: readonly LeakedName[]
}

/** What a rename left behind: it shows when the endpoint that had the name is gone. */
export interface LeakedName {
  readonly name: EndpointName
  readonly endpoint: Pick<Endpoint, 'id' | 'name' | 'address4' | 'address6'>
}

/** A name under which an endpoint is found by the resolvers of its network. */
export interface EndpointName {
  readonly name: string
  readonly kind: NameKind
}

/**
 * A sandbox's place on a network, as libnetwork's Endpoint: its addresses from its creation on, its interface only
 * while it is in a sandbox. Lives on one network, and in one sandbox at a time.
 */
export interface Endpoint {
  readonly id: EndpointId
  readonly network: NetworkId
  readonly name: string
  readonly createdAt: number
  readonly mac: Mac | null
  readonly address4: IpPrefix | null
  readonly address6: IpPrefix | null
  readonly linkLocal: readonly IpPrefix[]
  readonly options: Options
  /** The first one is what reverse look-ups answer. None: the endpoint has no name in the resolvers. */
  readonly names: readonly EndpointName[]
  /** Other hosts of the cluster hear of it without its names (what a rename that failed leaves). */
  readonly untold?: boolean
  /** Names of others that only this endpoint's own sandbox may use on this network (`--link`). */
  readonly links: readonly { readonly alias: string; readonly target: string }[]
  /** Ports that inspect lists even where nothing is published. */
  readonly exposed: readonly { readonly protocol: Protocol; readonly port: number }[]
  /** Whether joining it gives the sandbox an embedded resolver. */
  readonly resolution: boolean
  /** Higher wins when the sandbox chooses its gateway. */
  readonly priority: number
  /** The sandbox that it has joined. */
  readonly sandbox: SandboxId | null
  /** On the world's clock: decides the order of interfaces in the sandbox, and of names in the resolvers. */
  readonly joinedAt: number
  /** What the driver said at the join; null before it. */
  readonly joinInfo: JoinInfo | null
  /** The interface's name in the sandbox; '' for an endpoint without interface. */
  readonly interface: string
  /** The ports that are published on it; none unless it is its sandbox's gateway. */
  readonly bindings: readonly PortBinding[]
  readonly publishedAt: number
  /** Set when it belongs to a task of a service. */
  readonly service: ServiceBinding | null
}

/** One network stack, with what its processes see of names. */
export interface Sandbox {
  readonly id: SandboxId
  readonly host: HostId
  /** Whose it is: the id that the caller gave. At most one sandbox a container id. */
  readonly containerId: string
  /** What people call it. */
  readonly label: string
  readonly createdAt: number
  /** True: it is the host's own namespace (driver host). */
  readonly useHost: boolean
  /** Best gateway first (libnetwork/sandbox.go Less). */
  readonly endpoints: readonly EndpointId[]
  readonly listeners: readonly Listener[]
  readonly hostname: string
  readonly domainname: string
  /** Further names in /etc/hosts: --add-host, legacy links. */
  readonly extraHosts: readonly ExtraHost[]
  /** The ports to publish on whichever endpoint is the gateway. */
  readonly publish: readonly PortRequest[]
  /** The ports that an endpoint on the gateway network shows, published or not. */
  readonly exposed: Endpoint['exposed']
  /** A container's; or the sandbox of a network's load balancer, of which the ingress network's alone leads out. */
  readonly purpose: 'container' | 'load-balancer' | 'ingress'
  readonly dns: DnsConfig
  /** True once it has joined a network with name resolution; never false again. */
  readonly resolver: boolean
  /**
   * Of a stack that outlived its sandbox: whose hosts file and resolv.conf its processes go on reading, and whether that
   * one had a resolver. null: its own.
   */
  readonly filesOf: { readonly containerId: string; readonly resolver: boolean } | null
}

/** What the user said about name resolution. */
export interface DnsConfig {
  readonly servers: readonly Ip[]
  readonly search: readonly string[]
  readonly options: readonly string[]
}
export const noDns: DnsConfig = frozen({ servers: [], search: [], options: [] })

export const emptyWorld: World = {
  clock: 1,
  hosts: emptyTrie(),
  lans: {},
  networks: emptyTable(),
  endpoints: emptyTable(),
  sandboxes: emptyTable(),
}

/** What most lists of most records are, one for all of them: an empty list of its own takes 32 bytes. */
export const NONE: readonly never[] = Object.freeze([])

/** The list, frozen with all its parts, or that one where it is empty. */
export const orNone = <T>(list: readonly T[] | undefined): readonly T[] =>
  list?.length ? frozen(list) : NONE

/** The signature of facts that are the machine's own. */
export const machineCause: Cause = { purpose: 'machine' }

/**
 * The state of a cluster, as its managers keep it (moby/swarmkit api/objects.proto). One value for all managers. Not modelled:
 * Raft's own time and elections, certificates, secrets and configs.
 */
import type { Cidr, IpPrefix } from '../../addr/cidr.js'
import type { Ip } from '../../addr/ip.js'
import type { HostId, IpamConfig } from '../../cnm/world.js'
import type { Options, PoolInfo } from '../../drivers/api.js'
import type { AddressSpace } from '../../ipam/addressSpace.js'
import type { NextPorts } from '../service/ports.js'
import type { Services } from '../service/state.js'
import type { Belief } from './belief.js'
import type { SwarmSettings } from './settings.js'

/** 25 letters and digits each (swarmkit identity.NewID). */
export type SwarmId = string
export type NodeId = string
export type SwarmNetworkId = string
export type TaskId = string

/** One cluster; there may be several, of different hosts. */
export interface Swarm {
  readonly id: SwarmId
  readonly createdAt: number
  /** The digest of its certificate authority, 50 letters and digits: the third part of a join token. */
  readonly digest: string
  /** The secrets by role: the last part of a join token. */
  readonly secrets: { readonly worker: string; readonly manager: string }
  readonly settings: SwarmSettings
  /** What locked managers are unlocked with; null: they are not locked. */
  readonly unlockKey: string | null
  /** Pools for networks without --subnet; empty: 10.0.0.0/8. */
  readonly pools: readonly Cidr[]
  /** Bits: the length of those networks. */
  readonly subnetSize: number
  /** UDP port of the tunnels between nodes. */
  readonly dataPathPort: number
  /** The one IPAM of the cluster. */
  readonly ipam: AddressSpace
  /** The VXLAN id given last. */
  readonly lastVni: number
  /** Of the published ports that the swarm chooses, those it gives next. */
  readonly nextPorts: NextPorts
  /** Oldest first. */
  readonly nodes: readonly SwarmNode[]
  readonly networks: readonly SwarmNetwork[]
  readonly attachments: readonly AttachmentTask[]
  readonly services: Services
  /** Members that do not hear each other, or just did not; all other pairs do. */
  readonly gossip: readonly Hearing[]
}

export interface Hearing {
  readonly listener: HostId
  readonly speaker: HostId
  readonly belief: Belief
}

export type NodeRole = 'manager' | 'worker'
/** May it get tasks? `pause`: no new ones; `drain`: none at all. */
export type NodeAvailability = 'active' | 'pause' | 'drain'

/** A host in the cluster; a host that leaves and comes back is another node. */
export interface SwarmNode {
  readonly id: NodeId
  readonly host: HostId
  readonly joinedAt: number
  readonly role: NodeRole
  /** Of the managers, one. Nothing depends on it but what lists show. */
  readonly leader: boolean
  readonly availability: NodeAvailability
  readonly labels: Options
  /** Where managers are reached and gossip goes, with the manager's port. */
  readonly address: Ip
  readonly port: number
  /** It has left, and stays on the list as Down until `node rm`. */
  readonly left: boolean
  /** It was taken off the list while its engine still thinks itself a member. */
  readonly removed: boolean
  /**
   * Of a manager that others have made a new cluster without (`--force-new-cluster`): since when, in seconds of passed time. It
   * is listed, and its own engine waits for the old majority.
   */
  readonly outvotedAt: number | null
  /** Whether the managers hear its heartbeats; where they do not, it is Down. */
  readonly heard: Belief
  /** Of a manager: whether it knows a leader that a majority follows. */
  readonly led: Belief
  /** The address of its load balancer on each network that it has tasks on. */
  readonly balancers: readonly { readonly network: SwarmNetworkId; readonly address: IpPrefix }[]
}

/** A network of the cluster. Hosts have it only while they use it. */
export interface SwarmNetwork {
  readonly id: SwarmNetworkId
  readonly name: string
  readonly createdAt: number
  /** As it was asked for. */
  readonly driver: string
  readonly ipv4: boolean
  readonly ipv6: boolean
  readonly internal: boolean
  readonly attachable: boolean
  readonly ingress: boolean
  readonly configFrom: string
  readonly options: Options
  readonly labels: Options
  readonly ipamDriver: string
  readonly ipamOptions: Options
  readonly ipam: readonly IpamConfig[]
  /** What the manager's allocator gave; null: nothing yet, so nobody can be on it. */
  readonly allocated: SwarmAllocation | null
}

/** What `docker network inspect` shows of a network that no host has yet. */
export interface SwarmAllocation {
  /** null: of a driver of local scope, where every host has its own. */
  readonly pools: readonly ClusterPool[] | null
  /** Those that were asked for, and the VXLAN ids. */
  readonly options: Options
}

/** One subnet, with the gateway that all hosts share. */
export interface ClusterPool extends PoolInfo {
  /** The address that was last given without being asked for: the next one comes after it. */
  readonly last: Ip | null
}

/** A container's stay on a network of the cluster, which managers know as a task. */
export interface AttachmentTask {
  readonly id: TaskId
  readonly node: NodeId
  readonly network: SwarmNetworkId
  /** The container's id. */
  readonly container: string
  /** null on networks whose addresses hosts give themselves. */
  readonly address: IpPrefix | null
}

/** What `docker swarm …` and `docker node …` ask of an engine. */
import type { KeyValue, OtherFlag } from './common.js'

/** Whether a node takes tasks. */
export type Availability = 'active' | 'pause' | 'drain'

/** `docker swarm init`; the defaults of addresses and sizes are filled in. */
export interface SwarmInitRequest {
  readonly command: 'swarm init'
  /** `ip`, `interface`, either with a port, or ``. */
  readonly advertiseAddr: string
  /** Host and port. */
  readonly listenAddr: string
  readonly dataPathAddr: string
  /** 0 for the default, 4789. */
  readonly dataPathPort: number
  /** In CIDR notation, host bits cleared. */
  readonly defaultAddrPools: readonly string[]
  /** Bits; 24 where nothing was said. */
  readonly defaultAddrPoolMaskLength: number
  readonly forceNewCluster: boolean
  readonly autolock: boolean
  readonly availability?: Availability
  readonly otherFlags: readonly OtherFlag[]
}

export interface SwarmJoinRequest {
  readonly command: 'swarm join'
  /** Host and port of a manager, as written. */
  readonly remote: string
  readonly token: string
  readonly advertiseAddr: string
  readonly listenAddr: string
  readonly dataPathAddr: string
  readonly availability?: Availability
}

export interface SwarmJoinTokenRequest {
  readonly command: 'swarm join-token'
  readonly role: 'worker' | 'manager'
  readonly rotate: boolean
  readonly quiet: boolean
}

export interface SwarmLeaveRequest {
  readonly command: 'swarm leave'
  readonly force: boolean
}

/** `docker swarm update`: of its flags none is modelled. */
export interface SwarmUpdateRequest {
  readonly command: 'swarm update'
  readonly otherFlags: readonly OtherFlag[]
}

/** Without `--rotate` it prints the certificate; its flags are then an error that comes after the engine's. */
export interface SwarmCaRequest {
  readonly command: 'swarm ca'
  readonly rotate: boolean
  readonly detach: boolean
  readonly quiet: boolean
  readonly otherFlags: readonly OtherFlag[]
}

export interface SwarmUnlockKeyRequest {
  readonly command: 'swarm unlock-key'
  readonly rotate: boolean
  readonly quiet: boolean
}

export interface SwarmUnlockRequest {
  readonly command: 'swarm unlock'
}

export interface NodeListRequest {
  readonly command: 'node ls'
  readonly filters: readonly KeyValue[]
  readonly format: string
  readonly quiet: boolean
}

export interface NodeInspectRequest {
  readonly command: 'node inspect'
  /** Names, ids or `self`. */
  readonly nodes: readonly string[]
  readonly format: string
  readonly pretty: boolean
}

export interface NodeRemoveRequest {
  readonly command: 'node rm'
  readonly nodes: readonly string[]
  readonly force: boolean
}

/** The client looks the node up before it looks at role and availability. */
export interface NodeUpdateRequest {
  readonly command: 'node update'
  readonly node: string
  readonly role?: string
  readonly availability?: string
  readonly addLabels: readonly string[]
  readonly removeLabels: readonly string[]
}

export interface NodeRoleRequest {
  readonly command: 'node promote' | 'node demote'
  readonly nodes: readonly string[]
}

export interface NodePsRequest {
  readonly command: 'node ps'
  /** Empty for the node itself. */
  readonly nodes: readonly string[]
  readonly filters: readonly KeyValue[]
  readonly format: string
  readonly noResolve: boolean
  readonly noTrunc: boolean
  readonly quiet: boolean
}

/** By `command`. */
export type SwarmRequest =
  | SwarmInitRequest
  | SwarmJoinRequest
  | SwarmJoinTokenRequest
  | SwarmLeaveRequest
  | SwarmUpdateRequest
  | SwarmCaRequest
  | SwarmUnlockKeyRequest
  | SwarmUnlockRequest
  | NodeListRequest
  | NodeInspectRequest
  | NodeRemoveRequest
  | NodeUpdateRequest
  | NodeRoleRequest
  | NodePsRequest

/** What `docker network …` asks of an engine. */
import type { EndpointRequest, KeyValue } from './common.js'

/** One subnet with what belongs to it; everything but the subnet may be absent. */
export interface IpamConfig {
  /** In CIDR notation, as written. */
  readonly subnet: string
  readonly ipRange?: string
  readonly gateway?: string
  /** Name and address. */
  readonly auxAddresses: readonly KeyValue[]
}

/** Driver options, IPAM options and labels as maps: a later value of a key has replaced an earlier one. */
export interface NetworkCreateRequest {
  readonly command: 'network create'
  readonly name: string
  readonly driver: string
  readonly driverOpts: readonly KeyValue[]
  readonly labels: readonly KeyValue[]
  readonly internal: boolean
  readonly attachable: boolean
  readonly ingress: boolean
  /** Absent when the flag was not given: the engine's own default holds. */
  readonly enableIpv4?: boolean
  readonly enableIpv6?: boolean
  /** `` when not given. */
  readonly scope: string
  readonly configOnly: boolean
  /** The name of a configuration network; absent: none. */
  readonly configFrom?: string
  readonly ipam: {
    readonly driver: string
    readonly configs: readonly IpamConfig[]
    readonly options: readonly KeyValue[]
  }
}

export interface NetworkListRequest {
  readonly command: 'network ls'
  readonly filters: readonly KeyValue[]
  readonly format: string
  readonly noTrunc: boolean
  readonly quiet: boolean
}

export interface NetworkInspectRequest {
  readonly command: 'network inspect'
  readonly names: readonly string[]
  readonly format: string
  readonly verbose: boolean
}

/** The network is `endpoint.network`, a name or an id. */
export interface NetworkConnectRequest {
  readonly command: 'network connect'
  readonly container: string
  readonly endpoint: EndpointRequest
}

/** `force`: also off a network, or as a container, that is not there. */
export interface NetworkDisconnectRequest {
  readonly command: 'network disconnect'
  readonly network: string
  readonly container: string
  readonly force: boolean
}

/** `force`: one that is not there is no error. */
export interface NetworkRemoveRequest {
  readonly command: 'network rm'
  readonly names: readonly string[]
  readonly force: boolean
}

export interface NetworkPruneRequest {
  readonly command: 'network prune'
  readonly filters: readonly KeyValue[]
  /** Without it the client asks, and takes the end of its input for a no. */
  readonly force: boolean
}

/** By `command`. */
export type NetworkRequest =
  | NetworkCreateRequest
  | NetworkListRequest
  | NetworkInspectRequest
  | NetworkConnectRequest
  | NetworkDisconnectRequest
  | NetworkRemoveRequest
  | NetworkPruneRequest

/** What `docker service …` asks of a manager. */
import type { EndpointRequest, KeyValue, OtherFlag, Protocol } from './common.js'

/** One published port; ranges have been taken apart. */
export interface ServicePort {
  readonly targetPort: number
  /** 0 for a port of the swarm's choice. */
  readonly publishedPort: number
  readonly protocol: Protocol
  readonly publishMode: 'ingress' | 'host'
}

/** The parser takes all four, as the client does; jobs are not modelled further down. */
export type ServiceMode = 'replicated' | 'global' | 'replicated-job' | 'global-job'

/** `docker service create`. Flags without a field (resources, restarts, updates) are in `otherFlags`. */
export interface ServiceCreateRequest {
  readonly command: 'service create'
  /** `` for a name of the swarm's choice. */
  readonly name: string
  readonly image: string
  readonly args: readonly string[]
  readonly mode: ServiceMode
  /** Absent for the default, 1. */
  readonly replicas?: number
  /** `vip` or `dnsrr`; anything else is for the engine to refuse. */
  readonly endpointMode: string
  /** Of an attachment the client hands on name, aliases and driver options only. */
  readonly networks: readonly EndpointRequest[]
  readonly ports: readonly ServicePort[]
  readonly constraints: readonly string[]
  readonly hostname: string
  readonly env: readonly string[]
  readonly labels: readonly KeyValue[]
  readonly containerLabels: readonly KeyValue[]
  readonly dns: readonly string[]
  readonly dnsSearch: readonly string[]
  readonly dnsOptions: readonly string[]
  /** `name:ip`. */
  readonly hosts: readonly string[]
  readonly detach: boolean
  readonly quiet: boolean
  readonly otherFlags: readonly OtherFlag[]
}

/** `docker service update`: absent, false and empty all mean that nothing changes. */
export interface ServiceUpdateRequest {
  readonly command: 'service update'
  readonly service: string
  readonly image?: string
  readonly replicas?: number
  readonly endpointMode?: string
  readonly force: boolean
  readonly rollback: boolean
  readonly addNetworks: readonly EndpointRequest[]
  readonly removeNetworks: readonly string[]
  readonly addPorts: readonly ServicePort[]
  /** By target port, protocol and mode; the published port does not count. */
  readonly removePorts: readonly ServicePort[]
  readonly detach: boolean
  readonly quiet: boolean
  readonly otherFlags: readonly OtherFlag[]
}

export interface ServiceRollbackRequest {
  readonly command: 'service rollback'
  readonly service: string
  readonly detach: boolean
  readonly quiet: boolean
}

export interface ServiceListRequest {
  readonly command: 'service ls'
  readonly filters: readonly KeyValue[]
  readonly format: string
  readonly quiet: boolean
}

export interface ServicePsRequest {
  readonly command: 'service ps'
  readonly services: readonly string[]
  readonly filters: readonly KeyValue[]
  readonly format: string
  readonly noResolve: boolean
  readonly noTrunc: boolean
  readonly quiet: boolean
}

export interface ServiceInspectRequest {
  readonly command: 'service inspect'
  readonly services: readonly string[]
  readonly format: string
  readonly pretty: boolean
}

/** The client scales one service after the other, says so for each, and goes on after an error. */
export interface ServiceScaleRequest {
  readonly command: 'service scale'
  /** The number as written: it is read when the service's turn comes (`web: invalid replicas value x: …`). */
  readonly targets: readonly { readonly service: string; readonly replicas: string }[]
  readonly detach: boolean
}

export interface ServiceRemoveRequest {
  readonly command: 'service rm'
  readonly services: readonly string[]
}

/** A service or the id of one task. */
export interface ServiceLogsRequest {
  readonly command: 'service logs'
  readonly service: string
  readonly otherFlags: readonly OtherFlag[]
}

/** By `command`. */
export type ServiceRequest =
  | ServiceCreateRequest
  | ServiceUpdateRequest
  | ServiceRollbackRequest
  | ServiceListRequest
  | ServicePsRequest
  | ServiceInspectRequest
  | ServiceScaleRequest
  | ServiceRemoveRequest
  | ServiceLogsRequest

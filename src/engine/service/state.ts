/**
 * Services and their tasks, as the swarm's managers keep them (swarmkit api/objects.proto). A task is one try to run one
 * container; a slot that is filled again gets a new task. Not modelled: jobs, resources, secrets, configs, health checks,
 * placement preferences, update delays.
 */
import type { Ip } from '../../addr/ip.js'
import type { IpPrefix } from '../../addr/cidr.js'
import type { HostId } from '../../cnm/world.js'
import type { Protocol } from '../../dataplane/packet.js'
import type { Options } from '../../drivers/api.js'

/** 25 characters, as the swarm's own ids are. */
export type ServiceId = string
export type TaskId = string

/** One `-p` of a service. */
export interface ServicePort {
  readonly protocol: Exclude<Protocol, 'icmp'>
  readonly targetPort: number
  /** 0 in a spec: the swarm chooses one. */
  readonly publishedPort: number
  /** `ingress`: on every node, through the routing mesh; `host`: on the nodes that run a task. */
  readonly publishMode: 'ingress' | 'host'
}

export interface ServiceNetwork {
  /** The network's id, as users see it. */
  readonly target: string
  readonly aliases: readonly string[]
  readonly driverOpts: Options
}

/** What every task of a service is made of (swarmkit TaskSpec). A change of it makes an update replace the tasks. */
export interface TaskSpec {
  readonly image: string
  readonly args: readonly string[]
  readonly hostname: string
  readonly env: readonly string[]
  readonly labels: Options
  readonly dns: readonly Ip[]
  readonly dnsSearch: readonly string[]
  readonly dnsOptions: readonly string[]
  /** `name:address`. */
  readonly hosts: readonly string[]
  readonly constraints: readonly string[]
  readonly networks: readonly ServiceNetwork[]
  /** Counts `update --force`. */
  readonly forced: number
}

/** `global`: one task on every node that suits, however many there are. */
export type ServiceMode =
  { readonly kind: 'replicated'; readonly replicas: number } | { readonly kind: 'global' }

/** What a user wants of a service; all of it can be updated but the name and the kind of the mode. */
export interface ServiceSpec {
  readonly name: string
  readonly labels: Options
  readonly mode: ServiceMode
  /** What its name is in DNS: one virtual address, balanced by IPVS, or the addresses of its tasks. */
  readonly endpointMode: 'vip' | 'dnsrr'
  readonly ports: readonly ServicePort[]
  readonly task: TaskSpec
}

/** An address that stands for the whole service on one network. */
export interface VirtualAddress {
  readonly network: string
  /** null: the network's addresses are not the cluster's to give. */
  readonly address: IpPrefix | null
}

/** An address that a task has of the cluster. */
export interface TaskAddress {
  readonly network: string
  readonly address: IpPrefix
}

/** As `docker service inspect` shows it; times are steps of the clock. */
export interface UpdateStatus {
  readonly state: 'updating' | 'completed' | 'rollback_started' | 'rollback_completed'
  readonly startedAt: number
  readonly completedAt: number | null
}

/** A service as the managers know it: what was wanted, and what was given for it. */
export interface Service {
  readonly id: ServiceId
  readonly spec: ServiceSpec
  /** What `--rollback` goes back to. */
  readonly previousSpec: ServiceSpec | null
  readonly createdAt: number
  readonly updatedAt: number
  /** With the swarm's choice where the spec left it open. */
  readonly ports: readonly ServicePort[]
  /** One for each network, the ingress network first, in mode `vip`. */
  readonly addresses: readonly VirtualAddress[]
  readonly update: UpdateStatus | null
}

/** As far as a task gets here, in this order (swarmkit api/types.proto TaskState). */
export type TaskState = 'pending' | 'ready' | 'running' | 'complete' | 'shutdown' | 'failed' | 'orphaned'

/** Where the managers want a task. `ready`: prepared, until the one that it replaces has stopped. */
export type DesiredState = 'ready' | 'running' | 'shutdown' | 'remove'

/** One try to run one container. It is never started twice: what goes on after its end is another task. */
export interface Task {
  readonly id: TaskId
  readonly service: ServiceId
  /** From 1; 0 for a global service, which has one task a node. */
  readonly slot: number
  /** The swarm's id of the node; null while no node suits. */
  readonly node: string | null
  readonly spec: TaskSpec
  readonly ports: readonly ServicePort[]
  readonly state: TaskState
  readonly desired: DesiredState
  /** Why it is where it is, when that is no good. */
  readonly error: string
  readonly createdAt: number
  /** When `state` was reached, in seconds of passed time: commands take no time, so ages are those of waits. */
  readonly changedAt: number
  /** When the next state is reached by itself, in seconds of passed time; null: something else has to happen first. */
  readonly due: number | null
  /** Passed time before which it does not start; null: at once. */
  readonly notBefore: number | null
  /** The task that has to stop before this one starts. */
  readonly after: TaskId | null
  readonly addresses: readonly TaskAddress[]
  readonly container: { readonly host: HostId; readonly id: string } | null
}

/** In the order in which they were made. */
export interface Services {
  readonly services: readonly Service[]
  readonly tasks: readonly Task[]
}

export const noServices: Services = { services: [], tasks: [] }

/**
 * Services and their tasks, as the swarm's managers keep them (swarmkit api/objects.proto). A task is one try to run one
 * container; a slot that is filled again gets a new task. Not modelled: resources, secrets, configs, health checks, placement
 * preferences.
 */
import type { Ip } from '../../addr/ip.js'
import type { IpPrefix } from '../../addr/cidr.js'
import type { HostId } from '../../cnm/world.js'
import type { Protocol } from '../../dataplane/packet.js'
import type { Options } from '../../drivers/api.js'
import type { RestartPolicy, UpdateConfig } from './policy.js'

/** 25 characters, as the swarm's own ids are. */
export type ServiceId = string
export type TaskId = string

/** One `-p` of a service. */
export interface ServicePort {
  readonly protocol: Exclude<Protocol, 'icmp' | 'esp'>
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
  /** May hold templates, as may the values of `env`. */
  readonly hostname: string
  /** The program's working directory and user; '' as the image has them. */
  readonly dir: string
  readonly user: string
  readonly env: readonly string[]
  readonly labels: Options
  readonly dns: readonly Ip[]
  readonly dnsSearch: readonly string[]
  readonly dnsOptions: readonly string[]
  /** `name:address`. */
  readonly hosts: readonly string[]
  readonly constraints: readonly string[]
  /** Labels over whose values tasks are spread evenly, the first one first: `node.labels.zone`. */
  readonly spread: readonly string[]
  /** Tasks of the service on one node; 0: as many as come. */
  readonly maxReplicas: number
  readonly networks: readonly ServiceNetwork[]
  /** Counts `update --force`. */
  readonly forced: number
  /** null: nothing was said. */
  readonly restart: RestartPolicy | null
  /** Nanoseconds from the signal to stop until it is killed; null: nothing was said. */
  readonly stopGrace: number | null
}

/** `global`: one task on every node that suits, however many there are. */
export type ServiceMode =
  | { readonly kind: 'replicated'; readonly replicas: number }
  | { readonly kind: 'global' }
  /** `total` tasks that end well, `concurrent` at a time. */
  | { readonly kind: 'replicated-job'; readonly total: number; readonly concurrent: number }
  | { readonly kind: 'global-job' }

/** What a user wants of a service; all of it can be updated but the name and the kind of the mode. */
export interface ServiceSpec {
  readonly name: string
  readonly labels: Options
  readonly mode: ServiceMode
  /** What its name is in DNS: one virtual address, balanced by IPVS, or the addresses of its tasks. */
  readonly endpointMode: 'vip' | 'dnsrr'
  readonly ports: readonly ServicePort[]
  readonly task: TaskSpec
  /** null: nothing was said. */
  readonly update: UpdateConfig | null
  readonly rollback: UpdateConfig | null
}

/** The part of a spec that says how the service is reached (swarmkit EndpointSpec). */
export interface EndpointSpec {
  readonly mode: ServiceSpec['endpointMode']
  readonly ports: readonly ServicePort[]
}
export const endpointOf = ({ endpointMode, ports }: ServiceSpec): EndpointSpec => ({
  mode: endpointMode,
  ports,
})

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
  readonly state:
    'updating' | 'paused' | 'completed' | 'rollback_started' | 'rollback_paused' | 'rollback_completed'
  readonly message: string
  readonly startedAt: number
  readonly completedAt: number | null
}

/** One of those that replace tasks, side by side. */
export interface RolloutWorker {
  /** The slot or node that it is at; '' for none. */
  readonly place: string
  /** The new task that it waits for; null: for none. */
  readonly task: TaskId | null
  /** When it goes on, in seconds of passed time; null: at once. */
  readonly rest: number | null
}

/** An update or a rollback at work. */
export interface Rollout {
  /** Slots or nodes that wait for their turn. */
  readonly queue: readonly string[]
  /** How many there were. */
  readonly dirty: number
  readonly workers: readonly RolloutWorker[]
  /** The new tasks, and when they ran, in seconds of passed time; null: not yet. */
  readonly started: readonly { readonly task: TaskId; readonly at: number | null }[]
  readonly failed: readonly TaskId[]
  /** All is replaced; the passed time until which failures count. */
  readonly until: number | null
}

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
  /** What ports and addresses were last given for; null: nothing ever was. */
  readonly endpoint: EndpointSpec | null
  readonly update: UpdateStatus | null
  /** null: nothing is under way. */
  readonly rollout: Rollout | null
  /** Of a job: the round that it is in, from 0; null: it is none. */
  readonly iteration: number | null
}

/** As far as a task gets here, in this order (swarmkit api/types.proto TaskState). */
export type TaskState =
  'pending' | 'ready' | 'running' | 'complete' | 'shutdown' | 'failed' | 'rejected' | 'orphaned'

/** Where the managers want a task. `ready`: prepared, until the one that it replaces has stopped; `complete`: those of jobs. */
export type DesiredState = 'ready' | 'running' | 'complete' | 'shutdown' | 'remove'

/** One try to run one container. It is never started twice: what goes on after its end is another task. */
export interface Task {
  readonly id: TaskId
  readonly service: ServiceId
  /** From 1, of a job from 0; 0 for a global service, which has one task a node. */
  readonly slot: number
  /** The swarm's id of the node; null while no node suits. */
  readonly node: string | null
  readonly spec: TaskSpec
  /** How its service was to be reached when it was made; the ports with their numbers. */
  readonly endpoint: EndpointSpec
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
  /** When it, and those before it in its place, were made to replace one that had ended, in seconds of passed time. */
  readonly restarts: readonly number[]
  /** The round of its job. */
  readonly iteration: number | null
}

/** In the order in which they were made. */
export interface Services {
  readonly services: readonly Service[]
  readonly tasks: readonly Task[]
}

export const noServices: Services = { services: [], tasks: [] }

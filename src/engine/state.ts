/**
 * What Docker adds to the model: containers, each with its configuration, its state and the networks it wants to be on. A
 * container's program is not run; how long it stays and where it listens follow from program.ts. Not modelled: images' contents, volumes,
 * logs, resources, health checks.
 */
import type { Ip } from '../addr/ip.js'
import type { Result } from '../addr/result.js'
import { emptyWorld } from '../cnm/world.js'
import type { Endpoint, EndpointId, HostId, NetworkId, SandboxId, World } from '../cnm/world.js'
import type { Protocol } from '../dataplane/packet.js'
import type { Options } from '../drivers/api.js'
import { emptyTable } from '../store/table.js'
import type { Filing, Table } from '../store/table.js'
import type { EngineError } from './errors.js'
import type { Swarm } from './swarm/swarm.js'

/** 64 hex digits, unique over all hosts. */
export type ContainerId = string

/** A plain immutable value that survives JSON: the model's world and the containers on it. */
export interface DockerWorld {
  readonly cnm: World
  /** In groups by host; see findContainer.ts for how one is found. */
  readonly containers: Table<Container>
  /** Clusters of engines; none where nobody said `swarm init`. */
  readonly swarms: readonly Swarm[]
  /** Seconds that have passed by waiting (`sleep`, or a client that waits): what services live by. */
  readonly passed: number
  /** Newest last. */
  readonly events: readonly EngineEvent[]
}

export const emptyDockerWorld: DockerWorld = {
  cnm: emptyWorld,
  containers: emptyTable(),
  swarms: [],
  passed: 0,
  events: [],
}

/** A container's port with its protocol: `80/tcp`. */
export interface PortKey {
  readonly port: number
  readonly protocol: Protocol
}

/** A port that `--expose` or `-p` names, with its protocol as it was written: exposedPort.ts reads it. */
export interface ExposedPort {
  readonly port: number
  readonly protocol: string
}

/** One entry of `-p`; texts as the client sends them, '' where the user said nothing. `8000-8010` is a range. */
export interface PortBindingSpec extends PortKey {
  /** '': every address of the host, of both families. */
  readonly hostIp: string
  /** '': any free one. */
  readonly hostPort: string
}

/** What the user said about one network of a container. null and empty differ: the client sends both, and inspect shows it. */
export interface EndpointSettings {
  readonly ipam: {
    readonly ipv4: string
    readonly ipv6: string
    readonly linkLocal: readonly string[]
  } | null
  readonly links: readonly string[] | null
  readonly aliases: readonly string[] | null
  /** As the user wrote it. */
  readonly macAddress: string | null
  readonly driverOpts: Options | null
  /** The endpoint with the highest one becomes the gateway (`--gw-priority`); cnm/gateway.ts says how. */
  readonly gwPriority: number
}
/** What the client sends for a network that nothing was said of. */
export const noSettings: EndpointSettings = {
  ipam: null,
  links: null,
  aliases: null,
  macAddress: null,
  driverOpts: null,
  gwPriority: 0,
}

/** A network that a container is on, or will be on when it starts. */
export interface Attachment {
  /** The network as the user named it until the container starts: a name, an id or a part of an id; then its name. */
  readonly network: string
  readonly settings: EndpointSettings
  /** While the container runs. */
  readonly endpoint: EndpointId | null
  /**
   * The network that it is or was last on under this name, by its public id (NetworkID of inspect); a start looks
   * for that very one.
   */
  readonly lastNetwork: NetworkId | null
  /** The names it had there, or got when it was connected without running. */
  readonly lastNames: readonly string[] | null
  /** Of an endpoint that was made and could not be joined: what inspect shows of it until the container leaves or stops. */
  readonly remains: Remains | null
}

/** What the engine notes of an endpoint between CreateEndpoint and Join (updateEndpointNetworkSettings). */
export type Remains = Pick<Endpoint, 'id' | 'address4' | 'address6' | 'mac'>

/** Not connected yet, and never was. */
export const noAttachment: Omit<Attachment, 'network' | 'settings'> = {
  endpoint: null,
  lastNetwork: null,
  lastNames: null,
  remains: null,
}

/** What inspect shows as `.Config`. null where the user said nothing and the image decides. */
export interface ContainerConfig {
  readonly hostname: string
  readonly domainname: string
  readonly image: string
  readonly cmd: readonly string[] | null
  readonly entrypoint: readonly string[] | null
  /** `--expose`, and the container's side of every `-p` (the client adds those). */
  readonly exposed: readonly ExposedPort[]
  readonly labels: Options
  readonly tty: boolean
  readonly openStdin: boolean
  /** A client waits for its output: `docker run` without -d. */
  readonly attached: boolean
  readonly macAddress: string
  readonly env: readonly string[]
  /** The signal of `docker stop` as the user wrote it; absent or '': TERM. */
  readonly stopSignal?: string
  /** Seconds until `docker stop` kills; absent: the engine's default of 10. */
  readonly stopTimeout?: number
}

/** What inspect shows as `.HostConfig`, as far as networks are concerned. */
export interface HostConfig {
  /** `bridge`, `host`, `none`, `container:NAME`, or a network. */
  readonly networkMode: string
  readonly portBindings: readonly PortBindingSpec[]
  /** `-P`: publish what is exposed, on ports that the engine chooses. */
  readonly publishAll: boolean
  readonly autoRemove: boolean
  readonly restartPolicy: { readonly name: string; readonly maximumRetryCount: number }
  /** null: nothing was sent, as Compose does; docker's own client sends an empty list, and inspect shows it. */
  readonly dns: readonly Ip[] | null
  readonly dnsSearch: readonly string[] | null
  readonly dnsOptions: readonly string[] | null
  /** `name:address`, or `name:host-gateway`. */
  readonly extraHosts: readonly string[] | null
  /** `/target:/container/alias`, on the default bridge. */
  readonly links: readonly string[] | null
}

/** A name for another container. `name` is the target's own, for when it is gone. */
export interface LegacyLink {
  readonly target: ContainerId
  readonly name: string
  readonly alias: string
}

/** `exited` also after a stop or a kill; `restarting`, `removing` and `dead` are not modelled. */
export type ContainerStatus = 'created' | 'running' | 'paused' | 'exited'

export interface Container {
  readonly id: ContainerId
  readonly host: HostId
  /** Without the leading slash. */
  readonly name: string
  /** Steps of the world's clock; see time.ts for how they read. */
  readonly createdAt: number
  readonly config: ContainerConfig
  readonly hostConfig: HostConfig
  readonly status: ContainerStatus
  /** Of its last end, or of a start that failed; 0 before the first. */
  readonly exitCode: number
  /** Why the last start failed; '' when it did not. */
  readonly error: string
  /** Steps of the clock, of its last start and end; null: never. */
  readonly startedAt: number | null
  readonly finishedAt: number | null
  /** In the order in which they were given or connected. */
  readonly attachments: readonly Attachment[]
  /** Legacy links (`--link` on the default bridge). They outlive their targets. */
  readonly links: readonly LegacyLink[]
  /** What its program wrote to stderr, as far as that is known: why it ended at once. */
  readonly said: string
  /** What it wrote to stdout, likewise. */
  readonly printed?: string
  /** Its own sandbox, or the one that it shares; null while it does not run. */
  readonly sandbox: SandboxId | null
  /** The container whose sandbox, hostname, hosts file and resolv.conf it shares (`--network container:NAME`). */
  readonly sharedWith: ContainerId | null
}

/** How containers are filed: a name occurs once a host. */
/** Marked: those that share another's sandbox. */
export const containerFiling: Filing<Container> = {
  groupOf: (c) => c.host,
  nameOf: (c) => c.name,
  isMarked: (c) => c.sharedWith !== null,
}

/** One line of `docker events`, without its time of the day: `at` is a step. Attributes are sorted by name. */
export interface EngineEvent {
  readonly at: number
  readonly host: HostId
  readonly type: 'network' | 'container'
  readonly action: string
  readonly actor: string
  readonly attributes: Options
}

/**
 * The next state with what happened, or the refusal. Every verb of the engine answers so; a refusal without `after`
 * leaves the very same state.
 */
export type EngineChange<T = unknown> = Result<{ readonly state: DockerWorld } & T, Refusal>
/** Why nothing happened, or not all. */
export interface Refusal {
  readonly error: EngineError
  /** What is left when a command fails half-way, as `docker run` does: the container that could not start. */
  readonly after?: DockerWorld
  /** An address that stays taken, whatever else is undone (see `cnm/lostAddress.ts`). */
  readonly lost?: { readonly network: NetworkId; readonly address: Ip }
}

/** What the container commands ask of an engine; `docker container run` and `docker run` are one request. */
import type { EndpointRequest, KeyValue, OtherFlag, PortBinding } from './common.js'

export interface RestartPolicy {
  /** `no`, `always`, `on-failure`, `unless-stopped`, or anything else: the engine checks it. */
  readonly name: string
  /** 0 is no limit. */
  readonly maximumRetryCount: number
}

/**
 * The body of the API's container create (Config, HostConfig and NetworkingConfig), in one. What the client leaves
 * to the engine is '' or empty here; `docker/createSpec.ts` makes the body of it.
 */
export interface ContainerSettings {
  readonly name?: string
  readonly image: string
  /** Empty when the image's own command holds. */
  readonly cmd: readonly string[]
  /** Absent when not given; `['']` resets the image's. */
  readonly entrypoint?: readonly string[]
  readonly hostname: string
  readonly domainname: string
  readonly user: string
  readonly workingDir: string
  /** `KEY=value`, or `KEY`. */
  readonly env: readonly string[]
  readonly labels: readonly KeyValue[]
  readonly tty: boolean
  readonly openStdin: boolean
  readonly attachStdin: boolean
  readonly attachStdout: boolean
  readonly attachStderr: boolean
  /** `--rm`. */
  readonly autoRemove: boolean
  readonly privileged: boolean
  readonly restartPolicy: RestartPolicy
  /** The first `--network`, or `default`. */
  readonly networkMode: string
  /**
   * In the order given. As the client sends them: `default` where no network is named, and nothing where one network is
   * named and nothing is asked of it.
   */
  readonly endpoints: readonly EndpointRequest[]
  /** `--mac-address`, or the MAC address of the first network's endpoint. */
  readonly macAddress: string
  readonly portBindings: readonly PortBinding[]
  /** `80/tcp`: `--expose` and every published container port, each once. */
  readonly exposed: readonly string[]
  readonly publishAll: boolean
  readonly dns: readonly string[]
  readonly dnsSearch: readonly string[]
  readonly dnsOptions: readonly string[]
  /** `name:ip`. */
  readonly extraHosts: readonly string[]
  /** Legacy links; on a user-defined network they are also in the endpoint. */
  readonly links: readonly string[]
  readonly sysctls: readonly KeyValue[]
  readonly capAdd: readonly string[]
  readonly capDrop: readonly string[]
  readonly stopSignal: string
  /** Seconds. */
  readonly stopTimeout?: number
  readonly otherFlags: readonly OtherFlag[]
}

/** `docker run`: create, attach, start. */
export interface RunRequest extends ContainerSettings {
  readonly command: 'run'
  readonly detach: boolean
  readonly sigProxy: boolean
  readonly quiet: boolean
  /** `always`, `missing`, `never` or ``. */
  readonly pull: string
}

/** `docker create`. Streams are attached as for a `run` in the foreground, since it has no -d. */
export interface CreateRequest extends ContainerSettings {
  readonly command: 'create'
  readonly quiet: boolean
  readonly pull: string
}

/** `docker start`; attaching is possible to one container only, which the parser has checked. */
export interface StartRequest {
  readonly command: 'start'
  readonly containers: readonly string[]
  readonly attach: boolean
  readonly interactive: boolean
}

export interface StopRequest {
  readonly command: 'stop' | 'restart'
  readonly containers: readonly string[]
  /** Seconds; absent for the container's own. */
  readonly timeout?: number
  /** `` for the container's own. */
  readonly signal: string
}

export interface KillRequest {
  readonly command: 'kill'
  readonly containers: readonly string[]
  /** `` for SIGKILL. */
  readonly signal: string
}

export interface RemoveRequest {
  readonly command: 'rm'
  /** As written; without slashes around it, a name must not be empty (`container name cannot be empty`). */
  readonly containers: readonly string[]
  readonly force: boolean
  readonly volumes: boolean
  readonly link: boolean
}

export interface RenameRequest {
  readonly command: 'rename'
  readonly container: string
  readonly newName: string
}

/** Both verbs, which differ in the direction only. */
export interface PauseRequest {
  readonly command: 'pause' | 'unpause'
  readonly containers: readonly string[]
}

export interface WaitRequest {
  readonly command: 'wait'
  readonly containers: readonly string[]
}

export interface ContainerPruneRequest {
  readonly command: 'container prune'
  readonly filters: readonly KeyValue[]
  /** Without it the client asks, and takes the end of its input for a no. */
  readonly force: boolean
}

/** `docker ps`; filters and format as typed. */
export interface PsRequest {
  readonly command: 'ps'
  readonly all: boolean
  readonly filters: readonly KeyValue[]
  readonly format: string
  /** How many of the last created; -1 for all. */
  readonly last: number
  readonly latest: boolean
  readonly noTrunc: boolean
  readonly quiet: boolean
  readonly size: boolean
}

/** `docker inspect`; `type` is one of the client's ten object types or `` for whatever is found first. */
export interface InspectRequest {
  readonly command: 'inspect'
  readonly names: readonly string[]
  readonly type: string
  readonly format: string
  readonly size: boolean
}

/** `docker container inspect`, whose errors come from the engine. */
export interface ContainerInspectRequest {
  readonly command: 'container inspect'
  readonly names: readonly string[]
  readonly format: string
  readonly size: boolean
}

/** `docker exec`: the program and its arguments in `cmd`, never empty. */
export interface ExecRequest {
  readonly command: 'exec'
  readonly container: string
  readonly cmd: readonly string[]
  readonly detach: boolean
  readonly interactive: boolean
  readonly tty: boolean
  readonly privileged: boolean
  readonly user: string
  readonly workingDir: string
  readonly env: readonly string[]
}

/** `docker attach`. */
export interface AttachRequest {
  readonly command: 'attach'
  readonly container: string
  readonly noStdin: boolean
  readonly sigProxy: boolean
}

/** `docker port`. */
export interface PortRequest {
  readonly command: 'port'
  readonly container: string
  /** `80` or `80/udp`, not looked at. */
  readonly port?: string
}

/** `docker logs`; times and numbers as typed. */
export interface LogsRequest {
  readonly command: 'logs'
  readonly container: string
  readonly follow: boolean
  readonly since: string
  readonly until: string
  readonly timestamps: boolean
  readonly details: boolean
  /** `all` or a number of lines. */
  readonly tail: string
}

/** By `command`. */
export type ContainerRequest =
  | RunRequest
  | CreateRequest
  | StartRequest
  | StopRequest
  | KillRequest
  | RemoveRequest
  | RenameRequest
  | PauseRequest
  | WaitRequest
  | ContainerPruneRequest
  | PsRequest
  | InspectRequest
  | ContainerInspectRequest
  | ExecRequest
  | AttachRequest
  | PortRequest
  | LogsRequest

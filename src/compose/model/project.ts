/**
 * What a compose file says about networking, with names worked out and defaults put in. Of everything else only what a
 * container's program and labels are is kept. Where each fact is written: `placeOf`.
 */
import type { ComposeError } from '../errors.js'
import type { Place } from '../place.js'
import type { MapNode } from '../yaml/node.js'

/** Pairs in order; names given by users are never keys of plain objects. */
export type Pairs = readonly (readonly [key: string, value: string])[]

/** A loaded project: what `docker compose` would work with. Immutable; another load makes another one. */
export interface Project {
  /** Every container, network and label of the project is called after it. */
  readonly name: string
  /** The project's folder, which relative paths are seen from. */
  readonly folder: string
  /** The absolute path of `.`; `/` where it is not known. */
  readonly here: string
  /** The files given, the first one first. */
  readonly files: readonly string[]
  /** The enabled services, in the order of the files. */
  readonly services: ReadonlyMap<string, Service>
  /** The services that no active profile enables. */
  readonly disabled: ReadonlyMap<string, Service>
  /** The networks that enabled services use, in the order of the files; `default` among them where it is used. */
  readonly networks: ReadonlyMap<string, ProjectNetwork>
  /** Variables without a value, and keys that are out of date. */
  readonly warnings: readonly ComposeWarning[]
  /** What `docker compose config` takes, and what will fail when it is brought up. */
  readonly mistakes: readonly ComposeError[]
  /** The files as one tree, in one way of writing. */
  readonly tree: MapNode
}

/** What Compose logs and goes on. */
export interface ComposeWarning {
  readonly place: Place
  readonly text: string
}

/** A service with its defaults. Texts that were not said are '', unless it makes a difference whether they were. */
export interface Service {
  readonly name: string
  readonly place: Place
  readonly image: string | null
  readonly build: boolean
  readonly containerName: string | null
  readonly hostname: string
  readonly domainname: string
  /** '' where nothing is said: then it joins `networks`. `service:NAME`, `container:NAME`, `host`, `none`, `bridge`. */
  readonly networkMode: string
  /** By the key of the network. */
  readonly networks: ReadonlyMap<string, Attach>
  readonly ports: readonly Port[]
  /** `3000` or `4000/udp`. */
  readonly expose: readonly string[]
  readonly dns: readonly string[]
  readonly dnsSearch: readonly string[]
  readonly dnsOptions: readonly string[]
  readonly extraHosts: Pairs
  readonly links: readonly string[]
  readonly externalLinks: readonly string[]
  readonly macAddress: string
  readonly labels: Pairs
  /** null: passed through from outside, where it has no value. */
  readonly environment: readonly (readonly [name: string, value: string | null])[]
  readonly command: readonly string[] | null
  readonly entrypoint: readonly string[] | null
  readonly tty: boolean
  readonly stdinOpen: boolean
  readonly restart: string
  readonly replicas: number
  /** Of `deploy`: `vip` or `dnsrr`, which only a swarm's services have; kept, not used. */
  readonly endpointMode: string
  readonly profiles: readonly string[]
  readonly dependsOn: ReadonlyMap<string, Dependency>
  /** An external program runs it: Compose makes no container. */
  readonly provided: boolean
}

/** How a service joins a network. */
export interface Attach {
  readonly place: Place
  /** false where the file has the network's name alone. */
  readonly said: boolean
  readonly aliases: readonly string[]
  readonly ipv4Address: string
  readonly ipv6Address: string
  readonly linkLocalIps: readonly string[]
  readonly macAddress: string
  readonly driverOpts: Pairs
  readonly interfaceName: string
  readonly priority: number
  readonly gwPriority: number
}

/** One published port: of a short form that is a range, there are several. */
export interface Port {
  readonly place: Place
  readonly target: number
  /** '' where the engine picks one; `8000-8010` is a range. */
  readonly published: string
  readonly hostIp: string
  readonly protocol: string
  /** `ingress` or `host`: without a swarm both publish on this host. */
  readonly mode: string
}

/**
 * Who has to be there first, and whether it is started (`condition`), missed (`required`), or followed when it is made
 * anew (`restart`).
 */
export interface Dependency {
  readonly place: Place
  readonly condition: string
  readonly restart: boolean
  readonly required: boolean
}

/** A network of the project's: one to make, or one that must be there (`external`). */
export interface ProjectNetwork {
  readonly key: string
  readonly place: Place
  /** The engine's name for it: `PROJECT_KEY` where the file gives none. */
  readonly name: string
  readonly external: boolean
  readonly driver: string
  readonly driverOpts: Pairs
  readonly internal: boolean
  readonly attachable: boolean
  /** null: not said. */
  readonly enableIpv4: boolean | null
  readonly enableIpv6: boolean | null
  readonly labels: Pairs
  readonly ipam: {
    readonly driver: string
    readonly options: Pairs
    readonly config: readonly Pool[]
  }
}

/** One `ipam.config` entry, as texts: whether they are addresses, the engine says. */
export interface Pool {
  readonly place: Place
  readonly subnet: string
  readonly range: string
  readonly gateway: string
  readonly auxiliary: Pairs
}

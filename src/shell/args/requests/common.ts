/** What several requests share. Everything is plain data; addresses are texts that the client did not look at. */

/** One entry of a map. Maps are lists of these, sorted by key, because users may call a label `__proto__`. */
export type KeyValue = readonly [key: string, value: string]

/** A container's attachment to a network, as asked for (the API's EndpointSettings). */
export interface EndpointRequest {
  /** Name or id of the network, or `default` when `run` named none. */
  readonly network: string
  readonly aliases: readonly string[]
  readonly ip?: string
  readonly ip6?: string
  readonly mac?: string
  /** `container` or `container:alias`. */
  readonly links: readonly string[]
  readonly linkLocalIps: readonly string[]
  readonly driverOpts: readonly KeyValue[]
  readonly gwPriority: number
}

/** A flag that was given and that has no field of its own, with its checked values. */
export interface OtherFlag {
  readonly flag: string
  readonly values: readonly string[]
}

export type Protocol = 'tcp' | 'udp' | 'sctp'

/** One published port of a container. */
export interface PortBinding {
  /** 0 to 65535: the client takes 0, too. */
  readonly containerPort: number
  readonly protocol: Protocol
  /** As written, without brackets; `` for every address. */
  readonly hostIp: string
  /** A port, a range `8000-8010` to pick from, `0`, or `` for a port of the engine's choice. */
  readonly hostPort: string
}

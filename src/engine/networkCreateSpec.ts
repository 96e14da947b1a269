/** What the client sends to create a network. */
import type { Options } from '../drivers/api.js'

/**
 * The body of `POST /networks/create` (moby v28.5.2 api/types/network/network.go CreateRequest), with texts as the
 * client sends them: nothing in it has been checked but its shape.
 */
export interface NetworkCreateSpec {
  readonly name: string
  /** '': the engine's default, bridge. */
  readonly driver: string
  /** null: not said. */
  readonly ipv4: boolean | null
  readonly ipv6: boolean | null
  readonly internal: boolean
  readonly attachable: boolean
  /** Only a manager can make one, and only one there is. */
  readonly ingress: boolean
  /** `swarm` or `local`; anything else leaves it to the driver. */
  readonly scope: string
  readonly configOnly: boolean
  /** The name of a configuration network whose options this one takes over; '': none. */
  readonly configFrom: string
  readonly options: Options
  readonly labels: Options
  readonly ipam: {
    readonly driver: string
    readonly options: Options | null
    /** One entry a `--subnet`; none: the default pools. */
    readonly config: readonly IpamText[]
  }
}

/** A subnet as `address/length`, a range in it likewise, single addresses; '' where nothing was given. */
export interface IpamText {
  readonly subnet: string
  readonly range: string
  readonly gateway: string
  readonly auxiliary: readonly (readonly [name: string, address: string])[]
}

/** What a drawing tells of a class of equal sandboxes. */
import type { NetworkId } from '../cnm/world.js'
import type { Exposure } from './exposure.js'

/** Sandboxes that are on the same networks, listen and publish alike, and are of the same service or image. */
export interface Stack {
  /** One text a sandbox; containers that share one are joined by ` + `. */
  readonly names: readonly string[]
  readonly places: readonly Place[]
  /** `80/tcp`, `127.0.0.1:9000/tcp` */
  readonly listens: readonly string[]
  readonly exposures: readonly Exposure[]
  /** Its stack is the host's own: what it listens on, the host does. */
  readonly usesHost: boolean
}

/** A stack's place on one network. */
export interface Place {
  readonly network: NetworkId
  /** Of all the sandboxes, neighbouring ones folded: `172.18.0.2 … 172.18.0.4`. */
  readonly addresses: readonly string[]
  /** The way out of the sandbox leads over this network. */
  readonly gateway: boolean
}

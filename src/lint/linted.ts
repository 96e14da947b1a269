/** What is looked at for forecasts. */
import type { Cidr } from '../addr/cidr.js'
import type { ComposeError } from '../compose/errors.js'
import type { Project } from '../compose/model/project.js'
import type { DockerWorld } from '../engine/state.js'

/** A world, what it was made from, and what the world itself does not know. */
export interface Linted {
  readonly state: DockerWorld
  /** Those that were brought up in it, for the places of what is found; none is fine. */
  readonly projects: readonly Project[]
  /** What the engine refused when they were brought up. */
  readonly refused?: ComposeError | null
  /** Subnets of the LANs that the hosts are on. Default: those of their own interfaces. */
  readonly lans?: readonly Cidr[]
}

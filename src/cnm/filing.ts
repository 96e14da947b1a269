/** How the tables of a world are filed: in whose group a record is, and by which name it is unique there. */
import type { Filing } from '../store/table.js'
import type { Endpoint, Network, Sandbox } from './world.js'

const never = (): boolean => false

/** By host; a name is there once on a host. */
export const networkFiling: Filing<Network> = {
  groupOf: (n) => n.host,
  nameOf: (n) => n.name,
  isMarked: never,
}
/** Marked: those that take something from their host: ports of it, or one of its interfaces. */
export const endpointFiling: Filing<Endpoint> = {
  groupOf: (e) => e.network,
  nameOf: (e) => e.name,
  isMarked: (e) => e.bindings.length > 0 || (e.joinInfo !== null && e.joinInfo.child !== undefined),
}
/** Marked: the host's own namespace. */
export const sandboxFiling: Filing<Sandbox> = {
  groupOf: (s) => s.host,
  nameOf: (s) => s.containerId,
  isMarked: (s) => s.useHost,
}

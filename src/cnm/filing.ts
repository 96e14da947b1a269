/** How the tables of a world are filed: in whose group a record is, and by which name it is unique there. */
import type { Filing } from '../store/table.js'
import type { Endpoint, Network, Sandbox } from './world.js'

export const networkFiling: Filing<Network> = { groupOf: (n) => n.host, nameOf: (n) => n.name }
export const endpointFiling: Filing<Endpoint> = { groupOf: (e) => e.network, nameOf: (e) => e.name }
export const sandboxFiling: Filing<Sandbox> = { groupOf: (s) => s.host, nameOf: (s) => s.containerId }

/** The only way that state changes: one immer of our own, since immer's global settings belong to the user's program. */
import { Immer } from 'immer'
import { frozen } from '../store/frozen.js'
import { withoutRecord, withRecord } from '../store/table.js'
import { insert } from '../store/trie.js'
import { endpointFiling, networkFiling, sandboxFiling } from './filing.js'
import { hostKey } from './lookup.js'
import type { Endpoint, Host, Network, Sandbox, World } from './world.js'

const immer = new Immer({ autoFreeze: true })

/** The next value, made by a recipe over a draft. Checks belong before it, and nothing is searched inside. */
export const update: Immer['produce'] = immer.produce

/** The world with other parts, at the same step. */
export const changed = (world: World, parts: Partial<World>): World =>
  update(world, (draft) => {
    Object.assign(draft, parts)
  })

/** The world with other parts, one step later. */
export const stepped = (world: World, parts: Partial<World>): World =>
  changed(world, { ...parts, clock: world.clock + 1 })

/** Parts of a world with a record in them, new or in the place of its former self. O(log32 records). */
export const withHost = (world: Pick<World, 'hosts'>, host: Host): World['hosts'] =>
  insert(world.hosts, frozen(host), hostKey)
export const withNetwork = (world: Pick<World, 'networks'>, network: Network): World['networks'] =>
  withRecord(world.networks, networkFiling, network)
export const withEndpoint = (world: Pick<World, 'endpoints'>, endpoint: Endpoint): World['endpoints'] =>
  withRecord(world.endpoints, endpointFiling, endpoint)
export const withSandbox = (world: Pick<World, 'sandboxes'>, sandbox: Sandbox): World['sandboxes'] =>
  withRecord(world.sandboxes, sandboxFiling, sandbox)

/** Parts of a world without a record. O(log32 records). */
export const withoutNetwork = (world: World, id: string): World['networks'] =>
  withoutRecord(world.networks, networkFiling, id)
export const withoutEndpoint = (world: World, id: string): World['endpoints'] =>
  withoutRecord(world.endpoints, endpointFiling, id)
export const withoutSandbox = (world: World, id: string): World['sandboxes'] =>
  withoutRecord(world.sandboxes, sandboxFiling, id)

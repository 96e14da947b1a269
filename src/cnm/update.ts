/**
 * The only way that state changes: one immer of our own, since immer's global settings belong to the user's program. A batch
 * of changes is one recipe: in between, the world is a draft (see store/table.ts), which is not frozen.
 */
import { castDraft, Immer } from 'immer'
import type { Draft } from 'immer'
import { frozen } from '../store/frozen.js'
import { draftOf, settledTable, withoutRecord, withRecord } from '../store/table.js'
import { insert, settled } from '../store/trie.js'
import { endpointFiling, networkFiling, sandboxFiling } from './filing.js'
import { hostKey } from './lookup.js'
import type { Endpoint, Host, Network, Sandbox, World } from './world.js'

/** It freezes nothing itself: `frozen` passes faster over what is frozen already, so that a connect takes 5 % less. */
const immer = new Immer({ autoFreeze: false })

/** The next value, made by a recipe over a draft, and frozen. Checks belong before it, and nothing is searched inside. */
export const update = <T>(base: T, recipe: (draft: Draft<T>) => void): T =>
  frozen(immer.produce(base, recipe))

type Parts = Omit<Partial<World>, 'clock'>

/** The world with other parts, at the same step. One that was read from JSON is frozen now, since what is made shares it. */
export const changed = (world: World, parts: Parts, clock = world.clock): World =>
  isDraft(world)
    ? {
        clock,
        hosts: parts.hosts ?? world.hosts,
        lans: parts.lans ?? world.lans,
        networks: parts.networks ?? world.networks,
        endpoints: parts.endpoints ?? world.endpoints,
        sandboxes: parts.sandboxes ?? world.sandboxes,
      }
    : update(frozen(world), (draft) => {
        const { hosts, lans, networks, endpoints, sandboxes } = parts
        draft.clock = clock
        if (hosts) draft.hosts = castDraft(hosts)
        if (lans) draft.lans = castDraft(lans)
        if (networks) draft.networks = castDraft(networks)
        if (endpoints) draft.endpoints = castDraft(endpoints)
        if (sandboxes) draft.sandboxes = castDraft(sandboxes)
      })

/** In a batch, all tables of a world are drafts; outside of one none is. */
const isDraft = ({ networks }: World): boolean => networks.draft === true

/**
 * Many changes as one. `change` gets a draft of the world to go on from, and no world that it has gone on from may be looked
 * at again; what it gives at the end is the next world. Costs what the changes cost, and freezing what they made.
 */
export function batched(world: World, change: (draft: World) => World): World {
  const { networks, endpoints, sandboxes } = frozen(world) // one that was read from JSON is not
  const { clock, lans, ...last } = change({
    ...world,
    networks: draftOf(networks),
    endpoints: draftOf(endpoints),
    sandboxes: draftOf(sandboxes),
  })
  const parts = {
    lans,
    hosts: settled(last.hosts),
    networks: settledTable(last.networks),
    endpoints: settledTable(last.endpoints),
    sandboxes: settledTable(last.sandboxes),
  }
  return changed(world, parts, clock)
}

/** The world with other parts, one step later. */
export const stepped = (world: World, parts: Parts): World => changed(world, parts, world.clock + 1)

/**
 * Parts of a world with a record in them, new or in the place of its former self. `old`: that former self, or null where
 * there is none, from verbs that know. O(log32 records).
 */
export const withHost = (world: World, host: Host): World['hosts'] =>
  isDraft(world)
    ? insert([...world.hosts], frozen(host), hostKey, true) // a new root, since the order of hosts is remembered with it
    : insert(world.hosts, frozen(host), hostKey)
export const withNetwork = (
  world: Pick<World, 'networks'>,
  network: Network,
  old?: Network | null,
): World['networks'] => withRecord(world.networks, networkFiling, network, old)
export const withEndpoint = (
  world: Pick<World, 'endpoints'>,
  endpoint: Endpoint,
  old?: Endpoint | null,
): World['endpoints'] => withRecord(world.endpoints, endpointFiling, endpoint, old)
export const withSandbox = (
  world: Pick<World, 'sandboxes'>,
  sandbox: Sandbox,
  old?: Sandbox | null,
): World['sandboxes'] => withRecord(world.sandboxes, sandboxFiling, sandbox, old)

/** Parts of a world without a record. O(log32 records). */
export const withoutNetwork = (world: World, id: string): World['networks'] =>
  withoutRecord(world.networks, networkFiling, id)
export const withoutEndpoint = (world: World, id: string): World['endpoints'] =>
  withoutRecord(world.endpoints, endpointFiling, id)
export const withoutSandbox = (world: World, id: string): World['sandboxes'] =>
  withoutRecord(world.sandboxes, sandboxFiling, id)

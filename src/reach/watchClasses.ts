/**
 * Keep the answer to all pairs of a world up to date, class by class, as commands are applied: which sandboxes are of another class
 * now, and which pairs that opened and closed. A connect, a disconnect, a sandbox that comes or goes costs the classes on its
 * networks; where networks or hosts changed, or where anything is on macvlan, ipvlan, an overlay or a host's own network, all
 * is asked anew.
 */
import type { Env } from '../cnm/env.js'
import { findSandbox } from '../cnm/lookup.js'
import type { Host, SandboxId, World } from '../cnm/world.js'
import { difference } from '../store/difference.js'
import { told, type ClassReach } from './classReach.js'
import { begin } from './classes/begin.js'
import type { ClassQuestion, ClassTable, Live } from './classes/classTable.js'
import {
  movedDelta,
  NO_ROWS,
  pairsOf,
  rowsOf,
  wholeDelta,
  type Differing,
  type Group,
} from './classes/delta.js'
import { isOdd } from './classes/facts.js'
import { Kinds } from './classes/kinds.js'

/** Sandboxes that were alike before a step and are so after it. */
export interface Alike {
  /** One of them. */
  readonly some: SandboxId
  readonly count: number
}

/** Each sandbox of the one group reaches each other one of the other group now, or does so no more. */
export interface ClassPairChange {
  readonly from: Alike
  readonly to: Alike
  /** How many pairs of sandboxes. */
  readonly pairs: number
}

/** Sandboxes that were of one class and are of one. */
export interface ClassMove extends Alike {
  /** `comes`: it was not there before; `goes`: it is there no more. */
  readonly how: 'comes' | 'goes' | 'changes'
}

/** What a step changed, in all pairs of the world. */
export interface ClassChanges {
  readonly moved: readonly ClassMove[]
  readonly opened: readonly ClassPairChange[]
  readonly closed: readonly ClassPairChange[]
}

const PING = { protocol: 'icmp', port: 0 } as const

/** Begin to watch. Cost: `classReach`; memory: some 200 bytes for each sandbox. */
export const watchClasses = (env: Env, world: World, asked: ClassQuestion = PING): ClassWatch =>
  new ClassWatch(env, world, asked)

export class ClassWatch {
  readonly #env: Env
  readonly #asked: ClassQuestion
  /** One for all worlds, so that a kind is told from another one across them. */
  readonly #kinds = new Kinds()
  /** By sandbox: its class in the table. */
  #of = new Map<SandboxId, Live>()
  #table: ClassTable
  #world: World

  constructor(env: Env, world: World, asked: ClassQuestion) {
    this.#env = env
    this.#asked = asked
    this.#world = world
    this.#table = this.#anew(world)
  }

  get world(): World {
    return this.#world
  }

  /** What `classReach` says of the world. O(sandboxes, with their logarithm, and pairs of classes). */
  reach(): ClassReach {
    const ages = new Map(
      [...this.#of.keys()].map((id) => [id, findSandbox(this.#world, id)?.createdAt ?? 0] as const),
    )
    return told(this.#table, this.#asked, (id) => ages.get(id) ?? 0)
  }

  /** On to another world, usually the next one: what differs. O(records that differ x classes on their networks and host). */
  to(world: World): ClassChanges {
    const before = this.#world
    if (world === before) return NOTHING
    this.#world = world
    const touched = this.#table.isPlain && sameGround(before, world) ? touchedBy(before, world) : null
    const delta = touched && this.#step(world, touched)
    return delta ?? this.#leap(world)
  }

  /** One sandbox after the other; null: something odd came, and nothing was done yet. */
  #step(world: World, touched: ReadonlySet<SandboxId>): ClassChanges | null {
    const table = this.#table
    const { around } = table
    // all is looked at before anything is done, so that there is a way back to asking all anew
    const kinds = new Map<SandboxId, number>()
    for (const id of touched) {
      const sandbox = findSandbox(world, id)
      if (sandbox && isOdd(world, sandbox, around)) return null
      const kind = sandbox ? this.#kinds.of(world, sandbox, around.out) : NONE
      if (kind !== (this.#of.get(id)?.kind ?? NONE)) kinds.set(id, kind)
    }
    const were = new Map([...kinds.keys()].map((id) => [id, this.#of.get(id) ?? null]))
    // a class that loses its last member loses its rows with it
    const rows = new Map([...were.values()].map((live) => [live, rowsOf(live)]))
    table.to(world)
    for (const [id, live] of were) if (live) table.shrink(live, id)
    for (const [id, kind] of kinds) {
      if (kind === NONE) this.#of.delete(id)
      else this.#of.set(id, table.join(kind, id))
    }
    const groups = grouped(kinds.keys(), (id) => [were.get(id) ?? null, this.#of.get(id) ?? null])
    const moved = new Map(groups.map((group) => [group, rows.get(group.was) ?? NO_ROWS]))
    return changesOf(
      groups,
      movedDelta(moved, (live) => restOf(live, kinds)),
    )
  }

  /** All of another world. */
  #leap(world: World): ClassChanges {
    const before = this.#of
    this.#of = new Map()
    this.#table = this.#anew(world)
    const groups = grouped(new Set([...before.keys(), ...this.#of.keys()]), (id) => [
      before.get(id) ?? null,
      this.#of.get(id) ?? null,
    ])
    // classes of two tables are the same when their kinds are
    const moved = groups.filter(({ was, is }) => was?.kind !== is?.kind)
    return changesOf(moved, wholeDelta(groups))
  }

  #anew(world: World): ClassTable {
    const table = begin(this.#env, world, this.#asked, this.#kinds)
    for (const live of table.byKind.values()) for (const id of live.members) this.#of.set(id, live)
    return table
  }
}

/** In the place of a kind: there is no such sandbox. */
const NONE = 0
const NOTHING: ClassChanges = { moved: [], opened: [], closed: [] }

/** Sandboxes by what they were and are. */
function grouped(
  ids: Iterable<SandboxId>,
  states: (id: SandboxId) => readonly [Live | null, Live | null],
): readonly Group[] {
  const groups = new Map<Live | null, Map<Live | null, Group>>()
  for (const id of ids) {
    const [was, is] = states(id)
    const those = groups.get(was) ?? new Map<Live | null, Group>()
    groups.set(was, those)
    const known = those.get(is)
    those.set(is, { was, is, some: known?.some ?? id, count: (known?.count ?? 0) + 1 })
  }
  return [...groups.values()].flatMap((those) => [...those.values()])
}

/** Those of a class that were in it before and are in it still; null: none. */
function restOf(live: Live, moved: ReadonlyMap<SandboxId, number>): Group | null {
  let come = 0
  for (const [id, kind] of moved) if (kind === live.kind && live.members.has(id)) come++
  const count = live.members.size - come
  if (count === 0) return null
  for (const some of live.members) if (!moved.has(some)) return { was: live, is: live, some, count }
  return null
}

function changesOf(moved: readonly Group[], differing: readonly Differing[]): ClassChanges {
  const told = (pair: Differing): ClassPairChange => ({
    from: alike(pair.from),
    to: alike(pair.to),
    pairs: pairsOf(pair),
  })
  return {
    moved: moved.map(({ was, is, ...group }) => ({
      ...alike(group),
      how: was === null ? 'comes' : is === null ? 'goes' : 'changes',
    })),
    opened: differing.filter(({ opened }) => opened).map(told),
    closed: differing.filter(({ opened }) => !opened).map(told),
  }
}
const alike = ({ some, count }: Alike): Alike => ({ some, count })

/** The networks and the hosts, as far as they decide who reaches whom. */
function sameGround(before: World, after: World): boolean {
  // a connect leaves the networks alone: addresses are the host's
  if (before.networks !== after.networks || before.lans !== after.lans) return false
  if (before.hosts === after.hosts) return true
  const hosts = difference(before.hosts, after.hosts)
  return (
    hosts.before.length === hosts.after.length &&
    hosts.before.every((was) => hosts.after.some((is) => sameHost(was, is)))
  )
}

/** All of a host but what it has given out: addresses, ports. */
const sameHost = (a: Host, b: Host): boolean =>
  a.id === b.id &&
  a.interfaces === b.interfaces &&
  a.routes === b.routes &&
  a.forwarding === b.forwarding &&
  a.userlandProxy === b.userlandProxy &&
  a.blocked === b.blocked &&
  a.agent === b.agent &&
  a.meshSince === b.meshSince &&
  a.esp === b.esp

/** Sandboxes of which something differs, or of whose endpoints. O(records that differ, with their logarithm). */
function touchedBy(before: World, after: World): ReadonlySet<SandboxId> {
  const touched = new Set<SandboxId>()
  const sandboxes = difference(before.sandboxes.byId, after.sandboxes.byId)
  for (const { id } of sandboxes.before) touched.add(id)
  for (const { id } of sandboxes.after) touched.add(id)
  const endpoints = difference(before.endpoints.byId, after.endpoints.byId)
  for (const { sandbox } of endpoints.before) if (sandbox !== null) touched.add(sandbox)
  for (const { sandbox } of endpoints.after) if (sandbox !== null) touched.add(sandbox)
  return touched
}

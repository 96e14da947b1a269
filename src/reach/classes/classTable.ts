/**
 * The classes of one world, and who of them reaches whom: for each class those that it reaches, and by which of their addresses.
 * Classes come and go one at a time, at the cost of the classes on their networks and of the networks on their host. Odd
 * ones are walked with all others, and only at the start.
 */
import type { Family } from '../../addr/ip.js'
import { dataPlane } from '../../cnm/dataPlane.js'
import type { Env } from '../../cnm/env.js'
import { sandboxOf } from '../../cnm/lookup.js'
import type { HostId, Network, SandboxId, World } from '../../cnm/world.js'
import { answersItself, stackOf } from '../itself.js'
import type { PortAsked } from '../reaches.js'
import { addressesAt, factsOf, type Facts, type Way, type WayOut } from './facts.js'
import type { Surroundings } from './surroundings.js'
import { FAMILIES, type Ways } from './ways.js'

/** What is asked of every pair: a port, or a ping. */
export type ClassQuestion = PortAsked | { readonly protocol: 'icmp'; readonly port: 0 }

/** A class, with those that it reaches and that reach it. */
export interface Live {
  /** See kinds.ts. */
  readonly kind: number
  /** In the order in which they came; never empty while it is in the table. */
  readonly members: Set<SandboxId>
  readonly facts: Facts
  /** By class that it reaches: a letter for each of their addresses, `o` where it is answered. */
  readonly out: Map<Live, string>
  /** The same from the other side, so that a class that goes finds whom to tell. */
  readonly into: Set<Live>
  /**
   * For each of its ways: whether it is reached from a network of its host by those whose way out that is. Asked once for all of them,
   * and known as long as the class is there: the networks do not change under it.
   */
  readonly from: Map<Network, boolean>[]
}

/** The classes of a host, by what they are met by. */
interface OnHost {
  readonly all: Set<Live>
  /** Those whose way out is a network, by family. */
  readonly leaving: Readonly<Record<Family, Map<Network, Set<Live>>>>
  /** The networks of which every class here knows whether it is reached from there, by family. */
  readonly settled: Readonly<Record<Family, Map<Network, NonNullable<WayOut>>>>
  /** Those that are reached from there, in any way. */
  readonly open: Readonly<Record<Family, Map<Network, Set<Live>>>>
}

export class ClassTable {
  readonly byKind = new Map<number, Live>()
  readonly #env: Env
  readonly #asked: ClassQuestion
  readonly #ways: Ways
  readonly around: Surroundings
  readonly #hosts = new Map<HostId, OnHost>()
  readonly #on = new Map<Network, Set<Live>>()
  #world: World
  /** How many classes are odd. */
  #odd = 0

  constructor(env: Env, world: World, asked: ClassQuestion, ways: Ways, around: Surroundings) {
    this.#env = env
    this.#world = world
    this.#asked = asked
    this.#ways = ways
    this.around = around
  }

  /** Whether classes can come and go without asking odd ones again. */
  get isPlain(): boolean {
    return this.around.gates.size === 0 && this.#odd === 0
  }

  /** Another world with the same networks and hosts: what is asked from now on is asked there. */
  to(world: World): void {
    this.#world = world
  }

  /** A class that is not there yet, of those members. O(classes on its networks + classes and networks of its host). */
  enter(kind: number, members: Set<SandboxId>): Live {
    const facts = this.#factsOf(members)
    const live: Live = {
      kind,
      members,
      facts,
      out: new Map(),
      into: new Set(),
      from: facts.ways.map(() => new Map<Network, boolean>()),
    }
    this.byKind.set(kind, live)
    const near = this.#hostOf(facts.host.id)
    near.all.add(live)
    if (facts.odd) {
      this.#odd++
      return live
    }
    // those that it may reach, or be reached by: all others of the world are isolated from it
    const met = new Set<Live>()
    for (const { network } of facts.ways) {
      for (const other of put(this.#on, network, live)) met.add(other)
    }
    for (const family of FAMILIES) this.#leave(live, near, family, met)
    for (const [at, way] of facts.ways.entries()) this.#arrive(live, near, at, way, met)
    for (const other of met)
      if (other !== live) {
        this.#connect(live, other)
        this.#connect(other, live)
      }
    // a member does not reach itself: that takes two
    if (members.size > 1) this.#connect(live, live)
    return live
  }

  /** A sandbox comes into the class of its kind. With its second member, a class may reach itself. */
  join(kind: number, member: SandboxId): Live {
    const live = this.byKind.get(kind)
    if (!live) return this.enter(kind, new Set([member]))
    live.members.add(member)
    if (live.members.size === 2) this.#connect(live, live)
    return live
  }

  /** A member goes, and with the last one the class. */
  shrink(live: Live, member: SandboxId): void {
    live.members.delete(member)
    // the last one has nobody of its kind to reach
    if (live.members.size === 1) cut(live, live)
    if (live.members.size > 0) return
    const { kind, facts } = live
    this.byKind.delete(kind)
    if (facts.odd) this.#odd--
    for (const other of live.out.keys()) other.into.delete(live)
    for (const other of live.into) other.out.delete(live)
    const near = this.#hostOf(facts.host.id)
    near.all.delete(live)
    for (const { network } of facts.ways) take(this.#on, network, live)
    for (const family of FAMILIES) {
      const way = facts.out[family]
      if (way) take(near.leaving[family], way.network, live)
      for (const open of near.open[family].values()) open.delete(live)
    }
  }

  /** Walk what is odd: each such class to all others, and all others to it. O(odd classes x classes) conversations. */
  walkOdd(): void {
    if (this.isPlain) return
    const { gates } = this.around
    for (const to of this.byKind.values()) {
      const isGate = gates.has(to.facts.host.id)
      for (const from of this.byKind.values()) {
        // what others do not know the way to, they send to a gateway: it may get to a class of that host
        const byGate = isGate && from.facts.host !== to.facts.host
        if (byGate || from.facts.odd || to.facts.odd) this.#note(from, to, this.#walked(from, to))
      }
    }
  }

  /** Its way out: whom on its host it leads to. The first one from a network asks for all that come after it. */
  #leave(live: Live, near: OnHost, family: Family, met: Set<Live>): void {
    const way = live.facts.out[family]
    if (!way) return
    const askers = put(near.leaving[family], way.network, live)
    if (!near.settled[family].has(way.network)) {
      let all = true
      for (const other of near.all)
        for (const [at, to] of other.facts.ways.entries())
          if (to.family === family && this.#reachedFrom(way, other, at, askers) === undefined) all = false
      // from now on a class that comes asks for this network, so that the next one from it need not
      if (all) near.settled[family].set(way.network, way)
    }
    for (const other of near.open[family].get(way.network) ?? []) met.add(other)
  }

  /** One of its addresses: who of its host finds a way there. */
  #arrive(live: Live, near: OnHost, at: number, { family }: Way, met: Set<Live>): void {
    const [settled, leaving] = [near.settled[family], near.leaving[family]]
    for (const [network, way] of settled) {
      const askers = leaving.get(network) ?? NOBODY
      const reached = this.#reachedFrom(way, live, at, askers)
      // nobody is there who could ask: the next one from that network will
      if (reached === undefined) settled.delete(network)
      else if (reached) for (const other of askers) met.add(other)
    }
    for (const [network, askers] of leaving) {
      if (settled.has(network)) continue
      const [first] = askers
      const way = first?.facts.out[family]
      if (way && this.#reachedFrom(way, live, at, askers) === true) for (const other of askers) met.add(other)
    }
  }

  /**
   * Is the class reached by its way at `at` from a way out of its host? Asked once; one of `askers` walks if nobody has before.
   * undefined: none of them can, as it is a neighbour there, which takes no way out, or the very one that is asked.
   */
  #reachedFrom(from: NonNullable<WayOut>, to: Live, at: number, askers: Iterable<Live>): boolean | undefined {
    const known = to.from[at]
    const way = to.facts.ways[at]
    // on its own network nobody takes the way out
    if (!known || !way || from.network === way.network) return false
    const before = known.get(from.network)
    if (before !== undefined) return before
    const key = this.#ways.across(from, way, to.facts)
    let answer = this.#ways.answer(key)
    if (answer === undefined)
      for (const asker of askers)
        if (!isOn(asker, way)) {
          answer = this.#answered(key, asker, to, at)
          if (answer !== undefined) break
        }
    if (answer === undefined) return undefined
    known.set(from.network, answer)
    if (answer) put(this.#hostOf(to.facts.host.id).open[way.family], from.network, to)
    return answer
  }

  /** undefined: there are no two sandboxes that could be asked. */
  #answered(key: number, asker: Live, to: Live, at: number): boolean | undefined {
    const known = this.#ways.answer(key)
    if (known !== undefined) return known
    const pair = pairOf(asker, to)
    return pair && this.#ways.note(key, this.#walk(...pair, at))
  }

  #connect(from: Live, to: Live): void {
    const { ways } = to.facts
    let letters = ''
    for (const [at, way] of ways.entries()) letters += this.#byWay(from, to, at, way) ? 'o' : '-'
    this.#note(from, to, letters)
  }

  /** By one of the addresses: over a network of both where there is one, as the kernel prefers what is on its link. */
  #byWay(from: Live, to: Live, at: number, way: Way): boolean {
    const { facts } = from
    if (isOn(from, way)) return this.#answered(this.#ways.neighbours(way, to.facts), from, to, at) ?? false
    const out = facts.out[way.family]
    return (
      out !== null && facts.host.id === to.facts.host.id && this.#reachedFrom(out, to, at, [from]) === true
    )
  }

  /** Pairs that get nowhere are not kept: nearly all are such. */
  #note(from: Live, to: Live, letters: string): void {
    if (!letters.includes('o')) return
    from.out.set(to, letters)
    to.into.add(from)
  }

  /** Of an odd pair: walked by each address. '': there is no pair. */
  #walked(from: Live, to: Live): string {
    const pair = pairOf(from, to)
    if (!pair) return ''
    const count = addressesAt(this.#world, sandboxOf(this.#world, pair[1])).length
    return Array.from({ length: count }, (_, at) => (this.#walk(...pair, at) ? 'o' : '-')).join('')
  }

  /** The packet walk itself: does that sandbox answer at that address of its place? */
  #walk(from: SandboxId, to: SandboxId, at: number): boolean {
    const [source, goal] = [sandboxOf(this.#world, from), sandboxOf(this.#world, to)]
    const address = addressesAt(this.#world, goal)[at]
    if (address === undefined) throw new Error(`sandbox ${to} has no address ${at}`)
    const question = { from: stackOf(source), to: address, ...this.#asked }
    return answersItself(dataPlane(this.#env, this.#world), goal, question)
  }

  /** Any member shows them. */
  #factsOf(members: ReadonlySet<SandboxId>): Facts {
    const [member = ''] = members
    return factsOf(this.#ways.numbers, this.#world, sandboxOf(this.#world, member), this.around)
  }

  #hostOf(host: HostId): OnHost {
    const known = this.#hosts.get(host)
    if (known) return known
    const made: OnHost = {
      all: new Set(),
      leaving: { 4: new Map(), 6: new Map() },
      settled: { 4: new Map(), 6: new Map() },
      open: { 4: new Map(), 6: new Map() },
    }
    this.#hosts.set(host, made)
    return made
  }
}

/** One of each that are not the same. */
function pairOf(from: Live, to: Live): readonly [SandboxId, SandboxId] | undefined {
  const [asker] = from.members
  for (const target of to.members) if (asker !== undefined && target !== asker) return [asker, target]
  return undefined
}

/** Has it an address of its own there? */
function isOn({ facts: { ways } }: Live, { network, family }: Way): boolean {
  for (const own of ways) if (own.network === network && own.family === family) return true
  return false
}

const NOBODY: ReadonlySet<Live> = new Set()

/** Into the set of that key; gives the set. */
function put<K>(sets: Map<K, Set<Live>>, key: K, live: Live): Set<Live> {
  const known = sets.get(key)
  if (known) return known.add(live)
  const made = new Set([live])
  sets.set(key, made)
  return made
}

/** Out of it; an empty set is none. */
function take<K>(sets: Map<K, Set<Live>>, key: K, live: Live): void {
  const known = sets.get(key)
  known?.delete(live)
  if (known?.size === 0) sets.delete(key)
}

function cut(from: Live, to: Live): void {
  from.out.delete(to)
  to.into.delete(from)
}

/**
 * Keep a matrix up to date as commands are applied: who reaches whom, and what each step opened and closed. A step costs what
 * it changed, not what the world holds: places that come, go or get other addresses are asked anew, and of the other pairs
 * those whose packets look at something that differs.
 */
import type { Ip } from '../addr/ip.js'
import type { Env } from '../cnm/env.js'
import { findSandbox, hostSandboxes } from '../cnm/lookup.js'
import type { SandboxId, World } from '../cnm/world.js'
import { sameItems } from '../dataplane/remember.js'
import type { Protocol } from '../dataplane/packet.js'
import { askerOf } from './asker.js'
import { LETTERS, type Matrix, type MatrixVerdict } from './matrix.js'
import { sandboxPlace, sandboxPlaces, type Place } from './place.js'
import type { PortAsked } from './reaches.js'
import { Questions, type Kept } from './watch/questions.js'
import { touched } from './watch/touched.js'

export interface WatchAsked {
  /** Asked of each address beside the ping; a number is a TCP port. Default: none. */
  readonly ports?: readonly (number | PortAsked)[]
  /** Which sandboxes ask and are asked. Must be as true for a place in one world as in the next. Default: all. */
  readonly where?: (place: Place) => boolean
}

/** One question whose answer differs. A null: one of the two places, or the address, is not there in that world. */
export interface WatchChange {
  /** Labels. */
  readonly from: string
  readonly to: string
  readonly address: Ip
  readonly protocol: Protocol
  /** 0 for a ping. */
  readonly port: number
  readonly before: MatrixVerdict | null
  readonly after: MatrixVerdict | null
}

/** Begin to watch. Cost: a matrix with its traces; memory: about 1 kB for each question. */
export const watch = (env: Env, world: World, asked: WatchAsked = {}): Watch => new Watch(env, world, asked)

interface Pair {
  readonly from: Place
  readonly to: Place
  readonly address: Ip
}
/** The questions of one asker, by who is asked and by address: the ping, then each port. */
type Row = Map<SandboxId, Map<Ip, readonly Kept[]>>

export class Watch {
  readonly #env: Env
  readonly #ports: readonly PortAsked[]
  readonly #where: (place: Place) => boolean
  readonly #questions: Questions
  readonly #places = new Map<SandboxId, Place>()
  readonly #rows = new Map<SandboxId, Row>()
  readonly #pairs = new Map<Kept, Pair>()
  #world: World

  constructor(env: Env, world: World, { ports = [], where = () => true }: WatchAsked) {
    this.#env = env
    this.#world = world
    this.#ports = ports.map((port) => (typeof port === 'number' ? { protocol: 'tcp', port } : port))
    this.#where = where
    this.#questions = new Questions(env, world)
    for (const place of sandboxPlaces(world)) if (where(place)) this.#enter(place)
  }

  get world(): World {
    return this.#world
  }

  /** What `matrix` says of the world. O(pairs): it is as long. */
  matrix(): Matrix {
    const places = sandboxPlaces(this.#world).filter(this.#where)
    const columns = places.flatMap((to) => to.addresses.map((address) => ({ to, address })))
    const self = '-'.repeat(1 + this.#ports.length)
    return {
      from: places.map(({ label }) => label),
      to: columns.map(({ to: { label }, address }) => ({ label, address })),
      ports: this.#ports,
      cells: places.map((from) =>
        columns
          .map(({ to, address }) => {
            if (to.namespace === from.namespace) return self
            const asked = this.#rows.get(from.namespace)?.get(to.namespace)?.get(address) ?? []
            return asked.map(({ verdict }) => LETTERS[verdict]).join('')
          })
          .join(''),
      ),
    }
  }

  /** On to another world, usually the next one: what differs. Cost: two walks for each question that is concerned. */
  to(world: World): readonly WatchChange[] {
    const what = touched(this.#world, world)
    const shared = [...what.hosts].flatMap((host) => hostSandboxes(world, host).map(({ id }) => id))
    const places = [...new Set([...what.sandboxes, ...shared])].flatMap((id) => {
      const [was, is] = [this.#places.get(id), this.#placeIn(world, id)]
      const same = was?.label === is?.label && sameItems(was?.addresses ?? [], is?.addresses ?? [])
      return same ? [] : [{ id, was, is }]
    })
    const closed = places.flatMap(({ was, is }) => (was ? this.#leave(was, is) : []))
    const moved = this.#questions.move(world, what)
    this.#world = world
    const changed = [...moved].flatMap(([kept, before]) => this.#told(kept, before, kept.verdict))
    return [...closed, ...changed, ...places.flatMap(({ is }) => (is ? this.#enter(is) : []))]
  }

  /** undefined: it is not there, or not watched. */
  #placeIn(world: World, id: SandboxId): Place | undefined {
    const sandbox = findSandbox(world, id)
    if (sandbox?.purpose !== 'container') return undefined
    const place = sandboxPlace(world, sandbox)
    return this.#where(place) ? place : undefined
  }

  /** Asks what is not asked yet of a place that is new, or has other addresses. */
  #enter(place: Place): readonly WatchChange[] {
    this.#places.set(place.namespace, place)
    return [...this.#places.values()].flatMap((other) =>
      other === place ? [] : [...this.#askAll(place, other), ...this.#askAll(other, place)],
    )
  }

  #askAll(from: Place, to: Place): readonly WatchChange[] {
    const row: Row = this.#rows.get(from.namespace) ?? new Map<SandboxId, Map<Ip, readonly Kept[]>>()
    this.#rows.set(from.namespace, row)
    const asked = row.get(to.namespace) ?? new Map<Ip, readonly Kept[]>()
    row.set(to.namespace, asked)
    const { namespace } = askerOf(this.#world, from.namespace)
    return to.addresses
      .filter((address) => !asked.has(address))
      .flatMap((address) => {
        const kept = [{ protocol: 'icmp', port: 0 } as const, ...this.#ports].map((port) =>
          this.#questions.keep({ from: namespace, to: address, ...port }),
        )
        for (const each of kept) this.#pairs.set(each, { from, to, address })
        asked.set(address, kept)
        return kept.flatMap((each) => this.#told(each, null, each.verdict))
      })
  }

  /** Forgets what is asked of a place that goes, or of addresses that it loses; one of another label goes and comes. */
  #leave(was: Place, is: Place | undefined): readonly WatchChange[] {
    const id = was.namespace
    const stays = is?.label === was.label
    const lost = stays ? was.addresses.filter((address) => !is.addresses.includes(address)) : was.addresses
    const rows = [...this.#rows.values()].flatMap((row) => row.get(id) ?? [])
    const gone = rows.flatMap((asked) =>
      lost.flatMap((address) => {
        const kept = asked.get(address) ?? []
        asked.delete(address)
        return kept
      }),
    )
    if (stays) return gone.flatMap((kept) => this.#forget(kept))
    for (const row of this.#rows.values()) row.delete(id)
    for (const asked of this.#rows.get(id)?.values() ?? []) gone.push(...[...asked.values()].flat())
    this.#rows.delete(id)
    this.#places.delete(id)
    return gone.flatMap((kept) => this.#forget(kept))
  }

  #forget(kept: Kept): readonly WatchChange[] {
    const change = this.#told(kept, kept.verdict, null)
    this.#questions.forget(kept)
    this.#pairs.delete(kept)
    return change
  }

  #told(kept: Kept, before: MatrixVerdict | null, after: MatrixVerdict | null): readonly WatchChange[] {
    const pair = this.#pairs.get(kept)
    if (!pair) return []
    const { protocol, port } = kept.question
    const { from, to, address } = pair
    return [{ from: from.label, to: to.label, address, protocol, port, before, after }]
  }
}

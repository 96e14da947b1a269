/**
 * Questions whose answers are kept up to date from world to world. A question is asked again when something differs that its
 * packets looked at: a namespace or a segment, and there an address. Its cost in memory is what it looked at, about 1 kB.
 */
import { dataPlane } from '../../cnm/dataPlane.js'
import type { Env } from '../../cnm/env.js'
import { findHost, findSandbox } from '../../cnm/lookup.js'
import type { World } from '../../cnm/world.js'
import { concerns, namespaceDifference, segmentDifference } from '../../dataplane/difference.js'
import type { Difference } from '../../dataplane/difference.js'
import { converse } from '../../dataplane/conversation.js'
import type { Question } from '../../dataplane/conversation.js'
import type { Ip } from '../../addr/ip.js'
import type { MatrixVerdict } from '../matrix.js'
import { lookedAt } from './lookedAt.js'
import type { LookedAt } from './lookedAt.js'
import type { Touched } from './touched.js'

/** A question that is kept, with its answer so far. */
export interface Kept {
  readonly question: Question
  verdict: MatrixVerdict
  seen: LookedAt | null
}

/** Who looked up which address at a place. */
type Lookers = Map<Ip, Set<Kept>>

export class Questions {
  readonly #env: Env
  #world: World
  readonly #atNamespaces = new Map<string, Lookers>()
  readonly #atSegments = new Map<string, Lookers>()
  /** Segments that have lookers, by what their names begin with: that of their host. LANs are under ''. */
  readonly #segmentsOf = new Map<string, Set<string>>()
  readonly #always = new Set<Kept>()

  constructor(env: Env, world: World) {
    this.#env = env
    this.#world = world
  }

  /** Ask, and keep the answer from now on. */
  keep(question: Question): Kept {
    const kept: Kept = { question, verdict: 'timeout', seen: null }
    this.#ask(kept)
    return kept
  }

  forget(kept: Kept): void {
    this.#always.delete(kept)
    if (!kept.seen) return
    for (const [table, looked] of [
      [this.#atNamespaces, kept.seen.namespaces],
      [this.#atSegments, kept.seen.segments],
    ] as const)
      for (const [id, addresses] of looked) {
        const lookers = table.get(id)
        for (const address of addresses) {
          const those = lookers?.get(address)
          those?.delete(kept)
          if (those?.size === 0) lookers?.delete(address)
        }
        if (lookers?.size === 0) table.delete(id)
      }
    kept.seen = null
  }

  /**
   * On to another world, which differs in what was touched: gives the questions whose answers differ, with the answers that they
   * had. Who asks must be there still.
   */
  move(world: World, what: Touched): ReadonlyMap<Kept, MatrixVerdict> {
    const again = this.#concerned(this.#world, world, what)
    this.#world = world
    const changed = new Map<Kept, MatrixVerdict>()
    for (const kept of again) {
      const before = kept.verdict
      this.forget(kept)
      this.#ask(kept)
      if (kept.verdict !== before) changed.set(kept, before)
    }
    return changed
  }

  #concerned(before: World, after: World, { hosts, sandboxes }: Touched): ReadonlySet<Kept> {
    const [was, is] = [dataPlane(this.#env, before), dataPlane(this.#env, after)]
    const found = new Set<Kept>()
    for (const id of [...hosts, ...sandboxes]) {
      const lookers = this.#atNamespaces.get(id)
      if (lookers) gather(lookers, namespaceDifference(was.namespace(id), is.namespace(id)), found)
    }
    for (const owner of ['', ...hosts])
      for (const id of this.#segmentsOf.get(owner) ?? []) {
        const lookers = this.#atSegments.get(id)
        if (lookers) gather(lookers, segmentDifference(was.segment(id), is.segment(id)), found)
        else this.#segmentsOf.get(owner)?.delete(id)
      }
    for (const kept of this.#always) found.add(kept)
    return found
  }

  #ask(kept: Kept): void {
    const plane = dataPlane(this.#env, this.#world)
    const conversation = converse(plane, kept.question)
    const { kind } = conversation.outcome
    kept.verdict = kind === 'answered' ? 'ok' : kind
    const seen = lookedAt(plane, conversation)
    // the stack of a driver's own changes with more than one host
    for (const id of seen.namespaces.keys())
      if (!findHost(this.#world, id) && !findSandbox(this.#world, id)) seen.everything = true
    kept.seen = seen
    if (seen.everything) this.#always.add(kept)
    for (const [id, addresses] of seen.namespaces) enter(this.#atNamespaces, id, addresses, kept)
    for (const [id, addresses] of seen.segments) {
      enter(this.#atSegments, id, addresses, kept)
      for (const owner of ownersOf(id)) {
        const known = this.#segmentsOf.get(owner)
        if (known) known.add(id)
        else this.#segmentsOf.set(owner, new Set([id]))
      }
    }
  }
}

/** The hosts that a segment may be named after: one for each slash in its name. */
const ownersOf = (id: string): readonly string[] => {
  const parts = id.split('/')
  return parts.length === 1 ? [''] : parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'))
}

function enter(table: Map<string, Lookers>, id: string, addresses: ReadonlySet<Ip>, kept: Kept): void {
  const lookers: Lookers = table.get(id) ?? new Map<Ip, Set<Kept>>()
  table.set(id, lookers)
  for (const address of addresses) {
    const known = lookers.get(address)
    if (known) known.add(kept)
    else lookers.set(address, new Set([kept]))
  }
}

function gather(lookers: Lookers, differs: Difference, found: Set<Kept>): void {
  const add = (those: Iterable<Kept> = []): void => {
    for (const kept of those) found.add(kept)
  }
  if (differs?.ranges.length === 0) for (const address of differs.addresses) add(lookers.get(address))
  else for (const [address, those] of lookers) if (concerns(differs, address)) add(those)
}

/**
 * Who reaches whom in a whole world, as a small exact answer: classes, and the pairs of classes of which any two sandboxes reach
 * each other. Whoever is in no pair gets nowhere: `reachesClass` and `ping` say it of single ones, and why.
 */
import type { Env } from '../cnm/env.js'
import type { SandboxId, World } from '../cnm/world.js'
import type { SandboxClass } from './classes.js'
import { begin } from './classes/begin.js'
import type { ClassQuestion, ClassTable } from './classes/classTable.js'
import { Kinds } from './classes/kinds.js'

/** Every member of the one class reaches every other member of the other. */
export interface ClassPair {
  /** Places in the list of classes. */
  readonly from: number
  readonly to: number
  /** A letter for each address of a place of that class: `o` where that very sandbox answers, else `-`. At least one is `o`. */
  readonly by: string
}

/** All pairs of a world, as a plain value. */
export interface ClassReach {
  readonly asked: ClassQuestion
  /** Oldest first, as `classes` gives them. */
  readonly classes: readonly SandboxClass[]
  /** Ordered by `from`, then by `to`. */
  readonly pairs: readonly ClassPair[]
}

const PING = { protocol: 'icmp', port: 0 } as const

/**
 * Cost: that of `classes`, the pairs that it gives, and some ten walks for each kind of network. Macvlan, ipvlan and overlay
 * networks, hosts that are members of a cluster, and subnets that others route are asked pair by pair.
 */
export const classReach = (env: Env, world: World, asked: ClassQuestion = PING): ClassReach =>
  told(begin(env, world, asked, new Kinds()), asked)

/** In the order of a table that was made of the oldest first. */
const AS_THEY_STAND = (): number => 0

/** A table as a value, ordered by the ages of sandboxes. O(sandboxes, with their logarithm, and pairs). */
export function told(
  { byKind }: ClassTable,
  asked: ClassQuestion,
  ageOf: (id: SandboxId) => number = AS_THEY_STAND,
): ClassReach {
  const byAge = (a: SandboxId, b: SandboxId): number => ageOf(a) - ageOf(b)
  const all = Array.from(byKind.values(), (live) => ({ live, members: [...live.members].sort(byAge) }))
  all.sort((a, b) => byAge(a.members[0] ?? '', b.members[0] ?? ''))
  const places = new Map(all.map(({ live }, place) => [live, place]))
  const pairs: ClassPair[] = []
  for (const [from, { live }] of all.entries()) {
    const row = Array.from(live.out, ([to, by]) => ({ from, to: places.get(to) ?? 0, by }))
    for (const pair of row.sort((a, b) => a.to - b.to)) pairs.push(pair)
  }
  return { asked, classes: all.map(({ members }) => ({ members })), pairs }
}

/** What a change opened and what it closed: the pairs, ports and names of which the verdict differs, each with both reasons. */
import { familyOf, type Ip } from '../addr/ip.js'
import type { Env } from '../cnm/env.js'
import { allHosts, findHost } from '../cnm/lookup.js'
import type { World } from '../cnm/world.js'
import type { Progress } from './matrix.js'
import { observersOf, sourceOf } from './observer.js'
import { machinePlace, sandboxPlaces } from './place.js'
import { reached, scopeOf, type Reached, type What } from './reached.js'
import { inquire, type Report } from './report.js'
import { resolve, type Resolution } from './resolve.js'

export interface Difference {
  /** Labels: by them the places of the two worlds are told to be the same. */
  readonly from: string
  readonly to: string
  readonly what: What
  /** For `explain`. Null: one of the two is not there. */
  readonly before: Report | Resolution | null
  readonly after: Report | Resolution | null
}

/** Ordered by who asks, as a matrix is. */
export interface WorldDiff {
  readonly opened: readonly Difference[]
  readonly closed: readonly Difference[]
}

/**
 * Asked are, in both worlds, all ports where a program of either listens, all published ports, and all names. A place that
 * is reached by another of its addresses than before is still reached. Cost: that of `reached` for each, and a report for
 * each difference and world.
 */
export function diff(env: Env, before: World, after: World, progress: Progress = () => undefined): WorldDiff {
  if (before === after) return { opened: [], closed: [] }
  const scope = scopeOf(before, after)
  const was = reached(env, before, scope, (done, all) => {
    progress(done, 2 * all)
  })
  const is = reached(env, after, scope, (done, all) => {
    progress(all + done, 2 * all)
  })
  const only = (
    these: ReadonlyMap<string, Reached>,
    those: ReadonlyMap<string, Reached>,
  ): readonly Difference[] =>
    [...these]
      .filter(([key]) => !those.has(key))
      .map(([, each]) => ({
        from: each.from,
        to: each.to,
        what: each.what,
        before: evidence(env, before, each, these === was),
        after: evidence(env, after, each, these === is),
      }))
  return { opened: only(is, was), closed: only(was, is) }
}

/** The answer in one of the worlds. `here`: this is the world in which it gets through, by that very address. */
function evidence(
  env: Env,
  world: World,
  { from, to, what, address }: Reached,
  here: boolean,
): Report | Resolution | null {
  const asker = placeNamed(world, from)
  const target = placeNamed(world, to)
  if (!asker) return null
  if (what.kind === 'name') return resolve(env, world, asker.namespace, what.name)
  const isHosts = what.kind === 'port' && what.published
  const at = here || isHosts ? address : target?.addresses[0]
  if (at === undefined) return null
  const asked =
    what.kind === 'ping'
      ? { protocol: 'icmp' as const, port: 0 }
      : { protocol: what.protocol, port: what.port }
  return inquire(env, world, asker.namespace, at, { ...asked, ...sourceFrom(world, from, at) }, 'any')
}

const placeNamed = (world: World, label: string) => {
  const machine = findHost(world, label)
  return machine ? machinePlace(machine) : sandboxPlaces(world).find((place) => place.label === label)
}

/** The internet asks with its own address. */
function sourceFrom(world: World, label: string, to: Ip): { readonly source?: Ip } {
  const observer = allHosts(world)
    .filter(({ hasEngine }) => hasEngine)
    .flatMap((host) => observersOf(world, host))
    .find((each) => each.label === label)
  return (observer && sourceOf(observer, familyOf(to))) ?? {}
}

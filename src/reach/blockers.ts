/**
 * Everything that would have to change for a refused question, not only the first thing: the packet is walked on past each
 * deciding fact, as if that were otherwise, until its answer arrives.
 */
import { familyOf, parseIp, type Ip } from '../addr/ip.js'
import { dataPlane } from '../cnm/dataPlane.js'
import type { Env } from '../cnm/env.js'
import { allHosts, endpointsOn, joinedBy, networksOn } from '../cnm/lookup.js'
import type { World } from '../cnm/world.js'
import { converse, type Conversation, type Question } from '../dataplane/conversation.js'
import type { Ending } from '../dataplane/trace.js'
import { nameKey } from '../dns/names.js'
import { answerZone } from '../dns/zone.js'
import { askerOf, type NamespaceRef } from './asker.js'
import { amended } from './blockers/amended.js'
import type { Blocker, Fix } from './blockers/fix.js'
import { remedy } from './blockers/remedy.js'
import { addressesOf } from './networkIndex.js'
import { resolve, type Resolution } from './resolve.js'

export interface BlockersAsked extends Pick<Question, 'protocol' | 'port'> {
  /** An address or a name. */
  readonly target: string
}

export interface Blockers {
  readonly resolution: Resolution
  /** In the order in which they are met; empty when it is reached as it is. None is superfluous. */
  readonly blockers: readonly Blocker[]
  /** As it is; null: nothing was sent, as the name was not found. */
  readonly conversation: Conversation | null
  /** With all blockers out of the way; null: there is no address to send to. */
  readonly cleared: Conversation | null
  /** Null when clearing them all gets an answer; else what then stops it still, for which no remedy is known. */
  readonly rest: Ending | null
}

/** A packet that meets more is going round in circles. */
const MOST = 40

/** Throws for a `from` that the world does not have. Cost: a conversation for each blocker, twice. */
export function blockers(
  env: Env,
  world: World,
  from: NamespaceRef,
  { target, ...what }: BlockersAsked,
): Blockers {
  const plane = dataPlane(env, world)
  const { namespace, label } = askerOf(world, from)
  const resolution = resolve(env, world, from, target)
  const to = resolution.address ?? meant(world, from, target)
  if (to === undefined) return { resolution, blockers: [], conversation: null, cleared: null, rest: null }
  const named: readonly Blocker[] =
    resolution.address === undefined
      ? [{ ending: null, way: 'name', fix: { kind: 'name', name: target, address: to }, packet: null, label }]
      : []
  const ask = (found: readonly Blocker[]): Conversation =>
    converse(
      amended(
        plane,
        found.map(({ fix }) => fix),
      ),
      { from: namespace, to, ...what },
    )
  const first = ask([])
  let found: readonly Blocker[] = []
  let last = first
  while (last.outcome.kind !== 'answered' && found.length < MOST) {
    const next = remedy(
      amended(
        plane,
        found.map(({ fix }) => fix),
      ),
      world,
      last,
    )
    // what was of no use will not be of any the second time
    if (!next || found.some(({ fix }) => sameFix(fix, next.fix))) break
    found = [...found, next]
    last = ask(found)
  }
  const answered = last.outcome.kind === 'answered'
  const needed = answered ? withoutNeedless(found, (some) => ask(some).outcome.kind === 'answered') : found
  return {
    resolution,
    blockers: [...named, ...needed],
    conversation: named.length > 0 ? null : first,
    cleared: answered ? ask(needed) : last,
    rest: answered ? null : last.ending,
  }
}

const sameFix = (a: Fix, b: Fix): boolean =>
  a.kind === 'no-rule' && b.kind === 'no-rule' ? a.rule === b.rule : JSON.stringify(a) === JSON.stringify(b)

/** Some facts matter only while another one is there: leave out one after the other, until none can be left out. */
function withoutNeedless(
  found: readonly Blocker[],
  suffice: (some: readonly Blocker[]) => boolean,
): readonly Blocker[] {
  for (const each of found) {
    const fewer = found.filter((other) => other !== each)
    if (suffice(fewer)) return withoutNeedless(fewer, suffice)
  }
  return found
}

/** The address of whoever bears the name where it is not found: on a network of the asker's first, then on any; then outside. */
function meant(world: World, from: NamespaceRef, name: string): Ip | undefined {
  const key = nameKey(name)
  const { sandbox } = askerOf(world, from)
  const own = new Set(sandbox ? joinedBy(world, sandbox).map(({ network }) => network) : [])
  const bearers = allHosts(world)
    .flatMap(({ id }) => networksOn(world, id))
    .flatMap(({ id }) => endpointsOn(world, id))
    .filter((e) => e.sandbox !== null)
    .filter((e) => [e.name, ...e.names.map((each) => each.name)].some((each) => nameKey(each) === key))
    .toSorted((a, b) => Number(own.has(b.network)) - Number(own.has(a.network)))
  const [inside] = bearers.flatMap(addressesOf)
  if (inside !== undefined) return inside
  const outside = allHosts(world).flatMap(({ zone }) =>
    zone ? answerZone(zone, { name, type: 'A' }).answers.flatMap(({ data }) => parseIp(data) ?? []) : [],
  )
  return outside.find((address) => familyOf(address) === 4)
}

// Law: members of a class agree with the pair that answers for it, whatever is asked; on one host and over several.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import { allSandboxes, sandboxOf } from '../../src/cnm/lookup.js'
import type { World } from '../../src/cnm/world.js'
import { converse, type Conversation } from '../../src/dataplane/conversation.js'
import { classReach } from '../../src/reach/classReach.js'
import { classes, reachesClass, type SandboxClass } from '../../src/reach/classes.js'
import { sandboxPlace } from '../../src/reach/place.js'
import { standardEnv } from '../../src/standard.js'
import { life } from './arbitraries.js'
import { built, broken, cases } from './clusterCases.js'
import { play, spread } from './play.js'
import { manyBridges, twoHosts, worldOf } from './twoHosts.js'

const env = standardEnv()
const QUESTIONS = [
  { protocol: 'icmp', port: 0 },
  { protocol: 'tcp', port: 80 },
] as const

const endOf = ({ relayed, request }: Conversation): string => (relayed ? endOf(relayed) : request.ending.at)

/** Does that very sandbox answer, by each of its addresses? */
function answers(
  world: World,
  from: string,
  to: string,
  question: (typeof QUESTIONS)[number],
): readonly boolean[] {
  const [asker, target] = [from, to].map((id) => sandboxOf(world, id))
  const stack = (of: typeof asker): string => (of?.useHost ? of.host : (of?.id ?? ''))
  return (target ? sandboxPlace(world, target).addresses : []).map((address) => {
    const conversation = converse(dataPlane(env, world), { from: stack(asker), to: address, ...question })
    const { outcome } = conversation
    if (outcome.kind !== 'answered' || endOf(conversation) !== stack(target)) return false
    return outcome.by === null || target?.listeners.includes(outcome.by) === true
  })
}

/** Compares pairs with what is said of their classes; gives how many they were. */
function agree(world: World, most = 40): number {
  const all = classes(world)
  expect(all.flatMap((c) => c.members).toSorted()).toEqual(
    allSandboxes(world)
      .map(({ id }) => id)
      .toSorted(),
  )
  let pairs = 0
  const sides = (a: SandboxClass, b: SandboxClass) =>
    a.members.flatMap((from) => b.members.flatMap((to) => (from === to ? [] : [[from, to] as const])))
  const asked = all.flatMap((a) => all.map((b) => [a, b] as const))
  for (const question of QUESTIONS)
    for (const [a, b] of spread(asked, most)) {
      const said = reachesClass(env, world, a, b, question)
      for (const [from, to] of spread(sides(a, b), 6)) {
        pairs++
        expect([from, to, said]).toEqual([from, to, answers(world, from, to, question)])
      }
    }
  return pairs
}

/** The pairs of classes are those that walking each pair gives; gives how many there are. */
function exact(world: World): number {
  let pairs = 0
  for (const question of QUESTIONS) {
    const told = classReach(env, world, question)
    expect(told.classes).toEqual(classes(world))
    const each = told.classes.flatMap((a, from) =>
      told.classes.flatMap((b, to) => {
        const by = (reachesClass(env, world, a, b, question) ?? []).map((open) => (open ? 'o' : '-')).join('')
        return by.includes('o') ? [{ from, to, by }] : []
      }),
    )
    expect(told.pairs).toEqual(each)
    pairs += each.length
  }
  return pairs
}

test('every member of a class is answered as its representative', () => {
  let pairs = 0
  fc.assert(
    fc.property(life, (intents) => {
      const { world } = play(env, intents)
      pairs += agree(world) + exact(world)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  )
  expect(pairs).toBeGreaterThan(100)
})

test('over two hosts whose subnets overlap, with routes into them', () => {
  let pairs = 0
  fc.assert(
    fc.property(twoHosts, (given) => {
      const world = worldOf(env, given)
      pairs += agree(world, 60) + exact(world)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  )
  expect(pairs).toBeGreaterThan(100)
})

test('over many bridges, one walk for all ways that are alike', () => {
  let pairs = 0
  fc.assert(
    fc.property(manyBridges, (given) => {
      pairs += exact(worldOf(env, given))
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  )
  expect(pairs).toBeGreaterThan(100)
})

test('in clusters whose hosts have not heard the same', () => {
  let pairs = 0
  fc.assert(
    fc.property(cases, (given) => {
      const { lab } = built(env, given)
      broken(given, lab)
      pairs += agree(lab.world.cnm) + exact(lab.world.cnm)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 25) },
  )
  expect(pairs).toBeGreaterThan(100)
})

// Law: watched classes say what asking anew says, after every step, and what a step changed is what differs between two askings.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { World } from '../../src/cnm/world.js'
import { classReach, type ClassReach } from '../../src/reach/classReach.js'
import { watchClasses, type ClassPairChange } from '../../src/reach/watchClasses.js'
import { standardEnv } from '../../src/standard.js'
import { life } from './arbitraries.js'
import { built, cases } from './clusterCases.js'
import { play } from './play.js'
import { manyBridges, twoHosts, worldsOf } from './twoHosts.js'

const env = standardEnv()
const HTTP = { protocol: 'tcp', port: 80 } as const
const RUNS = Number(process.env['RUNS'] ?? 25)

/** Every pair of sandboxes of which the one reaches the other. */
const pairsOf = ({ classes, pairs }: ClassReach): ReadonlySet<string> =>
  new Set(
    pairs.flatMap(({ from, to }) =>
      (classes[from]?.members ?? []).flatMap((a) =>
        (classes[to]?.members ?? []).flatMap((b) => (a === b ? [] : [`${a} ${b}`])),
      ),
    ),
  )
const classOf = ({ classes }: ClassReach, id: string): string =>
  classes.find(({ members }) => members.includes(id))?.members.join() ?? 'not there'

/** What is told, pair by pair: those who were in the same class as the one named, and are. */
function spelled(
  changes: readonly ClassPairChange[],
  before: ClassReach,
  after: ClassReach,
): readonly string[] {
  const everybody = [
    ...new Set([before, after].flatMap(({ classes }) => classes.flatMap(({ members }) => members))),
  ]
  const like = (some: string): readonly string[] =>
    everybody.filter(
      (id) => classOf(before, id) === classOf(before, some) && classOf(after, id) === classOf(after, some),
    )
  return changes.flatMap(({ from, to, pairs }) => {
    const each = like(from.some).flatMap((a) => like(to.some).flatMap((b) => (a === b ? [] : [`${a} ${b}`])))
    expect([like(from.some).length, like(to.some).length, each.length]).toEqual([from.count, to.count, pairs])
    return each
  })
}

/** Goes from world to world; gives how many pairs opened or closed. */
function follow(worlds: readonly World[], asked: typeof HTTP | undefined): number {
  const [start, ...rest] = worlds
  if (!start) return 0
  const watched = watchClasses(env, start, asked)
  let changed = 0
  for (const world of rest) {
    const before = watched.reach()
    const changes = watched.to(world)
    const after = classReach(env, world, asked)
    expect(watched.reach()).toEqual(after)
    const [was, is] = [pairsOf(before), pairsOf(after)]
    const only = (these: ReadonlySet<string>, those: ReadonlySet<string>) =>
      [...these].filter((pair) => !those.has(pair)).toSorted()
    expect(spelled(changes.opened, before, after).toSorted()).toEqual(only(is, was))
    expect(spelled(changes.closed, before, after).toSorted()).toEqual(only(was, is))
    const moved = new Set([before, after].flatMap(({ classes }) => classes.flatMap(({ members }) => members)))
    const come = [...moved].filter((id) => classOf(before, id) === 'not there').length
    expect(
      changes.moved.filter(({ how }) => how === 'comes').reduce((sum, { count }) => sum + count, 0),
    ).toBe(come)
    changed += changes.opened.length + changes.closed.length
  }
  return changed
}

/** Every world, then some at once, and back to the first. */
const ways = (worlds: readonly World[]): readonly World[] => [
  ...worlds,
  ...worlds.filter((_, i) => i % 5 === 0).toReversed(),
]

test('over many bridges, step by step and several steps at once', () => {
  let changed = 0
  fc.assert(
    fc.property(manyBridges, fc.constantFrom(HTTP, undefined), (given, asked) => {
      changed += follow(ways(worldsOf(env, given)), asked)
    }),
    { numRuns: RUNS },
  )
  expect(changed).toBeGreaterThan(100)
})

test('in lives of one host with all that it can have, and of two whose subnets overlap', () => {
  let changed = 0
  fc.assert(
    fc.property(life, twoHosts, (intents, given) => {
      const { start, steps } = play(env, intents)
      changed += follow(ways([start, ...steps.map(({ after }) => after)]), undefined)
      changed += follow(worldsOf(env, given), undefined)
    }),
    { numRuns: RUNS },
  )
  expect(changed).toBeGreaterThan(50)
})

test('in clusters', () => {
  let changed = 0
  fc.assert(
    fc.property(cases, (given) => {
      const { lab } = built(env, given)
      const { cnm } = lab.world
      lab.docker('h1', 'network create apart')
      for (const name of ['late1', 'late2'])
        lab.docker('h1', `run -dit --name ${name} --network apart alpine ash`)
      changed += follow([cnm, lab.world.cnm, cnm], undefined)
    }),
    { numRuns: 5 },
  )
  expect(changed).toBeGreaterThan(5)
})

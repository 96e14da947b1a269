// Laws of reachability: what may change a trace, and what may not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import { standardEnv } from '../../src/standard.js'
import { life, plainLife } from './arbitraries.js'
import {
  endingsHaveCauses,
  fewerDropsReachMore,
  orderChangesNothing,
  renamingRenames,
  strangersChangeNothing,
} from './laws.js'
import { disagreements } from '../../src/testing/laws/oracle.js'
import { answersOf, play, questions, type Life, startWorld } from './play.js'

const env = standardEnv()
/** With docker-proxy and without. */
const holds = (check: (played: Life) => readonly string[], numRuns = 60, lives = life) =>
  fc.assert(
    fc.property(lives, fc.boolean(), (intents, proxy) => {
      expect(check(play(env, intents, startWorld(env, proxy)))).toEqual([])
    }),
    { numRuns },
  )

test('every walk ends, and every failed one says why', () => {
  holds(({ world }) => endingsHaveCauses(dataPlane(env, world), questions(world)), 100)
})

test('a network that nobody is on changes no trace', () => {
  holds(({ world }) => strangersChangeNothing(env, world))
})

test('the order of the wirings changes no trace', () => {
  fc.assert(
    fc.property(life, fc.infiniteStream(fc.nat()), (intents, dice) => {
      const shuffle = <T>(items: readonly T[]): T[] =>
        items
          .map((item) => ({ item, at: dice.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ item }) => item)
      expect(orderChangesNothing(env, play(env, intents).world, shuffle)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('renaming everything renames the answers and nothing else', () => {
  holds((played) => renamingRenames(env, played))
})

test('removing a drop rule makes nobody unreachable', () => {
  holds(({ world }) => fewerDropsReachMore(env, world))
})

test('on plain bridge networks the model agrees with the oracle', () => {
  holds(
    ({ steps, world }) =>
      [...new Set([...steps.filter((_, i) => i % 5 === 0).map((s) => s.after), world])].flatMap((w) =>
        disagreements(env, w),
      ),
    80,
    plainLife,
  )
})

test('the random worlds are worth it: both verdicts, several endings, translated and relayed traffic', () => {
  const seen = new Map<string, number>()
  for (const intents of fc.sample(life, { numRuns: 60, seed: 7 })) {
    for (const { outcome, ending, relayed } of answersOf(env, play(env, intents).world))
      for (const what of [outcome.kind, ending.kind, ...(relayed ? ['relayed'] : [])])
        seen.set(what, (seen.get(what) ?? 0) + 1)
  }
  const often = [...seen].filter(([, times]) => times >= 20).map(([what]) => what)
  expect(often).toEqual(
    expect.arrayContaining([
      'answered',
      'timeout',
      'refused',
      'dropped',
      'no-route',
      'link-down',
      'neighbour-unreachable',
      'relayed',
    ]),
  )
})

// Laws: equal worlds differ in nothing, a change back is the same difference the other way, and it is the matrices' difference.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { World } from '../../src/cnm/world.js'
import { diff, type Difference, type WorldDiff } from '../../src/reach/diff.js'
import { matrix, matrixRows } from '../../src/reach/matrix.js'
import { sandboxPlaces } from '../../src/reach/place.js'
import { scopeOf } from '../../src/reach/reached.js'
import { standardEnv } from '../../src/standard.js'
import { life, type Intent } from './arbitraries.js'
import { play } from './play.js'

const env = standardEnv()

/** Two worlds of one life, from its second half. */
const twoWorlds = fc.tuple(life, fc.nat(), fc.nat())
function worldsOf([intents, i, j]: readonly [readonly Intent[], number, number]): readonly [World, World] {
  const { start, steps, world } = play(env, intents)
  const worlds = [start, ...steps.map(({ after }) => after)]
  const pick = (n: number): World =>
    worlds[Math.floor(worlds.length / 2) + (n % Math.ceil(worlds.length / 2))] ?? world
  return [pick(i), pick(j)]
}
const ofHost = /^(192\.0\.2\.11|2001:db8:1::11|127\.0\.0\.1|::1)$/
const text = ({ from, to, what }: Difference): string => JSON.stringify([from, to, what])

test('equal worlds differ in nothing', () => {
  fc.assert(
    fc.property(life, (intents) => {
      const { world } = play(env, intents)
      const copy: World = JSON.parse(JSON.stringify(world))
      expect(diff(env, world, copy)).toEqual({ opened: [], closed: [] })
    }),
    { numRuns: 25 },
  )
})

test('the way back is the same difference the other way', () => {
  const turned = (differences: readonly Difference[]) =>
    differences.map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before }))
  fc.assert(
    fc.property(twoWorlds, (drawn) => {
      const [before, after] = worldsOf(drawn)
      const there = diff(env, before, after)
      const back = diff(env, after, before)
      expect(back).toEqual({ opened: turned(there.closed), closed: turned(there.opened) })
    }),
    { numRuns: 25 },
  )
})

/** The pairs and ports that get through by some address, from the matrix alone. */
function through(world: World, scope: ReturnType<typeof scopeOf>): ReadonlySet<string> {
  const rows = matrixRows(matrix(env, world, { from: sandboxPlaces(world), ports: scope.ports }))
  return new Set(
    rows.flatMap(({ from, to, ping, ports }) => [
      ...(ping === 'ok' ? [JSON.stringify([from, to, { kind: 'ping' }])] : []),
      ...ports.flatMap(({ protocol, port, verdict }) =>
        verdict === 'ok'
          ? [JSON.stringify([from, to, { kind: 'port', published: false, protocol, port }])]
          : [],
      ),
    ]),
  )
}

test('between sandboxes it is the difference of the matrices', () => {
  let changes = 0
  fc.assert(
    fc.property(twoWorlds, (drawn) => {
      const [before, after] = worldsOf(drawn)
      const scope = scopeOf(before, after)
      const [was, is] = [through(before, scope), through(after, scope)]
      const told: WorldDiff = diff(env, before, after)
      const between = (differences: readonly Difference[]) =>
        differences
          .filter(({ from, what }) => from.includes('/') && what.kind !== 'name')
          .map(text)
          .toSorted()
      expect(between(told.opened)).toEqual([...is].filter((key) => !was.has(key)).toSorted())
      expect(between(told.closed)).toEqual([...was].filter((key) => !is.has(key)).toSorted())
      changes += told.opened.length + told.closed.length
    }),
    { numRuns: 50 },
  )
  expect(changes).toBeGreaterThan(20)
})

const answerer = (answer: Difference['before']): string | null =>
  answer && 'answeredBy' in answer ? (answer.answeredBy?.owner ?? null) : null

test('the evidence of each world says what the difference says', () => {
  fc.assert(
    fc.property(twoWorlds, (drawn) => {
      const [before, after] = worldsOf(drawn)
      for (const { what, before: was, after: is } of diff(env, before, after).opened) {
        // a name, or a port of the host, may have led to somebody else before
        if (what.kind === 'name' || !is || !('verdict' in is) || ofHost.test(is.address ?? '')) continue
        expect(is).toMatchObject({ verdict: 'reachable' })
        // of two programs in one namespace that listen on one port only one is ever reached
        const other = answerer(was)
        if (other !== null) expect(other).not.toBe(answerer(is))
        else if (was) expect(was).toMatchObject({ verdict: 'unreachable' })
      }
    }),
    { numRuns: 25 },
  )
})

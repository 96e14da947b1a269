// Law: without all its blockers a refused question is answered, and without all but one of them it is not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataPlane } from '../../src/cnm/dataPlane.js'
import type { World } from '../../src/cnm/world.js'
import { converse, type Question } from '../../src/dataplane/conversation.js'
import { blockers } from '../../src/reach/blockers.js'
import { amended } from '../../src/reach/blockers/amended.js'
import { standardEnv } from '../../src/standard.js'
import { life } from './arbitraries.js'
import { play, questions, spread } from './play.js'

const env = standardEnv()

function problems(world: World, question: Question): readonly string[] {
  const { from, to, protocol, port } = question
  const plane = dataPlane(env, world)
  const answered = (fixes: Parameters<typeof amended>[1]): boolean =>
    converse(amended(plane, fixes), question, false).outcome.kind === 'answered'
  const { blockers: found, rest } = blockers(env, world, from, { target: to, protocol, port })
  const asked = `${from} -> ${to} ${protocol}/${port}`
  if (answered([])) return found.length === 0 ? [] : [`${asked} has blockers, and is answered`]
  if (rest)
    return [`${asked}: ${rest.kind} at ${rest.at} is left after ${found.map(({ fix }) => fix.kind).join()}`]
  const fixes = found.map(({ fix }) => fix)
  return [
    ...(answered(fixes) ? [] : [`${asked} is not answered without its blockers`]),
    ...found.flatMap(({ fix }) =>
      answered(fixes.filter((each) => each !== fix)) ? [`${asked} does not need ${fix.kind}`] : [],
    ),
  ]
}

test('without all its blockers it is answered, and none of them is superfluous', () => {
  fc.assert(
    fc.property(life, (intents) => {
      const { world } = play(env, intents)
      for (const question of spread(questions(world), 12)) expect(problems(world, question)).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('an answer that a router would take past the translating host is sent back through that host', () => {
  const noOptions = { internal: false, ipv6: false, subnet: null }
  const publish = [{ protocol: 'tcp', containerPort: 80, hostIp: null, hostPort: 0, hostPortEnd: 0 }] as const
  const { world } = play(env, [
    { do: 'network', name: 'alpha', ...noOptions, options: { inhibit_ipv4: 'true' } },
    { do: 'network', name: 'alpha', ...noOptions, options: {} },
    { do: 'sandbox', name: 'alpha', publish, useHost: true },
    { do: 'connect', network: 3, sandbox: 0, priority: 0 },
    { do: 'connect', network: 0, sandbox: 0, priority: 0 },
  ])
  for (const question of questions(world)) expect(problems(world, question)).toEqual([])
})

test('the random worlds have blockers of several kinds, and many at a time', () => {
  const kinds = new Set<string>()
  let most = 0
  for (const intents of fc.sample(life, { numRuns: 40, seed: 5 })) {
    const { world } = play(env, intents)
    for (const { from, to, protocol, port } of spread(questions(world), 12)) {
      const found = blockers(env, world, from, { target: to, protocol, port }).blockers
      for (const { fix } of found) kinds.add(fix.kind)
      most = Math.max(most, found.length)
    }
  }
  expect([...kinds]).toEqual(
    expect.arrayContaining(['no-rule', 'accept-policy', 'route', 'attach', 'machine', 'listen', 'plug']),
  )
  expect(most).toBeGreaterThan(3)
})

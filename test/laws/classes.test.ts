// Law: members of a class agree with the pair that answers for it, whatever is asked.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf } from '../../src/addr/cidr.js'
import { allSandboxes, joinedBy, sandboxOf } from '../../src/cnm/lookup.js'
import { classes, reachesClass, type SandboxClass } from '../../src/reach/classes.js'
import { inquire } from '../../src/reach/report.js'
import { standardEnv } from '../../src/standard.js'
import { life } from './arbitraries.js'
import { play, spread } from './play.js'

const env = standardEnv()
const QUESTIONS = [
  { protocol: 'icmp', port: 0 },
  { protocol: 'tcp', port: 80 },
] as const

test('every member of a class is answered as its representative', () => {
  let pairs = 0
  fc.assert(
    fc.property(life, (intents) => {
      const { world } = play(env, intents)
      const all = classes(world)
      expect(all.flatMap((c) => c.members).toSorted()).toEqual(
        allSandboxes(world)
          .map(({ id }) => id)
          .toSorted(),
      )
      const sides = (a: SandboxClass, b: SandboxClass) =>
        a.members.flatMap((from) => b.members.flatMap((to) => (from === to ? [] : [[from, to] as const])))
      const asked = all.flatMap((a) => all.map((b) => [a, b] as const))
      for (const question of QUESTIONS)
        for (const [a, b] of spread(asked, 30)) {
          const answer = reachesClass(env, world, a, b, question)
          for (const [from, to] of spread(sides(a, b), 4)) {
            pairs++
            const addresses = joinedBy(world, sandboxOf(world, to)).flatMap(({ address4, address6 }) =>
              [address4, address6].flatMap((address) => (address === null ? [] : addressOf(address))),
            )
            const each = addresses.map(
              (address) => inquire(env, world, from, address, question, 'any').verdict === 'reachable',
            )
            expect([from, to, answer]).toEqual([from, to, each])
          }
        }
    }),
    { numRuns: 40 },
  )
  expect(pairs).toBeGreaterThan(100)
})

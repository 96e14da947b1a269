// Laws of state: whatever is done in whatever order, no command throws, and every world is sound.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Lab } from '../cnm/lab.js'
import { standardEnv } from '../../src/standard.js'
import { life } from './arbitraries.js'
import { invariants } from './invariants.js'
import { factsAreOwned, neverThrows, replaysEqually, survivesJson } from './laws.js'
import { play, startWorld, type Life } from './play.js'
import { allSandboxes, allEndpoints, allNetworks, hostOf } from '../../src/cnm/lookup.js'
import { withHost } from '../../src/cnm/update.js'

const env = standardEnv()
/** With docker-proxy and without. */
const holds = (check: (played: Life) => readonly string[], numRuns: number) =>
  fc.assert(
    fc.property(life, fc.boolean(), (intents, proxy) => {
      expect(check(play(env, intents, startWorld(env, proxy)))).toEqual([])
    }),
    { numRuns },
  )

test('the world that everything starts with is sound', () => {
  expect(invariants(startWorld(env))).toEqual([])
})

describe('for random life cycles', () => {
  test('invariants hold after every command', () => {
    holds(
      ({ steps }) =>
        steps.flatMap(({ after, command }) => invariants(after).map((p) => `${command.do}: ${p}`)),
      150,
    )
  })

  test('no command throws, not even when it comes at a wrong time', () => {
    holds(({ start, steps, world }) => {
      const commands = steps.map((step) => step.command)
      return [start, world].flatMap((w) => commands.flatMap((command) => neverThrows(env, w, command)))
    }, 100)
  })

  test('a refused command leaves the very same world, and what is accepted leaves the old one as it was', () => {
    fc.assert(
      fc.property(life, (intents) => {
        const played = play(env, intents)
        const lab = new Lab(env, played.start)
        const text = JSON.stringify(played.start)
        for (const { command, change } of played.steps) {
          const before = lab.world
          try {
            lab.apply(command)
            expect(change.ok).toBe(true)
          } catch {
            expect(change.ok).toBe(false)
            expect(lab.world).toBe(before)
          }
        }
        expect(JSON.stringify(played.start)).toBe(text)
      }),
      { numRuns: 60 },
    )
  })

  test('the step counter goes up with every command that is carried out', () => {
    holds(
      ({ steps }) =>
        steps
          .filter((s) => s.change.ok !== s.after.clock > s.before.clock)
          .map((s) => `${s.command.do} at no time`),
      50,
    )
  })

  test('the same commands make a deeply equal world', () => {
    holds((played) => replaysEqually(env, played), 80)
  })

  test('a world survives JSON, and answers as before', () => {
    holds(({ world }) => survivesJson(env, world), 60)
  })

  test('every fact on the host belongs to a network and an endpoint that are there', () => {
    holds(
      ({ steps }) => steps.filter((_, i) => i % 4 === 0).flatMap(({ after }) => factsAreOwned(env, after)),
      60,
    )
  })

  test('tearing everything down gives everything back', () => {
    fc.assert(
      fc.property(life, (intents) => {
        const { start, world } = play(env, intents)
        const lab = new Lab(env, world)
        for (const sandbox of allSandboxes(world)) lab.apply({ do: 'deleteSandbox', sandbox: sandbox.id })
        for (const endpoint of allEndpoints(lab.world))
          lab.apply({ do: 'deleteEndpoint', endpoint: endpoint.id })
        for (const { id, createdAt } of allNetworks(world))
          if (createdAt >= start.clock) lab.apply({ do: 'deleteNetwork', network: id })
        lab.apply({ do: 'setLink', host: 'h1', up: true })
        const { portCursors } = hostOf(lab.world, 'h1') // the port allocator remembers where it was
        const hosts = withHost(start, { ...hostOf(start, 'h1'), portCursors })
        expect(lab.world).toEqual({ ...start, clock: lab.world.clock, hosts })
      }),
      { numRuns: 80 },
    )
  })
})

// A batch is its commands one after the other, or nothing at all.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply } from '../../src/cnm/command.js'
import { applyAll } from '../../src/cnm/applyAll.js'
import { findEndpoint } from '../../src/cnm/lookup.js'
import type { World } from '../../src/cnm/world.js'
import { standardEnv } from '../../src/standard.js'
import { life } from '../laws/arbitraries.js'
import { commandsOf, play, startWorld } from '../laws/play.js'

const env = standardEnv()
const start = startWorld(env)

test('the same world as the commands one by one, and the refusal of the first that is refused', () => {
  fc.assert(
    fc.property(life, (intents) => {
      const { steps, world } = play(env, intents)
      const batch = applyAll(env, start, commandsOf(steps))
      const at = steps.findIndex(({ change }) => !change.ok)
      const first = steps[at]?.change
      if (first && !first.ok) expect(batch).toEqual({ ok: false, error: { at, error: first.error } })
      else expect(batch.ok && batch.value.world).toEqual(world)
    }),
    { numRuns: 40 },
  )
})

test('a command may use what earlier ones made', () => {
  const batch = applyAll(env, start, [
    { do: 'newNetwork', host: 'h1', spec: { driver: 'bridge', name: 'net1' } },
    { do: 'newSandbox', host: 'h1', spec: { containerId: 'c1' } },
    ([net]) => ({ do: 'createEndpoint', network: net?.network ?? '', spec: { name: 'c1' } }),
    ([, box, end]) => ({ do: 'join', endpoint: end?.endpoint ?? '', sandbox: box?.sandbox ?? '' }),
  ])
  const [, box, end] = batch.ok ? batch.value.made : []
  expect(batch.ok && findEndpoint(batch.value.world, end?.endpoint ?? '')?.sandbox).toBe(box?.sandbox)
})

test('a refusal leaves nothing behind', () => {
  const text = JSON.stringify(start)
  const net = { do: 'newNetwork', host: 'h1', spec: { driver: 'bridge', name: 'net1' } } as const
  expect(applyAll(env, start, [net, net])).toEqual({
    ok: false,
    error: { at: 1, error: { code: 'network-exists', name: 'net1' } },
  })
  expect(JSON.stringify(start)).toBe(text)
  expect(apply(env, start, net).ok).toBe(true)
})

/** Every object in a value, itself among them. */
const parts = (value: unknown): readonly object[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(parts)] : []

test('what a batch made is frozen with all its parts, and what it started from is as it was', () => {
  fc.assert(
    fc.property(life, life, (intents, more) => {
      const before = play(env, intents).world
      const text = JSON.stringify(before)
      const { steps } = play(env, more, before)
      const sound = commandsOf(steps.filter(({ change }) => change.ok))
      const batch = applyAll(env, before, sound)
      expect(batch.ok && parts(batch.value.world).filter((part) => !Object.isFrozen(part))).toEqual([])
      expect(JSON.stringify(before)).toBe(text)
    }),
    { numRuns: 20 },
  )
})

test('a world that was read from JSON is a world like any other: a batch leaves it alone', () => {
  const read: World = JSON.parse(JSON.stringify(start))
  const commands = [
    { do: 'newNetwork', host: 'h1', spec: { driver: 'bridge', name: 'net1' } },
    { do: 'newSandbox', host: 'h1', spec: { containerId: 'c1' } },
  ] as const
  const [fresh, reread] = [applyAll(env, start, commands), applyAll(env, read, commands)]
  expect(reread).toEqual(fresh)
  expect(read).toEqual(start)
})

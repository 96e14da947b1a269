import { standardEnv, type Env } from 'cnm-sim'
import { plant, reachability } from 'cnm-sim/testing'
import { topology } from 'cnm-sim/testing/fast-check'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

// many worlds in one test: more than vitest's five seconds, on a busy machine
vi.setConfig({ testTimeout: 60_000 })

/** Whoever is on internal networks only reaches nothing outside, whatever else there is. */
const internalIsInternal = (env: Env) =>
  fc.property(topology(), ({ networks, containers, script }) => {
    const lab = script.play(env)
    const internal = new Set(networks.filter((n) => n.internal).map((n) => n.name))
    const locked = containers.filter((c) => c.networks.every((name) => internal.has(name)))
    for (const { name } of locked)
      for (const row of reachability(lab, name, 'internet')) expect(row.verdict, row.says).toBe('unreachable')
  })

test('internal networks keep their containers inside', () => {
  fc.assert(internalIsInternal(standardEnv()), { numRuns: 25 })
})

test('the test would notice: an engine that forgets --internal is found out', () => {
  const { failed, counterexample } = fc.check(internalIsInternal(plant('forgotten-internal')), { seed: 1 })
  expect(failed).toBe(true)
  expect(String(counterexample?.[0].script)).toBe(
    [
      'docker network create --internal net1',
      'docker run -d --name ctr1 --network net1 alpine httpd -f -p 80',
    ].join('\n'),
  )
})

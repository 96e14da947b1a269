// The shipped laws hold of the standard engine, and each planted fault breaks one, in a small script.
import { describe, expect, test } from 'vitest'
import { faultNames, plant, type FaultName } from '../../../src/testing/faults/faults.js'
import fc from 'fast-check'
import { assertLaws, checkLaws, lawProperty } from '../../../src/testing/properties/checkLaws.js'

test('the laws hold of the standard engine', () => {
  assertLaws({ numRuns: 30 })
})

/** The law that names each fault. */
const broken: Readonly<Record<FaultName, string>> = {
  'no-isolation': 'containers reach their neighbours, and nobody else',
  'no-isolation-ipv6': 'containers reach their neighbours, and nobody else',
  'open-ports': 'ports answer neighbours, and others where they are published',
  'ports-at-home': 'ports answer neighbours, and others where they are published',
  'wrong-gateway': 'from internal networks nobody gets outside',
  'forgotten-internal': 'from internal networks nobody gets outside',
  'forgotten-icc': 'containers reach their neighbours, and nobody else',
  'address-twice': 'every address is given once',
  'alias-order': 'a name is answered by the first network that knows it',
  'leaked-alias': 'a name is known on its own networks only',
}

/** For a short test: seeds that come upon these soon. docs/6-testing.md says how many runs others take. */
const seeds: Partial<Readonly<Record<FaultName, number>>> = {
  'no-isolation-ipv6': 24,
  'open-ports': 2,
  'forgotten-icc': 8,
}

describe.each(faultNames)('the fault %s', (fault) => {
  test('is found within 1000 runs, and shrinks to a small script', () => {
    const { failed, counterexample, errorInstance } = checkLaws({
      env: plant(fault),
      numRuns: 1000,
      seed: seeds[fault] ?? 1,
    })
    expect(failed).toBe(true)
    expect(String(errorInstance)).toContain(broken[fault])
    const lines = counterexample?.[0].lines ?? []
    expect(lines.filter((line) => line.startsWith('network create')).length).toBeLessThanOrEqual(3)
    expect(lines.filter((line) => line.startsWith('run')).length).toBeLessThanOrEqual(3)
  })
})

test('the failure has a script to paste, what it broke, and what plays it again', () => {
  const env = plant('address-twice')
  const { counterexample, seed, counterexamplePath } = checkLaws({ env, seed: 1 })
  let message = ''
  try {
    assertLaws({ env, seed: 1 })
  } catch (error) {
    message = String(error)
  }
  const script = String(counterexample?.[0])
  expect(script.split('\n').every((line) => line.startsWith('docker '))).toBe(true)
  expect(message).toContain(script)
  expect(message).toContain(`seed: 1, path: "${counterexamplePath ?? ''}"`)
  const again = fc.check(lawProperty({ env }), { seed, path: counterexamplePath ?? '', endOnFailure: true })
  expect(again.counterexample).toEqual(counterexample)
})

// Laws of clusters; that each can fail is shown in clusterPlanted.test.ts.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standardEnv } from '../../src/standard.js'
import { cases } from './clusterCases.js'
import {
  failuresHaveCauses,
  publishedWhereCarried,
  reachesWhereShared,
  strangersChangeNoWay,
  survivesJson,
} from './clusterLaws.js'

const env = standardEnv()

test.each([
  [
    'two containers reach each other exactly when they share a network and the underlay carries it',
    reachesWhereShared,
    20,
  ],
  ['every failure has a cause', failuresHaveCauses, 6],
  ['a machine that nobody asks changes no way', strangersChangeNoWay, 6],
  ['a world with clusters survives JSON', survivesJson, 4],
] as const)('%s', (_, law, numRuns) => {
  fc.assert(
    fc.property(cases, (given) => {
      expect(law(env, given)).toEqual([])
    }),
    { numRuns },
  )
})

test('published ports answer where they should, and nowhere else', () => {
  const small = fc.nat({ max: 7 })
  const published = fc.record({
    hosts: fc.integer({ min: 1, max: 4 }),
    replicas: fc.integer({ min: 1, max: 4 }),
    pinned: small,
    faults: fc.array(fc.record({ host: small, what: fc.constantFrom('link' as const, 'vxlan' as const) }), {
      maxLength: 2,
    }),
  })
  fc.assert(
    fc.property(published, (given) => {
      expect(publishedWhereCarried(env, given)).toEqual([])
    }),
    { numRuns: 10 },
  )
})

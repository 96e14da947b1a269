import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standardEnv } from '../../../src/index.js'
import { cluster } from '../../../src/testing/properties/cluster.js'
import { situationOf } from '../../../src/testing/subject.js'
import { pairVerdict } from '../../../src/testing/verdict/pair.js'
import { select } from '../../../src/testing/verdict/select.js'

const env = standardEnv()

test('across hosts containers reach those with whom they share an overlay network, and no others', () => {
  fc.assert(
    fc.property(cluster(), (drawn) => {
      const situation = situationOf(drawn.play(env))
      const party = (host: string, name: string) => select(situation, [`${host}/${name}`]).parties[0]!
      for (const a of drawn.containers)
        for (const b of drawn.containers) {
          if (a === b) continue
          const { verdict, says } = pairVerdict(situation, party(a.host, a.name), party(b.host, b.name), null)
          const share = a.networks.some((n) => b.networks.includes(n))
          expect(verdict, `${says}\n${String(drawn)}`).toBe(share ? 'reachable' : 'unreachable')
        }
    }),
    { numRuns: 25 },
  )
})

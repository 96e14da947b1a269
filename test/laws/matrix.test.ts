// Law: the matrix is what asking every pair would say, and its compact form loses nothing.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allHosts } from '../../src/cnm/lookup.js'
import { askerOf } from '../../src/reach/asker.js'
import { connect } from '../../src/reach/connect.js'
import { matrix, matrixRows, type Matrix } from '../../src/reach/matrix.js'
import { ping } from '../../src/reach/ping.js'
import { machinePlace, sandboxPlaces } from '../../src/reach/place.js'
import { verdict } from '../../src/reach/reaches.js'
import { standardEnv } from '../../src/standard.js'
import { life } from './arbitraries.js'
import { built, broken, cases } from './clusterCases.js'
import { play } from './play.js'
import { manyBridges, twoHosts, worldOf } from './twoHosts.js'

const env = standardEnv()
const PORTS = [80, { protocol: 'udp', port: 81 }] as const

const RUNS = Number(process.env['RUNS'] ?? 40)
const lives = life.map((intents) => play(env, intents).world)
/** Many on one network, so that there are classes of several; several hosts. */
const many = fc.oneof(manyBridges, twoHosts).map((given) => worldOf(env, given))
const clusters = cases.map((given) => {
  const { lab } = built(env, given)
  broken(given, lab)
  return lab.world.cnm
})

test.each([
  ['in lives of one host', lives],
  ['over many bridges and overlapping subnets', many],
  ['in clusters', clusters],
])('the matrix equals asking every pair, %s', (_, worlds) => {
  fc.assert(
    fc.property(worlds, (world) => {
      const to = sandboxPlaces(world)
      const from = [...to, ...allHosts(world).map(machinePlace)]
      const expected = from.flatMap((asker) =>
        to
          .filter((place) => place.namespace !== asker.namespace)
          .flatMap(({ label, addresses }) =>
            addresses.map((address) => ({
              from: asker.label,
              to: label,
              address,
              ping: ping(env, world, asker.namespace, address).why ?? 'ok',
              ports: PORTS.map((port) => {
                const [number, protocol] =
                  typeof port === 'number' ? [port, 'tcp' as const] : [port.port, port.protocol]
                const { why } = connect(env, world, asker.namespace, address, number, protocol)
                return { protocol, port: number, verdict: why ?? 'ok' }
              }),
            })),
          ),
      )
      const asked = matrix(env, world, { from, to, ports: PORTS })
      expect(matrixRows(asked)).toEqual(expected)
      const copy: Matrix = JSON.parse(JSON.stringify(asked))
      expect(matrixRows(copy)).toEqual(expected)
      for (const asker of from)
        for (const { address, ping: told, ports } of expected.filter((row) => row.from === asker.label)) {
          expect(verdict(env, world, asker.namespace, address)).toBe(told)
          for (const { verdict: each, ...port } of ports)
            expect(verdict(env, world, asker.namespace, address, port)).toBe(each)
        }
    }),
    { numRuns: worlds === clusters ? 5 : RUNS },
  )
})

test('by default all sandboxes ask each other, and progress counts those who asked', () => {
  const [intents = []] = fc.sample(life, { numRuns: 1, seed: 3 })
  const { world } = play(env, intents)
  const told: string[] = []
  const asked = matrix(env, world, {}, (done, all) => void told.push(`${done}/${all}`))
  const places = sandboxPlaces(world)
  expect(asked.from).toEqual(places.map(({ namespace }) => askerOf(world, namespace).label))
  expect(told).toEqual(places.map((_, i) => `${i + 1}/${places.length}`))
})

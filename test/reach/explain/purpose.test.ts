// Whatever the standard drivers sign with has a phrase of its own; other codes get one that repeats them.
import { expect, it } from 'vitest'
import { dataPlane } from '../../../src/cnm/dataPlane.js'
import type { Options } from '../../../src/drivers/api.js'
import type { Namespace } from '../../../src/dataplane/namespace.js'
import { knownPurposes, purposePhrase } from '../../../src/reach/explain/purpose.js'
import { env, idOf, lab, subnets, withContainer, withNetwork } from '../lab.js'

const causesOf = ({ interfaces, routes, listeners, rules4, rules6 }: Namespace) => {
  const chains = [rules4, rules6].flatMap((r) => (r ? [...r.raw, ...r.mangle, ...r.filter, ...r.nat] : []))
  return [...interfaces, ...routes, ...listeners, ...chains.flatMap((c) => c.rules)].map(({ cause }) => cause)
}

it('every purpose in a world with networks of all kinds is known', () => {
  const option = (key: string, value: string): { options: Options } => ({
    options: [[`com.docker.network.bridge.${key}`, value]],
  })
  const kinds = [
    {},
    { internal: true },
    option('enable_icc', 'false'),
    option('gateway_mode_ipv4', 'routed'),
    option('gateway_mode_ipv4', 'nat-unprotected'),
    option('trusted_host_interfaces', 'eth0'),
    subnets('10.9.0.0/24', 'fd00:9::/64'),
  ]
  const ports = ['8080:80', '127.0.0.1:8081:80']
  const world = kinds.reduce((w, spec, i) => {
    const own = i === 0 ? ports : []
    return withContainer(withNetwork(w, `net${i}`, spec), `web${i}`, {
      on: [`net${i}`],
      ports: own,
      listens: [80],
    })
  }, lab())
  const plane = dataPlane(env, world)
  const ids = ['h1', 'lan', ...kinds.map((_, i) => idOf(world, `web${i}`))]
  const found = ids.flatMap((id) => {
    const namespace = plane.namespace(id)
    return namespace ? causesOf(namespace) : []
  })
  const purposes = new Set(found.map((cause) => cause.purpose))
  expect(purposes).toContain('loopback-port')
  expect([...purposes].filter((purpose) => !knownPurposes.includes(purpose))).toEqual([])
})

it('a driver of a third party gets a phrase made of its own code', () => {
  expect(purposePhrase({ purpose: 'wormhole', network: 'net1' })).toBe(
    'it is there for "wormhole" of network net1',
  )
  expect(purposePhrase({ purpose: 'constructor' })).toBe('it is there for "constructor"')
})

import { expect, test } from 'vitest'
import { labWith } from '../shop.js'
import { lawProblems } from '../../../src/testing/laws/laws.js'
import { oracle } from '../../../src/testing/laws/oracle.js'

test('the oracle leaves out what is not plain', () => {
  const lab = labWith(
    'network create -d macvlan -o parent=eth0 phys',
    'network create -o com.docker.network.bridge.gateway_mode_ipv4=routed routed',
    'network create plain',
    'run -d --name on-lan --network phys nginx',
    'run -d --name on-routed --network routed nginx',
    'run -d --name on-plain --network plain nginx',
    'run -d --name on-host --network host nginx',
  )
  const labels = new Set(oracle(lab.world.cnm).map(({ label }) => label))
  expect([...labels].toSorted()).toEqual(['h1', 'h1/on-plain', 'lan', 'peer'])
  expect(lawProblems(lab)).toEqual([])
})

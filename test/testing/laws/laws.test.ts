import { expect, test } from 'vitest'
import { labWith } from '../shop.js'
import { lawProblems } from '../../../src/testing/laws/laws.js'
import { oracle } from '../../../src/testing/laws/oracle.js'
import type { Lab } from '../../../src/index.js'

const MODE = '-o com.docker.network.bridge.gateway_mode_ipv'

test('the oracle leaves out what it does not understand', () => {
  const lab = labWith(
    'network create -d macvlan -o parent=eth0 phys',
    'network create -o com.docker.network.bridge.trusted_host_interfaces=eth0 trusting',
    'network create plain',
    'run -d --name on-lan --network phys nginx',
    'run -d --name on-trusting --network trusting nginx',
    'run -d --name on-plain --network plain nginx',
    'run -d --name on-host --network host nginx',
  )
  const labels = new Set(oracle(lab.world.cnm).map(({ label }) => label))
  expect([...labels].toSorted()).toEqual(['h1', 'h1/on-plain', 'lan', 'peer'])
  expect(lawProblems(lab)).toEqual([])
})

/** Pings that it expects to be answered, as `FROM ADDRESS`. */
const reached = (lab: Lab): readonly string[] =>
  oracle(lab.world.cnm).flatMap(({ label, to, reaches }) => (reaches ? [`${label} ${to}`] : []))

test('what it says of families, routed networks and containers on no network', () => {
  const lab = labWith(
    `network create --ipv6 --subnet 10.1.0.0/24 --subnet fd00:1::/64 ${MODE}4=routed ${MODE}6=routed routed`,
    'network create --subnet 10.2.0.0/24 plain',
    'network create --internal --ipv6 --subnet 10.3.0.0/24 --subnet fd00:3::/64 inner',
    'run -d --name rr --network routed nginx',
    'run -d --name pp --network plain nginx',
    'run -d --name ii --network inner nginx',
    'run -d --name nn --network none nginx',
  )
  const said = reached(lab)
  // a ping comes in where it is routed, but only in the family in which the asker has a way out
  expect(said).toContain('h1/pp 10.1.0.2')
  expect(said).not.toContain('h1/pp fd00:1::2')
  expect(said).not.toContain('h1/rr 10.2.0.2')
  expect(said).not.toContain('h1/ii 10.1.0.2')
  expect(said.filter((each) => each.startsWith('h1/nn'))).toEqual([])
  expect(said).toContain('h1 fd00:3::2')
  expect(said).toContain('h1/pp 198.51.100.7')
  expect(lawProblems(lab)).toEqual([])
})

test('the laws hold of ports, of UDP, of shared network stacks, and of ports that a routed network does not bind', () => {
  const lab = labWith(
    `network create --ipv6 ${MODE}4=routed routed`,
    'network create --ipv6 plain',
    'network create --internal inner',
    'run -d --name web --network plain -p 8080:80 alpine httpd -f -p 80',
    'run -d --name dns --network plain -p 5353:53/udp --label cnm.listen=53/udp alpine sleep 1d',
    'run -d --name api --network routed -p 8081:80 alpine httpd -f -p 80',
    'run -d --name both --network routed --network plain -p 8082:80 alpine httpd -f -p 80',
    'run -d --name hidden --network inner -p 8083:80 alpine httpd -f -p 80',
    'run -d --name beside --network container:web alpine httpd -f -p 9001',
    'run -d --name own --network host alpine httpd -f -p 9002',
  )
  expect(lawProblems(lab)).toEqual([])
})

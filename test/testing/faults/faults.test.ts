// Each fault does what it says, and nothing else that a sound engine would not do.
import { expect, test } from 'vitest'
import { standardEnv } from '../../../src/index.js'
import { faultNames, plant } from '../../../src/testing/faults/faults.js'
import { lawProblems } from '../../../src/testing/laws/laws.js'
import { DockerScript } from '../../../src/testing/script/script.js'

const MODE = '-o com.docker.network.bridge.gateway_mode_ipv'

const STORY = new DockerScript([
  'network create -o com.docker.network.bridge.gateway_mode_ipv4=nat-unprotected open',
  'network create --internal inner',
  'network create -o com.docker.network.bridge.enable_icc=false quiet',
  `network create --ipv6 --subnet 10.9.1.0/24 --subnet fd00:1::/64 ${MODE}4=routed ${MODE}6=nat-unprotected six`,
  'network create --ipv6 --subnet 10.9.2.0/24 --subnet fd00:2::/64 seven',
  'run -d --name one --network open nginx',
  'run -d --name two --network inner --network-alias db nginx',
  'run -d --name three --network quiet nginx',
  'run -d --name four --network quiet nginx',
  'run -d --name five --network seven -p 8080:80 --network-alias web alpine httpd -f -p 80',
  'run -d --name six --network six --network-alias web alpine httpd -f -p 80',
  'run -d --name both --network six --network seven alpine httpd -f -p 80',
])

test('a sound engine breaks no law', () => {
  expect(lawProblems(STORY.play(standardEnv()))).toEqual([])
})

test.each(faultNames)('%s breaks one, and the env that it was planted in stays sound', (fault) => {
  const env = standardEnv()
  expect(lawProblems(STORY.play(plant(fault, env)))).not.toEqual([])
  expect(lawProblems(STORY.play(env))).toEqual([])
})

test('what each does', () => {
  const lab = (fault: (typeof faultNames)[number]) => STORY.play(plant(fault))
  expect(lab('no-isolation').ping('h1/three', '172.18.0.2').verdict).toBe('reachable')
  expect(lab('forgotten-internal').ping('h1/two', '198.51.100.7').verdict).toBe('reachable')
  expect(lab('forgotten-icc').ping('h1/three', 'four').verdict).toBe('reachable')
  expect(lab('leaked-alias').resolve('h1/one', 'db')).toMatchObject({ address: '172.19.0.2' })
  expect(lab('no-isolation-ipv6').ping('h1/five', 'fd00:1::2').verdict).toBe('reachable')
  expect(lab('no-isolation-ipv6').ping('h1/three', '172.18.0.2').verdict).toBe('unreachable')
  expect(lab('open-ports').http('h1/five', '10.9.1.2', 80).verdict).toBe('reachable')
  expect(lab('ports-at-home').http('peer', '192.0.2.11', 8080).verdict).toBe('unreachable')
  expect(lab('wrong-gateway').ping('h1/five', '198.51.100.7').verdict).toBe('unreachable')
  expect(lab('alias-order').resolve('h1/both', 'web')).toMatchObject({ address: 'fd00:1::2' })
  const twice = lab('address-twice')
  expect(twice.state('h1/three').interfaces[0]?.address).toBe(twice.state('h1/four').interfaces[0]?.address)
})

// Each fault does what it says, and nothing else that a sound engine would not do.
import { expect, test } from 'vitest'
import { standardEnv } from '../../../src/index.js'
import { faultNames, plant } from '../../../src/testing/faults/faults.js'
import { lawProblems } from '../../../src/testing/laws/laws.js'
import { DockerScript } from '../../../src/testing/script/script.js'

const STORY = new DockerScript([
  'network create -o com.docker.network.bridge.gateway_mode_ipv4=nat-unprotected open',
  'network create --internal inner',
  'network create -o com.docker.network.bridge.enable_icc=false quiet',
  'run -d --name one --network open nginx',
  'run -d --name two --network inner --network-alias db nginx',
  'run -d --name three --network quiet nginx',
  'run -d --name four --network quiet nginx',
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
  const twice = lab('address-twice')
  expect(twice.state('h1/three').interfaces[0]?.address).toBe(twice.state('h1/four').interfaces[0]?.address)
})

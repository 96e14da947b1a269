import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standardEnv } from '../../../src/index.js'
import { DockerScript, labOn } from '../../../src/testing/script/script.js'

const env = standardEnv()

test('a script is played line by line', () => {
  const lab = new DockerScript(['network create net1', 'run -d --name ctr1 --network net1 nginx']).play(env)
  expect(lab.ping('h1', '172.18.0.2').verdict).toBe('reachable')
})

test('a refused line throws, with what docker prints', () => {
  expect(() => new DockerScript(['network rm nothing']).play(env)).toThrow(
    'docker network rm nothing\nError response from daemon: network nothing not found',
  )
})

test('fast-check prints it as it would be typed', () => {
  expect(fc.stringify(new DockerScript(['ps', 'network ls']))).toBe('\ndocker ps\ndocker network ls\n')
})

test('a laboratory of several hosts', () => {
  expect(labOn(env, 2).ping('h1', '192.0.2.12').verdict).toBe('reachable')
})

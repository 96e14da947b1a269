// The verdict alone: by address and by name, pings and ports; and the same from a world that was asked before.
import { expect, test } from 'vitest'
import { reaches, verdict } from '../../src/reach/reaches.js'
import { createLab } from '../../src/shell/lab/lab.js'
import { sandboxesOn } from '../../src/cnm/lookup.js'

const lab = createLab()
lab.docker('h1', 'network create front')
lab.docker('h1', 'network create back')
lab.docker('h1', 'run -d --name web --network front alpine httpd -f -p 80')
lab.docker('h1', 'run -dit --name api --network front alpine ash')
lab.docker('h1', 'run -dit --name db --network back alpine ash')
const world = lab.world.cnm
const idOf = (name: string): string =>
  sandboxesOn(world, 'h1').find((s) => s.label === `h1/${name}`)?.id ?? ''

test.each([
  ['api', 'web', undefined, 'ok'],
  ['api', 'web', 80, 'ok'],
  ['api', 'web', { protocol: 'udp', port: 80 } as const, 'refused'],
  ['api', 'web', 81, 'refused'],
  ['api', '172.19.0.2', undefined, 'timeout'],
  ['api', 'db', undefined, 'no-such-name'],
  ['api', '0.0.0.0', undefined, 'ok'],
])('%s to %s, port %j: %s', (from, target, port, expected) => {
  expect(verdict(lab.env, world, idOf(from), target, port)).toBe(expected)
  expect(verdict(lab.env, world, idOf(from), target, port)).toBe(expected)
  expect(reaches(lab.env, world, idOf(from), target, port)).toBe(expected === 'ok')
})

test('another world has answers of its own', () => {
  const { env } = lab
  expect(reaches(env, world, idOf('api'), 'db')).toBe(false)
  lab.docker('h1', 'network connect back api')
  expect(reaches(env, lab.world.cnm, idOf('api'), 'db')).toBe(true)
  expect(reaches(env, world, idOf('api'), 'db')).toBe(false)
})

test('nobody asks from a place that is not there', () => {
  expect(() => reaches(lab.env, world, 'nowhere', 'web')).toThrow('nowhere')
})

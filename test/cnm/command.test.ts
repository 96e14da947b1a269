// Every change is data: applied, replayed, refused.
import { expect, test } from 'vitest'
import { apply, type Command } from '../../src/cnm/command.js'
import { emptyWorld } from '../../src/cnm/world.js'
import { standardEnv } from '../../src/standard.js'
import { applyAll, LAB, listener, Lab, refusal } from './lab.js'
import { allHosts } from '../../src/cnm/lookup.js'

const env = standardEnv()

test('the same commands make the same world, ids and all', () => {
  expect(applyAll(env, emptyWorld, LAB)).toEqual(applyAll(env, emptyWorld, LAB))
})

test('the world of before is still the world of before', () => {
  const before = applyAll(env, emptyWorld, LAB)
  const text = JSON.stringify(before)
  new Lab(env, before).run('web', 'bridge', { publish: ['8080:80'] })
  expect(JSON.stringify(before)).toBe(text)
})

test('names and processes are amended; what is not there is refused', () => {
  const lab = new Lab()
  const sandbox = lab.run('web', 'bridge')
  lab.apply({ do: 'amendSandbox', sandbox, change: { label: 'renamed', listeners: [listener('late', 80)] } })
  expect(lab.http('h1', '172.17.0.2', 80)).toBe('late')
  const endpoint = lab.endpoint('bridge', 'web').id
  lab.apply({ do: 'amendEndpoint', endpoint, change: { name: 'other' } })
  expect(lab.endpoint('bridge', 'web').info().name).toBe('other')

  const gone: readonly (readonly [Command, string])[] = [
    [{ do: 'amendSandbox', sandbox: 'x', change: {} }, 'sandbox-not-found'],
    [{ do: 'amendEndpoint', endpoint: 'x', change: {} }, 'endpoint-not-found'],
    [{ do: 'deleteEndpoint', endpoint: 'constructor' }, 'endpoint-not-found'],
    [{ do: 'deleteNetwork', network: '__proto__' }, 'network-not-found'],
    [{ do: 'createEndpoint', network: 'toString', spec: { name: 'x' } }, 'network-not-found'],
    [{ do: 'newSandbox', host: 'h9', spec: { containerId: 'x' } }, 'host-not-found'],
    [{ do: 'setLink', host: 'h9', up: true }, 'host-not-found'],
    [{ do: 'addLan', id: 'h1/docker0' }, 'lan-like-bridge'],
  ]
  for (const [command, code] of gone)
    expect(apply(env, lab.world, command)).toMatchObject({ ok: false, error: { code } })
})

test('the networks that the engine makes itself stay', () => {
  const lab = new Lab()
  const network = lab.network('bridge')?.id ?? ''
  expect(refusal(() => lab.apply({ do: 'deleteNetwork', network }))).toBe('network-predefined')
})

test('a controller of an empty world makes its host; its refusals change nothing', () => {
  const lab = new Lab(env, emptyWorld)
  expect(allHosts(lab.world).map(({ id }) => id)).toEqual(['h1'])
  const { world } = lab
  expect(refusal(() => lab.bridge('bridge'))).toBe('network-exists')
  expect(lab.world).toBe(world)
  expect(lab.network('nothing')).toBeUndefined()
})

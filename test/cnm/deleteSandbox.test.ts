// Deleting: a sandbox takes its endpoints, addresses, ports and rules with it; a network in use stays.
import { expect, test } from 'vitest'
import { CnmRefusal } from '../../src/cnm/errors.js'
import { Lab, refusal } from './lab.js'

test('everything is released: addresses, host ports, rules, listeners', () => {
  const lab = new Lab()
  lab.bridge('net1')
  lab.bridge('net2')
  const before = lab.world
  const hostBefore = lab.namespace('h1')
  lab.run('web', 'net1 net2', { publish: ['8080:80'], listen: [80] })
  expect(lab.namespace('h1')).not.toEqual(hostBefore)
  lab.remove('web')
  expect(lab.world).toEqual({ ...before, clock: lab.world.clock })
  expect(lab.namespace('h1')).toEqual(hostBefore)
})

test('ephemeral ports go on behind the last one, as the port allocator remembers it', () => {
  const lab = new Lab()
  lab.run('web', 'bridge', { publish: ['80'] })
  expect(lab.bindings('bridge', 'web')).toEqual([
    '0.0.0.0:32768->172.17.0.2:80/tcp',
    ':::32768->172.17.0.2:80/tcp',
  ])
  lab.remove('web')
  lab.run('web', 'bridge', { publish: ['80'] })
  expect(lab.bindings('bridge', 'web')[0]).toBe('0.0.0.0:32769->172.17.0.2:80/tcp')
})

test('a network with endpoints is not deleted, and neither are host and none', () => {
  const lab = new Lab()
  const net1 = lab.bridge('net1')
  lab.run('web', 'net1')
  const { id } = lab.endpoint('net1', 'web')
  try {
    net1.delete()
    expect.unreachable()
  } catch (error) {
    expect(error instanceof CnmRefusal && error.message).toBe(
      `network net1 has active endpoints (name:"web" id:"${id.slice(0, 12)}")`,
    )
  }
  lab.remove('web')
  expect(refusal(() => net1.delete())).toBe('ok')
  expect(refusal(() => net1.delete())).toBe('network-not-found')
  expect(refusal(() => lab.network('host')?.delete())).toBe('network-undeletable')
})

test('one sandbox a container, and none for nobody', () => {
  const lab = new Lab()
  lab.run('web', '')
  expect(refusal(() => lab.newSandbox('web'))).toBe('sandbox-exists')
  expect(refusal(() => lab.newSandbox(''))).toBe('container-id-empty')
  lab.remove('web')
  expect(refusal(() => lab.remove('web'))).toBe('sandbox-not-found')
})

// Joining: the interface and its name, and what is refused (recordings multi-interface-names, multi-ifname-*).
import { describe, expect, test } from 'vitest'
import { CnmRefusal } from '../../src/cnm/errors.js'
import { IFNAME_OPTION } from '../../src/cnm/enter.js'
import { Lab, refusal } from './lab.js'

const three = () => {
  const lab = new Lab()
  for (const name of ['net1', 'net2', 'net3']) lab.bridge(name)
  return lab
}
const named = (name: string) => ({ options: [[IFNAME_OPTION, name]] }) as const
const interfaces = (lab: Lab) => lab.state('web1').interfaces

describe('interface names', () => {
  test('the lowest free number is used again after a disconnect', () => {
    const lab = three()
    lab.run('web1', 'net1 net2 net3')
    expect(interfaces(lab)).toEqual(['eth0 172.18.0.2/16', 'eth1 172.19.0.2/16', 'eth2 172.20.0.2/16'])
    lab.disconnect('net1', 'web1')
    lab.connect('net1', 'web1')
    expect(interfaces(lab)).toEqual(['eth1 172.19.0.2/16', 'eth2 172.20.0.2/16', 'eth0 172.18.0.2/16'])
    lab.disconnect('net3', 'web1')
    lab.disconnect('net2', 'web1')
    lab.connect('net3', 'web1')
    lab.connect('net2', 'web1')
    expect(interfaces(lab)).toEqual(['eth0 172.18.0.2/16', 'eth1 172.20.0.2/16', 'eth2 172.19.0.2/16'])
  })

  test('automatic names go round one that the user fixed', () => {
    const lab = three()
    lab.run('web1', '')
    lab.connect('net1', 'web1', named('eth1'))
    lab.connect('net2', 'web1')
    lab.connect('net3', 'web1')
    expect(interfaces(lab)).toEqual(['eth1 172.18.0.2/16', 'eth0 172.19.0.2/16', 'eth2 172.20.0.2/16'])
  })

  test('prefixes count independently', () => {
    const lab = three()
    lab.bridge('bds', { options: [['com.docker.network.container_iface_prefix', 'bds']] })
    lab.run('web1', 'net1 bds net2')
    expect(interfaces(lab).map((line) => line.split(' ')[0])).toEqual(['eth0', 'bds0', 'eth1'])
  })

  test.each([
    ['eth0', 'file exists'],
    ['lo', 'file exists'],
    ['averyveryverylongname', 'numerical result out of range'],
    ['a/b', 'invalid argument'],
  ])('%s is refused: %s', (name, why) => {
    const lab = three()
    lab.run('web1', 'net1')
    const before = lab.world
    const endpoint = lab.network('net2')?.createEndpoint('web1', named(name))
    const created = lab.world
    try {
      endpoint?.join(lab.sandbox('web1'))
      expect.unreachable()
    } catch (error) {
      const text = error instanceof CnmRefusal ? error.message.replaceAll(/veth[0-9a-f]{7}/g, 'VETH') : error
      expect(text).toBe(
        `failed to add interface VETH to sandbox: error renaming interface "VETH" to "${name}": ${why}`,
      )
    }
    expect(lab.world).toBe(created)
    endpoint?.delete()
    expect(lab.world.sandboxes).toEqual(before.sandboxes)
  })
})

describe('refused', () => {
  test('what is not there, what has joined already, and what is on another host', () => {
    const lab = three()
    lab.run('web1', '')
    const endpoint = lab.network('net1')!.createEndpoint('web1')
    const join = (e: string, s: string) => refusal(() => lab.apply({ do: 'join', endpoint: e, sandbox: s }))
    expect(join('nonsense', lab.sandbox('web1').id)).toBe('endpoint-not-found')
    expect(join(endpoint.id, 'nonsense')).toBe('sandbox-not-found')
    lab.apply({
      do: 'addHost',
      spec: {
        id: 'h2',
        hasEngine: true,
        interfaces: [],
        routes: [],
        forwarding: true,
        nameservers: [],
        zone: null,
      },
    })
    const elsewhere = lab.apply({ do: 'newSandbox', host: 'h2', spec: { containerId: 'web1' } }).sandbox!
    expect(join(endpoint.id, elsewhere)).toBe('foreign-host')
    expect(join(endpoint.id, lab.sandbox('web1').id)).toBe('ok')
    expect(join(endpoint.id, lab.sandbox('web1').id)).toBe('endpoint-taken')
  })

  test('leaving: the wrong sandbox, or none', () => {
    const lab = three()
    lab.run('web1', '')
    lab.run('web2', 'net1')
    const endpoint = lab.network('net1')!.createEndpoint('web1')
    const leave = (name: string) => refusal(() => endpoint.leave(lab.sandbox(name)))
    expect(leave('web1')).toBe('endpoint-not-joined')
    endpoint.join(lab.sandbox('web1'))
    expect(refusal(() => endpoint.delete())).toBe('endpoint-joined')
    expect(leave('web2')).toBe('wrong-sandbox')
    expect(leave('web1')).toBe('ok')
  })
})

// What the name of a parent stands for: an interface of the host, a VLAN on one, or a dummy of the network's own.
import { expect, test } from 'vitest'
import { parentOf, refuseParent } from '../../../src/drivers/parent/parent.js'
import { refuseLink } from '../../../src/drivers/parent/kernel.js'
import { device } from '../../cnm/lab.js'
import { hostInfo, networkInfo } from '../info.js'

const host = hostInfo({ interfaces: [{ ...device('eth0', ['192.0.2.11/24'], 'lan0'), mtu: 9000 }] })
const below = (name: string) => networkInfo({ options: [['parent', name]] })

test('an interface: the network is on its segment, with its MTU, and nothing is made', () => {
  expect(parentOf(below('eth0'), host, 'dm-')).toMatchObject({ segment: 'lan0', mtu: 9000, made: null })
})

test('a VLAN: one segment for all hosts of the LAN, by a device that is as good as its base', () => {
  const vlan = parentOf(below('eth0.10'), host, 'dm-')
  expect(vlan).toMatchObject({ segment: 'vlan 10 of lan0', mtu: 9000, made: { name: 'eth0.10', up: true } })
})

test('none: a dummy that is named after the network, on a segment of its own', () => {
  const dummy = parentOf(networkInfo(), host, 'dm-')
  expect(dummy).toMatchObject({
    name: 'dm-0123456789ab',
    segment: 'h1/dm-0123456789ab',
    made: { addresses: [], cause: { purpose: 'dummy-parent', network: 'net1' } },
  })
})

test('devices of other drivers may be parents', () => {
  expect(refuseParent(below('docker0'), host)?.code).toBe('no-such-parent')
  expect(refuseParent(below('docker0'), { ...host, devices: ['docker0'] })).toBeNull()
})

test.each([
  ['macvlan', 'bridge', 'macvlan', 'bridge', null],
  ['macvlan', 'bridge', 'ipvlan', 'bridge', 'device or resource busy'],
  ['macvlan', 'passthru', 'macvlan', 'bridge', 'invalid argument'],
  ['macvlan', 'bridge', 'macvlan', 'passthru', 'invalid argument'],
])('a %s in mode %s beside a %s in mode %s: %s', (kind, mode, other, otherMode, refused) => {
  const children = [{ kind: other, mode: otherMode, parent: 'eth0', mac: null }]
  expect(refuseLink({ kind, mode, parent: 'eth0' }, { ...host, children })).toBe(refused)
  expect(refuseLink({ kind, mode, parent: 'eth1' }, { ...host, children })).toBeNull()
})

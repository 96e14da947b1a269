// A bridge network in the packet filter, line by line as a real engine has it (recordings rules-*).
import { describe, expect, test } from 'vitest'
import { Lab, options, pool } from '../../cnm/lab.js'
import { recordedRules } from './recorded.js'

const published = { publish: ['8080:80'], listen: [80] }

test('a new engine: its own chains and docker0, in IPv4 and in IPv6', () => {
  const lab = new Lab()
  expect(lab.rules(4)).toEqual(recordedRules('rules-new-daemon', 0, []))
  expect(lab.rules(6)).toEqual(recordedRules('rules-new-daemon', 1, []))
})

test('a container on docker0 adds one raw rule, and takes it away', () => {
  const lab = new Lab()
  lab.run('ctr1', 'bridge')
  expect(lab.rules()).toEqual(recordedRules('rules-new-daemon', 2, []))
  lab.remove('ctr1')
  expect(lab.rules()).toEqual(recordedRules('rules-new-daemon', 3, []))
})

test('a user-defined bridge: empty, with containers, with one less, and gone again', () => {
  const lab = new Lab()
  const recorded = (probe: number) => recordedRules('rules-user-bridge', probe, ['net1'])
  const net1 = lab.bridge('net1')
  expect(lab.rules()).toEqual(recorded(0))
  lab.run('aa', 'net1')
  lab.run('bb', 'net1')
  expect(lab.rules()).toEqual(recorded(1))
  lab.remove('aa')
  expect(lab.rules()).toEqual(recorded(2))
  lab.remove('bb')
  net1.delete()
  expect(lab.rules()).toEqual(recorded(3))
})

test('an internal bridge is kept apart by its subnet', () => {
  const lab = new Lab()
  lab.bridge('inner', { internal: true })
  lab.run('aa', 'inner')
  expect(lab.rules()).toEqual(recordedRules('rules-internal', 0, ['inner']))
})

test('without inter-container communication: traffic that stays on the bridge is dropped', () => {
  const lab = new Lab()
  lab.bridge('quiet', { options: options({ enable_icc: 'false' }) })
  lab.run('aa', 'quiet', published)
  expect(lab.rules()).toEqual(recordedRules('rules-no-icc', 0, ['quiet']))
})

describe('gateway modes, with a published port', () => {
  for (const mode of ['nat', 'routed'])
    test(mode, () => {
      const lab = new Lab()
      lab.bridge('net1', { options: options({ gateway_mode_ipv4: mode }) })
      lab.run('aa', 'net1', published)
      expect(lab.rules()).toEqual(recordedRules(`rules-gateway-${mode}`, 0, ['net1']))
    })

  test('isolated, which only an internal network can be', () => {
    const lab = new Lab()
    lab.bridge('net1', { internal: true, options: options({ gateway_mode_ipv4: 'isolated' }) })
    lab.run('aa', 'net1', published)
    expect(lab.rules()).toEqual(recordedRules('rules-gateway-isolated', 0, ['net1']))
  })
})

test('a dual-stack bridge has the same rules in both families', () => {
  const lab = new Lab()
  lab.bridge('dual', { ipv6: true, ipam: [pool('fd00:1::/64'), pool('10.9.0.0/24')] })
  lab.run('aa', 'dual', published)
  expect(lab.rules(4)).toEqual(recordedRules('rules-ipv6', 0, ['dual']))
  expect(lab.rules(6)).toEqual(recordedRules('rules-ipv6', 1, ['dual']))
})

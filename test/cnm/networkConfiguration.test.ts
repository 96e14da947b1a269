// Configuration networks and their users: what may not be said together (moby libnetwork TestNetworkConfig).
import { expect, test } from 'vitest'
import { describe as describeError } from '../../src/cnm/errors.js'
import { refuseConfiguration } from '../../src/cnm/networkConfiguration.js'
import type { NetworkSpec } from '../../src/cnm/networkSpec.js'
import { options, pool } from './lab.js'

const refused = (spec: Partial<NetworkSpec>): string => {
  const error = refuseConfiguration({ driver: 'bridge', name: 'net1', ...spec })
  return error ? describeError(error).text : 'accepted'
}

const OPERATOR =
  'configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.'
const USER =
  'user specified configurations are not supported if the network depends on a configuration network'
const DRIVER = 'network driver options are not supported if the network depends on a configuration network'

test.each<[string, Partial<NetworkSpec>]>([
  ['accepted', {}],
  ['accepted', { configOnly: true, ipam: [pool('10.7.0.0/24')], options: options({ name: 'br0' }) }],
  [OPERATOR, { configOnly: true, internal: true }],
  [OPERATOR, { configOnly: true, attachable: true }],
  [OPERATOR, { configOnly: true, ingress: true }],
  [OPERATOR, { configOnly: true, scope: 'local' }],
  [
    'a configuration network cannot depend on another configuration network',
    { configOnly: true, configFrom: 'template' },
  ],
  ['accepted', { configFrom: 'template', internal: true, attachable: true }],
  [USER, { configFrom: 'template', ipamDriver: 'null' }],
  [USER, { configFrom: 'template', ipamOptions: [['key', 'value']] }],
  [USER, { configFrom: 'template', ipam: [pool('10.7.0.0/24')] }],
  [USER, { configFrom: 'template', ipv6: true }],
  [USER, { configFrom: 'template', labels: [['key', 'value']] }],
  [DRIVER, { configFrom: 'template', options: options({ name: 'br0' }) }],
])('%s: %o', (text, spec) => expect(refused(spec)).toBe(text))

test.each([
  ['nmsgs', '3', 'accepted'],
  ['nmsgs', '4', 'com.docker.network.advertise_addr_nmsgs must be in the range 0 to 3'],
  ['nmsgs', 'x', 'value for option com.docker.network.advertise_addr_nmsgs "x" must be an integer'],
  ['ms', '100', 'accepted'],
  ['ms', '99', 'com.docker.network.advertise_addr_ms must be in the range 100 to 2000'],
  ['ms', '1s', 'value for option com.docker.network.advertise_addr_ms "1s" must be integer milliseconds'],
])('advertise_addr_%s=%s: %s', (key, value, text) => {
  expect(refused({ options: [[`com.docker.network.advertise_addr_${key}`, value]] })).toBe(text)
})

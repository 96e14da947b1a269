// One sample of every refusal of swarm's, for docs/errors.md: the type makes sure that none is missing.
import type { SwarmError, SwarmErrorCode } from '../../src/engine/swarm/errors.js'

export const swarmSamples: {
  readonly [C in SwarmErrorCode]: Extract<SwarmError, { readonly code: C }>
} = {
  'no-manager': { code: 'no-manager', worker: true },
  'no-leader': { code: 'no-leader' },
  'lost-leadership': { code: 'lost-leadership' },
  'in-swarm': { code: 'in-swarm' },
  'not-in-swarm': { code: 'not-in-swarm' },
  'bad-address': { code: 'bad-address', use: 'advertise' },
  'listen-form': { code: 'listen-form', address: 'eth0' },
  'no-address': { code: 'no-address' },
  'several-addresses': {
    code: 'several-addresses',
    interfaces: ['eth0', 'eth1'],
    addresses: ['192.0.2.11', '198.51.100.11'],
  },
  'interface-addresses': {
    code: 'interface-addresses',
    interface: 'eth0',
    addresses: ['192.0.2.11', '192.0.2.12'],
  },
  'must-listen': { code: 'must-listen' },
  'subnet-size': { code: 'subnet-size', size: 30 },
  'pool-too-small': { code: 'pool-too-small', pool: '10.20.0.0/16', size: 12 },
  'data-path-port': { code: 'data-path-port', port: 80 },
  'join-token': { code: 'join-token' },
  'wrong-authority': { code: 'wrong-authority', digest: 'd72c1ad1'.padEnd(64, '0') },
  'join-timeout': { code: 'join-timeout' },
  'last-manager': { code: 'last-manager' },
  'quorum-loss': { code: 'quorum-loss', left: 1, of: 2 },
  'manager-leaves': { code: 'manager-leaves' },
  attach: {
    code: 'attach',
    network: 'ov1',
    cause: { code: 'rpc', status: 'PermissionDenied', text: 'network ov1 not manually attachable' },
  },
  'attach-timeout': { code: 'attach-timeout' },
  'attached-in-vain': { code: 'attached-in-vain', network: 'ov1' },
  deadline: { code: 'deadline' },
  attached: { code: 'attached', container: 'ctr1', network: 'ov1' },
  'no-such-node': { code: 'no-such-node', term: 'h9' },
  'ambiguous-node': { code: 'ambiguous-node', term: 'h2', count: 2 },
  availability: { code: 'availability', value: 'bogus' },
  role: { code: 'role', value: 'boss' },
  rpc: { code: 'rpc', status: 'FailedPrecondition', text: "node h2 is not down and can't be removed" },
}

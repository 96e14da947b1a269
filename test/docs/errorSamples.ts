/** One example of every refusal, for the table of docs/errors.md. A code without an example does not compile. */
import { mustParseCidr, prefixOf } from '../../src/addr/cidr.js'
import { mustParseIp } from '../../src/addr/ip.js'
import type { CnmError, CnmErrorCode } from '../../src/cnm/errors.js'
import { driverError } from '../../src/drivers/api.js'
import type { EngineError, EngineErrorCode } from '../../src/engine/errors.js'
import type { IpamError } from '../../src/ipam/errors.js'

const ID = '0123456789ab'
const address = mustParseIp('172.18.0.5')
const subnet = mustParseCidr('172.18.0.0/16')
const taken: IpamError = { code: 'address-in-use', address }
const refusedByDriver = driverError(
  'internal',
  'port-allocated',
  'Bind for 0.0.0.0:8080 failed: port is already allocated',
)

export const cnmSamples: { readonly [Code in CnmErrorCode]: Extract<CnmError, { readonly code: Code }> } = {
  'host-not-found': { code: 'host-not-found', host: 'h9' },
  'host-without-engine': { code: 'host-without-engine', host: 'peer' },
  'lan-like-bridge': { code: 'lan-like-bridge', lan: 'h1/docker0', host: 'h1' },
  'host-exists': { code: 'host-exists', host: 'h1' },
  'next-hop-unreachable': { code: 'next-hop-unreachable', host: 'peer', via: address },
  'name-empty': { code: 'name-empty' },
  'network-exists': { code: 'network-exists', name: 'net1' },
  'network-not-found': { code: 'network-not-found', term: 'net1' },
  'plugin-not-found': { code: 'plugin-not-found', name: 'weave' },
  'config-only-operator-fields': { code: 'config-only-operator-fields' },
  'config-depends-on-config': { code: 'config-depends-on-config' },
  'config-from-user-config': { code: 'config-from-user-config' },
  'config-from-driver-options': { code: 'config-from-driver-options' },
  'config-not-found': { code: 'config-not-found', name: 'conf1' },
  'config-in-use': { code: 'config-in-use', name: 'conf1' },
  'config-only-endpoint': { code: 'config-only-endpoint' },
  'option-range': {
    code: 'option-range',
    option: 'com.docker.network.advertise_addr_nmsgs',
    value: '7',
    problem: 'nmsgs-range',
  },
  'scope-downgrade': { code: 'scope-downgrade', driver: 'overlay' },
  'ingress-needs-global': { code: 'ingress-needs-global' },
  'swarm-without-ipv4': { code: 'swarm-without-ipv4' },
  'worker-creates': { code: 'worker-creates' },
  'manager-redirect': { code: 'manager-redirect' },
  'swarm-inactive': { code: 'swarm-inactive' },
  'gateway-allocation': { code: 'gateway-allocation', gateway: address, cause: taken },
  'auxiliary-outside': { code: 'auxiliary-outside', name: 'printer', address, pool: subnet },
  'auxiliary-taken': { code: 'auxiliary-taken', name: 'printer', address, cause: taken },
  ipam: { code: 'ipam', cause: { code: 'pool-overlap', subnet, range: null } },
  driver: {
    code: 'driver',
    driver: 'bridge',
    cause: driverError('invalidParameter', 'no-family', 'IPv4 or IPv6 must be enabled'),
  },
  'network-in-use': { code: 'network-in-use', name: 'net1', endpoints: [{ name: 'web', id: ID }] },
  'network-predefined': { code: 'network-predefined', name: 'bridge' },
  'network-undeletable': { code: 'network-undeletable', driver: 'host' },
  'endpoint-exists': { code: 'endpoint-exists', name: 'web', network: 'net1' },
  'endpoint-not-found': { code: 'endpoint-not-found', term: 'web' },
  'endpoint-joined': { code: 'endpoint-joined', name: 'web', id: ID },
  'endpoint-taken': { code: 'endpoint-taken' },
  'endpoint-not-joined': { code: 'endpoint-not-joined' },
  'wrong-sandbox': { code: 'wrong-sandbox', expected: 'sandbox1', got: 'sandbox2' },
  'address-outside': { code: 'address-outside', address },
  'no-addresses': { code: 'no-addresses', family: 4, network: 'net1', id: ID },
  'not-link-local': { code: 'not-link-local', address: prefixOf(address, 16) },
  'endpoint-creation': {
    code: 'endpoint-creation',
    endpoint: 'web',
    network: 'net1',
    cause: refusedByDriver,
  },
  'external-connectivity': { code: 'external-connectivity', endpoint: 'web', id: ID, cause: refusedByDriver },
  'interface-rename': {
    code: 'interface-rename',
    device: 'veth0123456',
    interface: 'eth0',
    problem: 'file exists',
  },
  'gateway-network-creation': {
    code: 'gateway-network-creation',
    cause: { code: 'network-exists', name: 'docker_gwbridge' },
  },
  'gateway-network': {
    code: 'gateway-network',
    container: 'ctr',
    step: 'join',
    cause: { code: 'endpoint-taken' },
  },
  'interface-address': {
    code: 'interface-address',
    device: 'vethc0ffee0',
    conflict: {
      family: 4,
      address: prefixOf(address, 16),
      route: { to: subnet, source: mustParseIp('172.18.0.3'), via: null },
      index: 2,
    },
  },
  'interface-mac': { code: 'interface-mac', device: 'vethc0ffee0', mac: '01:00:5e:00:00:01' },
  'container-id-empty': { code: 'container-id-empty' },
  'sandbox-exists': { code: 'sandbox-exists', containerId: 'ctr1', sandbox: 'sandbox1' },
  'sandbox-not-found': { code: 'sandbox-not-found', term: 'ctr1' },
  'foreign-host': { code: 'foreign-host', network: 'net1', sandbox: 'ctr1' },
}

const noSuch: EngineError = { code: 'no-such-container', term: 'web' }
const notFound: EngineError = { code: 'cnm', cause: cnmSamples['network-not-found'] }

export const engineSamples: {
  readonly [Code in EngineErrorCode]: Extract<EngineError, { readonly code: Code }>
} = {
  cnm: { code: 'cnm', cause: cnmSamples['network-exists'] },
  'no-such-container': noSuch,
  service: { code: 'service', cause: { code: 'service-not-found', term: 'web' } },
  'ambiguous-container': { code: 'ambiguous-container', term: 'a' },
  'ambiguous-network': { code: 'ambiguous-network', term: 'a', count: 2, by: 'ID prefix' },
  'predefined-network': { code: 'predefined-network', name: 'bridge' },
  'predefined-removal': { code: 'predefined-removal', name: 'bridge' },
  'not-a-swarm-manager': { code: 'not-a-swarm-manager' },
  'not-a-bool': { code: 'not-a-bool', option: 'com.docker.network.enable_ipv4' },
  'invalid-network-config': {
    code: 'invalid-network-config',
    problems: ['invalid subnet 10.0.0.1/24: it should be 10.0.0.0/24'],
  },
  'network-removal': { code: 'network-removal', cause: cnmSamples['network-in-use'] },
  'invalid-endpoint-settings': {
    code: 'invalid-endpoint-settings',
    problems: ['invalid IPv4 address: 10.0.0'],
  },
  'invalid-network-for-container': { code: 'invalid-network-for-container', network: 'net1', cause: noSuch },
  'invalid-mac': { code: 'invalid-mac', mac: 'xx' },
  conflict: { code: 'conflict', conflict: 'dns' },
  'not-connected': { code: 'not-connected', container: ID, network: 'net1', running: true },
  'container-name-taken': { code: 'container-name-taken', name: 'web', id: ID },
  'invalid-container-name': { code: 'invalid-container-name', name: '-web' },
  'same-name': { code: 'same-name', name: 'web' },
  'link-target': { code: 'link-target', term: 'web', cause: noSuch },
  'link-host-mode': { code: 'link-host-mode' },
  'link-not-running': { code: 'link-not-running', target: 'db', source: 'web', alias: 'database' },
  'link-not-default': { code: 'link-not-default', target: 'db' },
  'link-not-attached': { code: 'link-not-attached', id: ID },
  'unlink-own-name': { code: 'unlink-own-name' },
  'no-command': { code: 'no-command' },
  'networking-setup': { code: 'networking-setup', cause: notFound },
  'network-of-mode': { code: 'network-of-mode', mode: 'net1', cause: notFound },
  'joining-namespace': { code: 'joining-namespace', cause: noSuch },
  'namespace-not-running': { code: 'namespace-not-running', container: 'web', status: 'exited' },
  'own-namespace': { code: 'own-namespace' },
  'start-paused': { code: 'start-paused' },
  'not-running': { code: 'not-running', id: ID },
  'already-paused': { code: 'already-paused', id: ID },
  'not-paused': { code: 'not-paused', id: ID },
  kill: { code: 'kill', term: 'web', cause: noSuch },
  'unsupported-signal': { code: 'unsupported-signal', signal: 99 },
  stop: { code: 'stop', term: 'web', cause: { code: 'invalid-signal', signal: 'FOO' } },
  'restart-policy': { code: 'restart-policy', problem: { policy: 'sometimes' } },
  'invalid-signal': { code: 'invalid-signal', signal: 'BOGUS' },
  'program-missing': { code: 'program-missing', program: 'nosuch' },
  restart: { code: 'restart', term: 'web', cause: notFound },
  'remove-running': { code: 'remove-running', name: 'web', paused: false },
  'exec-not-running': { code: 'exec-not-running', id: ID },
  'exec-paused': { code: 'exec-paused', name: 'web' },
  'rename-empty': { code: 'rename-empty' },
  rename: { code: 'rename', cause: { code: 'container-name-taken', name: 'web', id: ID } },
  'rename-in-cluster': {
    code: 'rename-in-cluster',
    name: 'web',
    newName: 'shop',
    network: 'nd9k6d5qd2d8omcs7slti67rr',
    endpoint: ID,
  },
  'no-host-gateway': { code: 'no-host-gateway' },
  'invalid-filter': { code: 'invalid-filter', filter: 'colour' },
  'invalid-filter-value': { code: 'invalid-filter-value', filter: 'type', value: 'foo' },
  'dangling-filter': { code: 'dangling-filter' },
  swarm: { code: 'swarm', cause: { code: 'in-swarm' } },
  filter: { code: 'filter', cause: { code: 'status-filter', value: 'gone' } },
  'invalid-until': { code: 'invalid-until', value: 'soon' },
  'until-twice': { code: 'until-twice' },
  'events-backwards': { code: 'events-backwards', since: '1767225605', until: '1767225600' },
}

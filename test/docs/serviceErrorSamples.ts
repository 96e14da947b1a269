// One sample of every refusal of services, for docs/errors.md: the type makes sure that none is missing.
import type { ServiceError } from '../../src/engine/service/errors.js'

export const serviceSamples: {
  readonly [C in ServiceError['code']]: Extract<ServiceError, { readonly code: C }>
} = {
  'service-name': { code: 'service-name', problem: 'invalid' },
  constraint: { code: 'constraint', problem: 'constraint expected one operator from ==, !=' },
  'dnsrr-ingress-port': { code: 'dnsrr-ingress-port' },
  'duplicate-ports': { code: 'duplicate-ports' },
  'ingress-network': { code: 'ingress-network' },
  'no-ingress-network': { code: 'no-ingress-network' },
  'service-port-taken': {
    code: 'service-port-taken',
    port: 8080,
    mode: 'ingress',
    service: 'web',
    id: '2oa89iu5ozwkxphghvo6bhb4j',
  },
  'service-exists': { code: 'service-exists', name: 'web' },
  'service-not-found': { code: 'service-not-found', term: 'web' },
  'service-ambiguous': { code: 'service-ambiguous', term: 'w', count: 2 },
  'task-not-found': { code: 'task-not-found', term: '2oa89iu5ozwkxphghvo6bhb4j' },
  'task-ambiguous': { code: 'task-ambiguous', term: '2', count: 2 },
  'no-previous-spec': { code: 'no-previous-spec', id: '2oa89iu5ozwkxphghvo6bhb4j' },
  'restart-condition': { code: 'restart-condition', value: 'never' },
  'failure-action': { code: 'failure-action', of: 'update', value: 'panic' },
  'update-order': { code: 'update-order', of: 'update', value: 'sideways' },
  'task-spec': { code: 'task-spec', problem: 'restart-delay cannot be negative' },
  template: {
    code: 'template',
    problem:
      'expanding hostname failed: template: expansion:1:2: executing "expansion" at <.Nope>: can\'t evaluate field Nope in type *template.Context',
  },
  'resolution-mode': { code: 'resolution-mode', mode: 'foo' },
}

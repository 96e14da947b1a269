/** What the swarm's managers refuse of services, with the texts of swarmkit; the gRPC code decides the class. */
import type { ErrorClass } from '../../drivers/api.js'

/** By `code`; the texts are below, in the same order. */
export type ServiceError =
  | { readonly code: 'service-name'; readonly problem: 'empty' | 'invalid' | 'long' }
  | { readonly code: 'constraint'; readonly problem: string }
  | { readonly code: 'dnsrr-ingress-port' }
  | { readonly code: 'duplicate-ports' }
  | { readonly code: 'ingress-network' }
  | { readonly code: 'no-ingress-network' }
  | {
      readonly code: 'service-port-taken'
      readonly port: number
      readonly mode: 'ingress' | 'host'
      readonly service: string
      readonly id: string
    }
  | { readonly code: 'service-exists'; readonly name: string }
  | { readonly code: 'service-not-found'; readonly term: string }
  | { readonly code: 'service-ambiguous'; readonly term: string; readonly count: number }
  | { readonly code: 'task-not-found'; readonly term: string }
  | { readonly code: 'task-ambiguous'; readonly term: string; readonly count: number }
  | { readonly code: 'no-previous-spec'; readonly id: string }
  | { readonly code: 'resolution-mode'; readonly mode: string }
  | { readonly code: 'restart-condition'; readonly value: string }
  | { readonly code: 'failure-action'; readonly of: 'update' | 'rollback'; readonly value: string }
  | { readonly code: 'update-order'; readonly of: 'update' | 'rollback'; readonly value: string }
  | { readonly code: 'task-spec'; readonly problem: string }
  | { readonly code: 'template'; readonly problem: string }

interface Description {
  readonly class: ErrorClass
  readonly text: string
}

/** As grpc-go prints a status; the daemon hands the manager's error on as it is. */
const rpc = (code: keyof typeof CLASSES, text: string): Description => ({
  class: CLASSES[code],
  text: `rpc error: code = ${code} desc = ${text}`,
})
// which status of HTTP a code of gRPC becomes (moby v28.5.2 errdefs)
const CLASSES = {
  InvalidArgument: 'invalidParameter',
  FailedPrecondition: 'invalidParameter',
  AlreadyExists: 'conflict',
  Unknown: 'internal',
} as const

const NAMES = {
  empty: 'meta: name must be provided',
  invalid: 'name must be valid as a DNS name component',
  long: 'name must be 63 characters or fewer',
} as const

/** Class and text, as the API answers; the client puts `Error response from daemon: ` in front. */
export function describeServiceError(error: ServiceError): Description {
  switch (error.code) {
    case 'service-name':
      return rpc('InvalidArgument', NAMES[error.problem])
    case 'constraint':
      return rpc('Unknown', error.problem)
    case 'dnsrr-ingress-port':
      return rpc(
        'InvalidArgument',
        "EndpointSpec: port published with ingress mode can't be used with dnsrr mode",
      )
    case 'duplicate-ports':
      return rpc('InvalidArgument', 'EndpointSpec: duplicate published ports provided')
    case 'ingress-network':
      return rpc('InvalidArgument', 'Service cannot be explicitly attached to the ingress network "ingress"')
    case 'no-ingress-network':
      return rpc('FailedPrecondition', 'service needs ingress network, but no ingress network is present')
    case 'service-port-taken': {
      const how = error.mode === 'host' ? 'a host-published port' : 'an ingress port'
      return rpc(
        'InvalidArgument',
        `port '${error.port}' is already in use by service '${error.service}' (${error.id}) as ${how}`,
      )
    }
    case 'service-exists':
      return rpc(
        'AlreadyExists',
        `name conflicts with an existing object: service ${error.name} already exists`,
      )
    case 'service-not-found':
      return { class: 'notFound', text: `service ${error.term} not found` }
    case 'service-ambiguous':
      return { class: 'internal', text: `service ${error.term} is ambiguous (${error.count} matches found)` }
    case 'task-not-found':
      return { class: 'notFound', text: `task ${error.term} not found` }
    case 'task-ambiguous':
      return { class: 'internal', text: `task ${error.term} is ambiguous (${error.count} matches found)` }
    case 'no-previous-spec':
      return rpc('FailedPrecondition', `service ${error.id} does not have a previous spec`)
    case 'restart-condition':
      return { class: 'invalidParameter', text: `invalid RestartCondition: ${JSON.stringify(error.value)}` }
    case 'failure-action':
      return { class: 'invalidParameter', text: `unrecognized update failure action ${error.value}` }
    case 'update-order':
      return { class: 'invalidParameter', text: `unrecognized update order ${error.value}` }
    case 'task-spec':
      return rpc('InvalidArgument', `TaskSpec: ${error.problem}`)
    case 'template':
      return rpc('InvalidArgument', error.problem)
    case 'resolution-mode':
      return { class: 'invalidParameter', text: `invalid resolution mode: "${error.mode}"` }
  }
}

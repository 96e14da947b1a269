/**
 * Everything that the engine refuses, as values, with the class and the very text that Docker 28.5.2 prints (people search for
 * it). Sources: moby v28.5.2 daemon/*.go, runconfig/errors.go, api/types/network. docs/errors.md is made from this table.
 */
import { describe as describeCnm } from '../cnm/errors.js'
import type { CnmError } from '../cnm/errors.js'
import type { ErrorClass } from '../drivers/api.js'
import { describeFilterError } from './filterError.js'
import type { FilterError } from './filterError.js'
import { describeServiceError } from './service/errors.js'
import type { ServiceError } from './service/errors.js'
import { describeSwarmError } from './swarm/errors.js'
import type { SwarmError } from './swarm/errors.js'

/** Options that do not go together; the table below has a sentence for each. */
export type Conflict = keyof typeof CONFLICTS

const CONFLICTS = {
  hostname: 'conflicting options: hostname and the network mode',
  'container-links':
    "conflicting options: container type network can't be used with links. This would result in undefined behavior",
  'host-links':
    "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
  dns: 'conflicting options: dns and the network mode',
  'extra-hosts': 'conflicting options: custom host-to-IP mapping and the network mode',
  publish: 'conflicting options: port publishing and the container type network mode',
  expose: 'conflicting options: port exposing and the container type network mode',
  'container-format': 'invalid network mode: invalid container format container:<name|id>',
  'shared-network':
    'container sharing network namespace with another container or host cannot be connected to any other network',
  'connect-to-host':
    'cannot connect container to host network - container must be created in host network mode',
  'disconnect-from-host':
    'cannot disconnect container from host network - container was created in host network mode',
  'none-and-others':
    'container cannot be connected to multiple networks with one of the networks in private (none) mode',
} as const

/**
 * By `code`, in the order of the table below. `term` is what the user typed, `name` and `id` are what was found. A
 * refusal that wraps another has it as `cause`: its text goes on with the cause's.
 */
export type EngineError =
  | { readonly code: 'cnm'; readonly cause: CnmError }
  | { readonly code: 'no-such-container'; readonly term: string }
  | { readonly code: 'ambiguous-container'; readonly term: string }
  | {
      readonly code: 'ambiguous-network'
      readonly term: string
      readonly count: number
      readonly by: 'name' | 'ID prefix'
    }
  | { readonly code: 'predefined-network'; readonly name: string }
  | { readonly code: 'predefined-removal'; readonly name: string }
  | { readonly code: 'not-a-swarm-manager' }
  | { readonly code: 'not-a-bool'; readonly option: string }
  | { readonly code: 'invalid-network-config'; readonly problems: readonly string[] }
  | { readonly code: 'network-removal'; readonly cause: CnmError }
  | { readonly code: 'invalid-endpoint-settings'; readonly problems: readonly string[] }
  | { readonly code: 'invalid-network-for-container'; readonly network: string; readonly cause: EngineError }
  | { readonly code: 'invalid-mac'; readonly mac: string }
  | { readonly code: 'conflict'; readonly conflict: Conflict }
  | {
      readonly code: 'not-connected'
      readonly container: string
      readonly network: string
      readonly running: boolean
    }
  | { readonly code: 'container-name-taken'; readonly name: string; readonly id: string }
  | { readonly code: 'invalid-container-name'; readonly name: string }
  | { readonly code: 'same-name'; readonly name: string }
  | { readonly code: 'link-target'; readonly term: string; readonly cause: EngineError }
  | { readonly code: 'link-host-mode' }
  | {
      readonly code: 'link-not-running'
      readonly target: string
      readonly source: string
      readonly alias: string
    }
  | { readonly code: 'link-not-default'; readonly target: string }
  | { readonly code: 'link-not-attached'; readonly id: string }
  | { readonly code: 'unlink-own-name' }
  | { readonly code: 'no-command' }
  | { readonly code: 'networking-setup'; readonly cause: EngineError }
  | { readonly code: 'network-of-mode'; readonly mode: string; readonly cause: EngineError }
  | { readonly code: 'joining-namespace'; readonly cause: EngineError }
  | { readonly code: 'namespace-not-running'; readonly container: string; readonly status: string }
  | { readonly code: 'own-namespace' }
  | { readonly code: 'start-paused' }
  | { readonly code: 'not-running'; readonly id: string }
  | { readonly code: 'already-paused'; readonly id: string }
  | { readonly code: 'not-paused'; readonly id: string }
  | { readonly code: 'kill'; readonly term: string; readonly cause: EngineError }
  | { readonly code: 'invalid-signal'; readonly signal: string }
  | { readonly code: 'unsupported-signal'; readonly signal: number }
  | { readonly code: 'stop'; readonly term: string; readonly cause: EngineError }
  | { readonly code: 'restart-policy'; readonly problem: RestartProblem }
  | { readonly code: 'program-missing'; readonly program: string }
  | { readonly code: 'restart'; readonly term: string; readonly cause: EngineError }
  | { readonly code: 'remove-running'; readonly name: string; readonly paused: boolean }
  | { readonly code: 'exec-not-running'; readonly id: string }
  | { readonly code: 'exec-paused'; readonly name: string }
  | { readonly code: 'rename-empty' }
  | { readonly code: 'rename'; readonly cause: EngineError }
  | {
      readonly code: 'rename-in-cluster'
      readonly name: string
      readonly newName: string
      readonly network: string
      readonly endpoint: string
    }
  | { readonly code: 'no-host-gateway' }
  | { readonly code: 'invalid-filter'; readonly filter: string }
  | { readonly code: 'invalid-filter-value'; readonly filter: string; readonly value: string }
  | { readonly code: 'dangling-filter' }
  | { readonly code: 'invalid-until'; readonly value: string }
  | { readonly code: 'until-twice' }
  | { readonly code: 'events-backwards'; readonly since: string; readonly until: string }
  | { readonly code: 'filter'; readonly cause: FilterError }
  | { readonly code: 'service'; readonly cause: ServiceError }
  | { readonly code: 'swarm'; readonly cause: SwarmError }

/** The documented name of a refusal: stable, where Docker's text may change with its version. */
export type EngineErrorCode = EngineError['code']

/** `class` as in moby's errdefs; it decides the status of the HTTP answer, and whether clients go on. */
interface Description {
  readonly class: ErrorClass
  readonly text: string
}
// one short word a class that the engine itself gives, so that the table reads as one
const notFound = (text: string): Description => ({ class: 'notFound', text })
const invalid = (text: string): Description => ({ class: 'invalidParameter', text })
const conflict = (text: string): Description => ({ class: 'conflict', text })
const forbidden = (text: string): Description => ({ class: 'forbidden', text })
const internal = (text: string): Description => ({ class: 'internal', text })

/** What is wrong with a restart policy; an object: the name of one that there is not. */
export type RestartProblem = 'retries' | 'retries-negative' | 'negative' | { readonly policy: string }

function restartText(problem: RestartProblem): string {
  switch (problem) {
    case 'retries':
      return "maximum retry count can only be used with 'on-failure'"
    case 'retries-negative':
      return "maximum retry count can only be used with 'on-failure' and cannot be negative"
    case 'negative':
      return 'maximum retry count cannot be negative'
    default:
      return `unknown policy '${problem.policy}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`
  }
}

/**
 * Go's multierror of the daemon (internal/multierror Join, api/types/network/ipam.go errJoin): one problem as it is, several as a list.
 */
const joined = (problems: readonly string[]): string =>
  problems.length === 1 ? (problems[0] ?? '') : problems.map((p) => `* ${p}`).join('\n')

/**
 * The same class as the cause, with words around its text: Go's `%w`. Where Go prints with `%v`, the class is lost.
 */
const wrap = (cause: EngineError, around: (text: string) => string): Description => {
  const { class: errorClass, text } = describe(cause)
  return { class: errorClass, text: around(text) }
}

function describe(error: EngineError): Description {
  switch (error.code) {
    case 'cnm':
      return describeCnm(error.cause)
    case 'no-such-container':
      return notFound(`No such container: ${error.term}`)
    case 'ambiguous-container':
      return invalid(`Multiple IDs found with provided prefix: ${error.term}`)
    case 'ambiguous-network':
      return invalid(
        `network ${error.term} is ambiguous (${String(error.count)} matches found ${error.by === 'name' ? 'on' : 'based on'} ${error.by})`,
      )
    case 'predefined-network':
      // the blank at the end is Docker's own (daemon/network.go PredefinedNetworkError)
      return forbidden(`operation is not permitted on predefined ${error.name} network `)
    case 'predefined-removal':
      return forbidden(`${error.name} is a pre-defined network and cannot be removed`)
    case 'not-a-swarm-manager':
      return forbidden(
        'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
      )
    case 'not-a-bool':
      return invalid(`driver-opt "${error.option}" is not a valid bool`)
    case 'invalid-network-config':
      return invalid(`invalid network config:\n${joined(error.problems)}`)
    case 'network-removal': {
      const cause = describeCnm(error.cause)
      return { class: cause.class, text: `error while removing network: ${cause.text}` }
    }
    case 'invalid-endpoint-settings':
      return invalid(`invalid endpoint settings:\n${joined(error.problems)}`)
    case 'invalid-network-for-container':
      return wrap(error.cause, (text) => `invalid config for network ${error.network}: ${text}`)
    case 'invalid-mac':
      return invalid(`invalid MAC address ${error.mac}`)
    case 'conflict':
      return invalid(CONFLICTS[error.conflict])
    case 'not-connected':
      return internal(
        // two places in the daemon, two texts: with "the" where the container does not run
        `container ${error.container} is not connected to ${error.running ? '' : 'the '}network ${error.network}`,
      )
    case 'container-name-taken':
      return conflict(
        `Conflict. The container name "/${error.name}" is already in use by container "${error.id}". You have to remove (or rename) that container to be able to reuse that name.`,
      )
    case 'invalid-container-name':
      return invalid(`Invalid container name (${error.name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`)
    case 'same-name':
      return invalid('Renaming a container with the same name as its current name')
    case 'link-target':
      // not notFound, which clients take for a missing image (daemon/daemon_unix.go registerLinks)
      return invalid(`could not get container for ${error.term}: ${describe(error.cause).text}`)
    case 'link-host-mode':
      return invalid(CONFLICTS['host-links'])
    case 'link-not-running':
      return internal(
        `Cannot link to a non running container: /${error.target} AS /${error.source}/${error.alias}`,
      )
    case 'link-not-default':
      return internal(`Cannot link to /${error.target}, as it does not belong to the default network`)
    case 'link-not-attached':
      return internal(`container ${error.id} not attached to default bridge network`)
    case 'unlink-own-name':
      return internal('Conflict, cannot remove the default link name of the container')
    case 'no-command':
      return invalid('no command specified')
    case 'networking-setup':
      return wrap(error.cause, (text) => `failed to set up container networking: ${text}`)
    case 'network-of-mode':
      return wrap(
        error.cause,
        (text) => `could not find a network matching network mode ${error.mode}: ${text}`,
      )
    case 'joining-namespace': {
      // a target that is not there is the system's error (daemon/container_operations.go getNetworkedContainer)
      const { class: errorClass, text } = describe(error.cause)
      const told = `joining network namespace of container: ${text}`
      return errorClass === 'notFound' ? internal(told) : { class: errorClass, text: told }
    }
    case 'namespace-not-running':
      return conflict(
        `cannot join network namespace of a non running container: container ${error.container} is ${error.status}`,
      )
    case 'own-namespace':
      return internal('cannot join own network namespace')
    case 'start-paused':
      return conflict('cannot start a paused container, try unpause instead')
    case 'not-running':
      return conflict(`container ${error.id} is not running`)
    case 'already-paused':
      return conflict(`Container ${error.id} is already paused`)
    case 'not-paused':
      return internal(`Container ${error.id} is not paused`)
    case 'kill':
      return wrap(error.cause, (text) => `cannot kill container: ${error.term}: ${text}`)
    case 'invalid-signal':
      return invalid(`invalid signal: ${error.signal}`)
    case 'unsupported-signal':
      return invalid(`the linux daemon does not support signal ${String(error.signal)}`)
    case 'stop':
      return internal(`cannot stop container: ${error.term}: ${describe(error.cause).text}`)
    case 'restart-policy':
      return invalid(`invalid restart policy: ${restartText(error.problem)}`)
    case 'program-missing':
      return invalid(
        `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${error.program}": ${error.program.includes('/') ? `stat ${error.program}: no such file or directory` : 'executable file not found in $PATH'}`,
      )
    case 'restart':
      // the cause is printed, not wrapped, so its class is lost (daemon/restart.go ContainerRestart)
      return internal(`Cannot restart container ${error.term}: ${describe(error.cause).text}`)
    case 'remove-running':
      return conflict(
        `cannot remove container "${error.name}": container is ${error.paused ? 'paused and must be unpaused first' : 'running: stop the container before removing or force remove'}`,
      )
    case 'exec-not-running':
      return conflict(`container ${error.id} is not running`)
    case 'exec-paused':
      return conflict(`Container ${error.name} is paused, unpause the container before exec`)
    case 'rename-empty':
      return invalid('Neither old nor new names may be empty')
    case 'rename':
      return wrap(error.cause, (text) => `Error when allocating new name: ${text}`)
    case 'rename-in-cluster':
      return internal(
        `could not add service state for endpoint ${error.newName} to cluster on UpdateDNSNames: cannot create entry in table endpoint_table with network id ${error.network} and key ${error.endpoint}, already exists`,
      )
    case 'no-host-gateway':
      return internal('unable to derive the IP value for host-gateway')
    case 'invalid-filter':
      return invalid(error.filter === '' ? 'invalid filter' : `invalid filter '${error.filter}'`)
    case 'invalid-filter-value':
      return invalid(`invalid filter: '${error.filter}'='${error.value}'`)
    case 'dangling-filter':
      return invalid('invalid value for filter \'dangling\', must be "true" (or "1"), or "false" (or "0")')
    case 'until-twice':
      return invalid('more than one until filter specified')
    case 'events-backwards':
      return invalid(`\`since\` time (${error.since}) cannot be after \`until\` time (${error.until})`)
    case 'swarm':
      return describeSwarmError(error.cause)
    case 'service':
      return describeServiceError(error.cause)
    case 'filter':
      return describeFilterError(error.cause)
    case 'invalid-until':
      return invalid(`failed to parse value as time or duration: "${error.value}"`)
  }
}

/** What the daemon says; the client puts `Error response from daemon: ` in front. */
export const engineErrorText = (error: EngineError): string => describe(error).text
/** What kind of refusal it is: clients go on after `notFound`, for one. */
export const engineErrorClass = (error: EngineError): ErrorClass => describe(error).class

/**
 * Values of `--filter` that the daemon refuses, with its class and text (moby v28.5.2 daemon/list.go foldFilter, portOp;
 * daemon/network/filter.go). Errors that Go's daemon leaves without a class are internal ones to the client.
 */
import type { ErrorClass } from '../drivers/api.js'

/** By `code`; `value` and `values` are what the user typed. */
export type FilterError =
  | { readonly code: 'exited-filter'; readonly value: string; readonly problem: NumberProblem }
  | { readonly code: 'status-filter'; readonly value: string }
  | { readonly code: 'health-filter'; readonly value: string }
  | { readonly code: 'task-filter'; readonly values: readonly string[] }
  | { readonly code: 'dangling-twice' }
  | {
      readonly code: 'swarm-filter'
      readonly filter: 'role' | 'membership' | 'desired-state'
      readonly value: string
    }
  | { readonly code: 'port-with-colon'; readonly filter: PortFilter; readonly value: string }
  | {
      readonly code: 'port-filter'
      readonly filter: PortFilter
      readonly value: string
      readonly problem: PortProblem
    }

/** Both are read alike (daemon/list.go portOp), and their errors name the filter. */
export type PortFilter = 'publish' | 'expose'
export type NumberProblem = 'invalid syntax' | 'value out of range'
export type PortProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'backwards'; readonly range: string }
  | { readonly kind: 'number'; readonly text: string; readonly problem: NumberProblem }

/** States that a container can have in Docker; a removal, a restart or a dead container is not modelled. */
export const CONTAINER_STATES = [
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
] as const
/** What `health=` may ask for; no health check runs here, so all but `none` find nobody. */
export const HEALTH_STATES = ['none', 'starting', 'healthy', 'unhealthy'] as const

/** Class and text, as the API answers; the client puts `Error response from daemon: ` in front. */
export function describeFilterError(error: FilterError): {
  readonly class: ErrorClass
  readonly text: string
} {
  switch (error.code) {
    case 'exited-filter':
      return invalid(
        `invalid filter 'exited=${error.value}': strconv.Atoi: parsing ${JSON.stringify(error.value)}: ${error.problem}`,
      )
    case 'status-filter':
      return invalid(
        `invalid filter 'status=${error.value}': invalid value for state (${error.value}): must be one of ${CONTAINER_STATES.join(', ')}`,
      )
    case 'health-filter':
      return invalid(
        `invalid filter 'health=${error.value}': invalid value for health (${error.value}): must be one of ${HEALTH_STATES.join(', ')}`,
      )
    case 'task-filter':
      return invalid(`invalid filter 'is-task=[${error.values.join(' ')}]'`)
    case 'dangling-twice':
      return invalid('got more than one value for filter key "dangling"')
    // daemon/cluster/filters.go
    case 'swarm-filter':
      return internal(`Invalid ${error.filter} filter: '${error.value}'`)
    case 'port-with-colon':
      return internal(`filter for '${error.filter}' should not contain ':': ${error.value}`)
    case 'port-filter':
      return internal(
        `error while looking up for ${error.filter} ${error.value}: ${portProblemText(error.problem)}`,
      )
  }
}

function portProblemText(problem: PortProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'empty string specified for ports'
    case 'backwards':
      return `invalid range specified for port: ${problem.range}`
    case 'number':
      return `strconv.ParseUint: parsing ${JSON.stringify(problem.text)}: ${problem.problem}`
  }
}

const invalid = (text: string): { readonly class: ErrorClass; readonly text: string } => ({
  class: 'invalidParameter',
  text,
})
const internal = (text: string): { readonly class: ErrorClass; readonly text: string } => ({
  class: 'internal',
  text,
})

/** What an engine refuses about swarm, with Docker's own text (moby v28.5.2 daemon/cluster/errors.go, swarm.go, listen_addr.go; swarmkit). */
import type { ErrorClass } from '../../drivers/api.js'

/** The codes of gRPC that swarmkit uses; the class is the one that moby's API gives them (errdefs/http_helpers.go). */
const GRPC = {
  InvalidArgument: 'invalidParameter',
  NotFound: 'notFound',
  AlreadyExists: 'conflict',
  FailedPrecondition: 'invalidParameter',
  PermissionDenied: 'forbidden',
  Unimplemented: 'notImplemented',
  Unavailable: 'unavailable',
} as const satisfies Readonly<Record<string, ErrorClass>>

/** Which of the three options an address was given by. */
export type AddressUse = 'listen' | 'advertise' | 'data-path'

/** By `code`; `describeSwarmError` has a text for each, in this order. */
export type SwarmError =
  /** Asked of an engine that is no manager; `worker`: but a member. */
  | { readonly code: 'no-manager'; readonly worker: boolean }
  /** A majority of managers is missing. */
  | { readonly code: 'no-leader' }
  | { readonly code: 'lost-leadership' }
  | { readonly code: 'in-swarm' }
  | { readonly code: 'not-in-swarm' }
  | { readonly code: 'bad-address'; readonly use: AddressUse }
  | { readonly code: 'listen-form'; readonly address: string }
  | { readonly code: 'no-address' }
  | {
      readonly code: 'several-addresses'
      readonly interfaces: readonly [string, string]
      readonly addresses: readonly [string, string]
    }
  | {
      readonly code: 'interface-addresses'
      readonly interface: string
      readonly addresses: readonly string[]
    }
  | { readonly code: 'must-listen' }
  | { readonly code: 'subnet-size'; readonly size: number }
  | { readonly code: 'pool-too-small'; readonly pool: string; readonly size: number }
  | { readonly code: 'data-path-port'; readonly port: number }
  | { readonly code: 'join-token' }
  | { readonly code: 'wrong-authority'; readonly digest: string }
  | { readonly code: 'join-timeout' }
  | { readonly code: 'last-manager' }
  | { readonly code: 'quorum-loss'; readonly left: number; readonly of: number }
  | { readonly code: 'manager-leaves' }
  | { readonly code: 'attach'; readonly network: string; readonly cause: SwarmError }
  | { readonly code: 'attach-timeout' }
  | { readonly code: 'attached-in-vain'; readonly network: string }
  /** No manager answers. */
  | { readonly code: 'deadline' }
  | { readonly code: 'attached'; readonly container: string; readonly network: string }
  | { readonly code: 'no-such-node'; readonly term: string }
  | { readonly code: 'ambiguous-node'; readonly term: string; readonly count: number }
  | { readonly code: 'availability'; readonly value: string }
  | { readonly code: 'role'; readonly value: string }
  | { readonly code: 'rpc'; readonly status: keyof typeof GRPC; readonly text: string }

/** The documented name of a refusal. */
export type SwarmErrorCode = SwarmError['code']

const JOIN_OR_INIT =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.'
const USES: Readonly<Record<AddressUse, string>> = {
  listen: 'listen address must be an IP address or network interface (with optional port number)',
  advertise:
    'advertise address must be a non-zero IP address or network interface (with optional port number)',
  'data-path': 'data path address must be a non-zero IP address or network interface (without a port number)',
}
// beginnings and ends that several texts share
const LEAVING = 'You are attempting to leave the swarm on a node that is participating as a manager. '
const LOST =
  'The only way to restore a swarm that has lost consensus is to reinitialize it with `--force-new-cluster`. Use `--force` to suppress this message.'

interface Description {
  readonly class: ErrorClass
  readonly text: string
}
const unavailable = (text: string): Description => ({ class: 'unavailable', text })
const invalid = (text: string): Description => ({ class: 'invalidParameter', text })
const internal = (text: string): Description => ({ class: 'internal', text })

/** Class and text, as the API answers. Blanks at the end are Docker's own. */
export function describeSwarmError(error: SwarmError): Description {
  switch (error.code) {
    case 'no-manager':
      return unavailable(
        error.worker
          ? "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager."
          : JOIN_OR_INIT,
      )
    case 'no-leader':
      return internal(
        "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.",
      )
    case 'lost-leadership':
      return internal(
        'rpc error: code = Unknown desc = raft: failed to process the request: node lost leader status',
      )
    case 'in-swarm':
      return unavailable(
        'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.',
      )
    case 'not-in-swarm':
      return unavailable('This node is not part of a swarm')
    case 'bad-address':
      return invalid(USES[error.use])
    case 'listen-form':
      return invalid(`could not parse listen address ${error.address}`)
    case 'no-address':
      return invalid("could not find the system's IP address")
    case 'several-addresses': {
      const [a, b] = error.interfaces
      const [first, second] = error.addresses
      return invalid(
        a === b
          ? `could not choose an IP address to advertise since this system has multiple addresses on interface ${a} (${first} and ${second}) - specify one with --advertise-addr`
          : `could not choose an IP address to advertise since this system has multiple addresses on different interfaces (${first} on ${a} and ${second} on ${b}) - specify one with --advertise-addr`,
      )
    }
    case 'interface-addresses': {
      const [first = '', second] = error.addresses
      return invalid(
        second === undefined
          ? `interface ${error.interface} has no usable IPv4 or IPv6 address`
          : `interface ${error.interface} has more than one ${first.includes(':') ? 'IPv6' : 'IPv4'} address (${first} and ${second})`,
      )
    }
    case 'must-listen':
      return invalid(
        "must specify a listening address because the address to advertise is not recognized as a system address, and a system's IP address to use could not be uniquely identified",
      )
    case 'subnet-size':
      return internal(`subnet size is out of range: ${error.size}`)
    case 'pool-too-small':
      return internal(`invalid CIDR: "${error.pool}". Subnet size is too small for pool: ${error.size}`)
    case 'data-path-port':
      return internal(`Datapath port number is not in valid range (1024-49151) : ${error.port}`)
    case 'join-token':
      return internal('invalid join token')
    case 'wrong-authority':
      return internal(`remote CA does not match fingerprint. Expected: ${error.digest}`)
    case 'join-timeout':
      return unavailable(
        'Timeout was reached before node joined. The attempt to join the swarm will continue in the background. Use the "docker info" command to see the current swarm status of your node.',
      )
    case 'last-manager':
      return unavailable(
        `${LEAVING}Removing the last manager erases all current state of the swarm. Use \`--force\` to ignore this message. `,
      )
    case 'quorum-loss':
      return unavailable(
        `${LEAVING}Removing this node leaves ${error.left} managers out of ${error.of}. Without a Raft quorum your swarm will be inaccessible. ${LOST}`,
      )
    case 'manager-leaves':
      return unavailable(`${LEAVING}${LOST}`)
    case 'attach':
      return internal(`Could not attach to network ${error.network}: ${describeSwarmError(error.cause).text}`)
    case 'attach-timeout':
      return internal(
        'attaching to network failed, make sure your network options are correct and check manager logs: context deadline exceeded',
      )
    case 'deadline':
      return internal('context deadline exceeded')
    case 'attached-in-vain':
      return {
        class: 'internal',
        text: `could not find network ${error.network} after successful attachment`,
      }
    case 'attached':
      return {
        class: 'conflict',
        text: `${error.container} is already attached to network ${error.network}`,
      }
    case 'no-such-node':
      return { class: 'notFound', text: `node ${error.term} not found` }
    case 'ambiguous-node':
      return internal(`node ${error.term} is ambiguous (${error.count} matches found)`)
    case 'availability':
      return invalid(`invalid Availability: "${error.value}"`)
    case 'role':
      return invalid(`invalid Role: "${error.value}"`)
    case 'rpc':
      return {
        class: GRPC[error.status],
        text: `rpc error: code = ${error.status} desc = ${error.text}`,
      }
  }
}

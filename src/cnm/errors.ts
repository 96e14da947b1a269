/**
 * Everything that the model refuses, as values: a code, what it is about, and in one table libnetwork's class and text
 * (moby v28.5.2 libnetwork/error.go, controller.go, network.go, endpoint.go, sandbox.go). docs/errors.md is made from it.
 */
import type { IpPrefix } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import type { NameProblem } from '../dataplane/deviceName.js'
import type { DriverError, ErrorClass } from '../drivers/api.js'
import { ipamErrorClass, ipamErrorText } from '../ipam/errors.js'
import type { IpamError } from '../ipam/errors.js'
import type { AddressConflict } from './addressConflict.js'

/**
 * A closed union: the code is the documented name, the other members are what the text is made of. Comments say what is
 * special; the texts below say the rest.
 */
export type CnmError =
  | { readonly code: 'host-not-found'; readonly host: string }
  | { readonly code: 'host-without-engine'; readonly host: string }
  | { readonly code: 'host-exists'; readonly host: string }
  | { readonly code: 'lan-like-bridge'; readonly lan: string; readonly host: string }
  | { readonly code: 'next-hop-unreachable'; readonly host: string; readonly via: Ip }
  | { readonly code: 'name-empty' }
  | { readonly code: 'network-exists'; readonly name: string }
  | { readonly code: 'network-not-found'; readonly term: string }
  | { readonly code: 'plugin-not-found'; readonly name: string }
  | { readonly code: 'config-only-operator-fields' }
  | { readonly code: 'config-depends-on-config' }
  | { readonly code: 'config-from-user-config' }
  | { readonly code: 'config-from-driver-options' }
  | { readonly code: 'config-not-found'; readonly name: string }
  | { readonly code: 'config-in-use'; readonly name: string }
  | { readonly code: 'config-only-endpoint' }
  | {
      readonly code: 'option-range'
      readonly option: string
      readonly value: string
      readonly problem: AdvertiseProblem
    }
  | { readonly code: 'scope-downgrade'; readonly driver: string }
  | { readonly code: 'ingress-needs-global' }
  | { readonly code: 'swarm-inactive' }
  | { readonly code: 'swarm-without-ipv4' }
  | { readonly code: 'worker-creates' }
  /** No refusal for users: the cluster's managers make such networks. */
  | { readonly code: 'manager-redirect' }
  | { readonly code: 'gateway-allocation'; readonly gateway: Ip | null; readonly cause: IpamError }
  | { readonly code: 'auxiliary-outside'; readonly name: string; readonly address: Ip; readonly pool: string }
  | {
      readonly code: 'auxiliary-taken'
      readonly name: string
      readonly address: Ip
      readonly cause: IpamError
    }
  | { readonly code: 'ipam'; readonly cause: IpamError }
  | { readonly code: 'driver'; readonly driver: string; readonly cause: DriverError }
  | {
      readonly code: 'network-in-use'
      readonly name: string
      readonly endpoints: readonly { readonly name: string; readonly id: string }[]
    }
  | { readonly code: 'network-undeletable'; readonly driver: string }
  | { readonly code: 'network-predefined'; readonly name: string }
  | { readonly code: 'endpoint-exists'; readonly name: string; readonly network: string }
  | { readonly code: 'endpoint-not-found'; readonly term: string }
  | { readonly code: 'endpoint-joined'; readonly name: string; readonly id: string }
  | { readonly code: 'endpoint-taken' }
  | { readonly code: 'endpoint-not-joined' }
  | { readonly code: 'wrong-sandbox'; readonly expected: string; readonly got: string }
  | { readonly code: 'address-outside'; readonly address: Ip }
  | { readonly code: 'no-addresses'; readonly family: 4 | 6; readonly network: string; readonly id: string }
  | { readonly code: 'not-link-local'; readonly address: IpPrefix }
  | {
      readonly code: 'endpoint-creation'
      readonly endpoint: string
      readonly network: string
      readonly cause: DriverError
    }
  | {
      readonly code: 'external-connectivity'
      readonly endpoint: string
      readonly id: string
      readonly cause: DriverError
    }
  | {
      readonly code: 'interface-rename'
      /** Its name on the host before it is moved into the sandbox. */
      readonly device: string
      readonly interface: string
      readonly problem: RenameProblem
    }
  /** docker_gwbridge itself cannot be made. */
  | { readonly code: 'gateway-network-creation'; readonly cause: CnmError }
  | {
      readonly code: 'gateway-network'
      readonly container: string
      /** What failed on docker_gwbridge. */
      readonly step: 'create' | 'join'
      readonly cause: CnmError
    }
  | { readonly code: 'interface-mac'; readonly device: string; readonly mac: string }
  | { readonly code: 'interface-address'; readonly device: string; readonly conflict: AddressConflict }
  | { readonly code: 'container-id-empty' }
  | { readonly code: 'sandbox-exists'; readonly containerId: string; readonly sandbox: string }
  | { readonly code: 'sandbox-not-found'; readonly term: string }
  | { readonly code: 'foreign-host'; readonly network: string; readonly sandbox: string }

export type CnmErrorCode = CnmError['code']
/** What the kernel says about a name that an interface cannot get. */
export type RenameProblem = 'file exists' | NameProblem
export type AdvertiseProblem = 'nmsgs-integer' | 'nmsgs-range' | 'ms-integer' | 'ms-range'

export interface Description {
  readonly class: ErrorClass
  readonly text: string
}

const notFound = (text: string): Description => ({ class: 'notFound', text })
const invalid = (text: string): Description => ({ class: 'invalidParameter', text })
const forbidden = (text: string): Description => ({ class: 'forbidden', text })
const internal = (text: string): Description => ({ class: 'internal', text })

/** Class and text of an error. */
export function describe(error: CnmError): Description {
  switch (error.code) {
    case 'host-not-found':
      return notFound(`host ${error.host} not found`)
    case 'host-without-engine':
      return invalid(`host ${error.host} runs no engine`)
    case 'host-exists':
      return { class: 'conflict', text: `host ${error.host} already exists` }
    case 'lan-like-bridge':
      return invalid(
        `LAN ${error.lan} and host ${error.host} cannot both be there: the host's bridges are called ${error.host}/...`,
      )
    case 'next-hop-unreachable':
      return invalid(
        `no interface of ${error.host} is on the subnet of ${error.via}, so no route can lead there`,
      )
    case 'name-empty':
      return invalid('invalid name: name is empty')
    case 'network-exists':
      return { class: 'conflict', text: `network with name ${error.name} already exists` }
    case 'network-not-found':
      return notFound(`network ${error.term} not found`)
    case 'plugin-not-found':
      return notFound(`plugin "${error.name}" not found`)
    case 'config-only-operator-fields':
      return forbidden(
        'configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.',
      )
    case 'config-depends-on-config':
      return forbidden('a configuration network cannot depend on another configuration network')
    case 'config-from-user-config':
      return forbidden(
        'user specified configurations are not supported if the network depends on a configuration network',
      )
    case 'config-from-driver-options':
      return forbidden(
        'network driver options are not supported if the network depends on a configuration network',
      )
    case 'config-not-found':
      return notFound(`configuration network "${error.name}" does not exist`)
    case 'config-in-use':
      return forbidden(`configuration network "${error.name}" is in use`)
    case 'config-only-endpoint':
      return forbidden('cannot create endpoint on configuration-only network')
    case 'option-range':
      return invalid(advertiseText(error.option, error.value, error.problem))
    case 'scope-downgrade':
      return forbidden(`cannot downgrade network scope for ${error.driver} networks`)
    case 'ingress-needs-global':
      return forbidden('Ingress network can only be global scope network')
    case 'swarm-without-ipv4':
      return invalid('IPv4 cannot be disabled in a Swarm scoped network')
    case 'worker-creates':
      return forbidden(
        'Cannot create a multi-host network from a worker node. Please create the network from a manager node.',
      )
    case 'manager-redirect':
      return forbidden('Redirect the request to the manager')
    case 'swarm-inactive':
      return forbidden('cannot create a swarm scoped network when swarm is not active')
    case 'gateway-allocation':
      return internal(`failed to allocate gateway (${error.gateway ?? ''}): ${ipamErrorText(error.cause)}`)
    case 'auxiliary-outside':
      return forbidden(
        `auxiliary address: (${error.name}:${error.address}) must belong to the master pool: ${error.pool}`,
      )
    case 'auxiliary-taken':
      return internal(
        `failed to allocate secondary ip address (${error.name}:${error.address}): ${ipamErrorText(error.cause)}`,
      )
    case 'ipam':
      return { class: ipamErrorClass(error.cause), text: ipamErrorText(error.cause) }
    case 'driver':
      return { class: error.cause.class, text: error.cause.message }
    case 'network-in-use': {
      const list = error.endpoints.map(({ name, id }) => `name:"${name}" id:"${id.slice(0, 12)}"`).join(', ')
      return forbidden(`network ${error.name} has active endpoints (${list})`)
    }
    case 'network-undeletable':
      return forbidden(`network of type "${error.driver}" cannot be deleted`)
    case 'network-predefined':
      return forbidden(`${error.name} is a pre-defined network and cannot be removed`)
    case 'endpoint-exists':
      return forbidden(`endpoint with name ${error.name} already exists in network ${error.network}`)
    case 'endpoint-not-found':
      return notFound(`endpoint ${error.term} not found`)
    case 'endpoint-joined':
      return forbidden(`endpoint with name ${error.name} id ${error.id} has active containers`)
    case 'endpoint-taken':
      return forbidden('another container is attached to the same network endpoint')
    case 'endpoint-not-joined':
      return forbidden('cannot leave endpoint with no attached sandbox')
    case 'wrong-sandbox':
      return forbidden(`unexpected sandbox ID in leave request. Expected ${error.expected}. Got ${error.got}`)
    case 'address-outside':
      return invalid(`invalid address ${error.address}: It does not belong to any of this network's subnets`)
    case 'no-addresses':
      return {
        class: 'unavailable',
        text: `no available IPv${String(error.family)} addresses on this network's address pools: ${error.network} (${error.id})`,
      }
    case 'not-link-local':
      return invalid(`invalid link local IP address: ${error.address.split('/')[0] ?? ''}`)
    case 'endpoint-creation':
      return internal(
        `failed to create endpoint ${error.endpoint} on network ${error.network}: ${error.cause.message}`,
      )
    case 'external-connectivity':
      return internal(
        `driver failed programming external connectivity on endpoint ${error.endpoint} (${error.id}): ${error.cause.message}`,
      )
    case 'interface-rename':
      return internal(
        `failed to add interface ${error.device} to sandbox: error renaming interface "${error.device}" to "${error.interface}": ${error.problem}`,
      )
    case 'gateway-network-creation':
      return internal(`error creating external connectivity network: ${describe(error.cause).text}`)
    case 'gateway-network':
      return internal(
        `container ${error.container}: endpoint ${error.step} on GW Network failed: ${describe(error.cause).text}`,
      )
    case 'interface-mac':
      return internal(
        `failed to add interface ${error.device} to sandbox: error setting interface "${error.device}" MAC to "${error.mac}": cannot assign requested address`,
      )
    case 'interface-address':
      return internal(
        `failed to add interface ${error.device} to sandbox: error setting interface "${error.device}" ${conflictText(error.conflict)}`,
      )
    case 'container-id-empty':
      return invalid('invalid container ID')
    case 'sandbox-exists':
      return forbidden(`container ${error.containerId} is already present in sandbox ${error.sandbox}`)
    case 'sandbox-not-found':
      return notFound(`network sandbox for container ${error.term} not found`)
    case 'foreign-host':
      return invalid(`sandbox ${error.sandbox} is on another host than network ${error.network}`)
  }
}

/** With the route as Go prints netlink's (vishvananda/netlink route.go Route.String). */
const conflictText = ({ family, address, route: { to, source, via }, index }: AddressConflict): string =>
  `${family === 4 ? 'IP' : 'IPv6'} to ${address}: cannot program address ${address} in sandbox interface because it conflicts with existing route {Ifindex: ${index} Dst: ${to} Src: ${source ?? '<nil>'} Gw: ${via ?? '<nil>'} Flags: [] Table: 254 Realm: 0}`

function advertiseText(option: string, value: string, problem: AdvertiseProblem): string {
  switch (problem) {
    case 'nmsgs-integer':
      return `value for option ${option} "${value}" must be an integer`
    case 'nmsgs-range':
      return `${option} must be in the range 0 to 3`
    case 'ms-integer':
      return `value for option ${option} "${value}" must be integer milliseconds`
    case 'ms-range':
      return `${option} must be in the range 100 to 2000`
  }
}

/** The error as an exception: what Controller throws, with the value itself as `error`. */
export class CnmRefusal extends Error {
  constructor(readonly error: CnmError) {
    super(describe(error).text)
    this.name = 'CnmRefusal'
  }
}

/**
 * What a service has of the cluster: a virtual address on each network, and ports (swarmkit manager/allocator/network.go; moby
 * v28.5.2 libnetwork/cnmallocator/networkallocator.go).
 */
import type { Env } from '../../cnm/env.js'
import { allocateAddress, freeAddress } from '../swarm/allocate.js'
import type { Swarm } from '../swarm/swarm.js'
import { allocatePorts, hostPortsChanged, portsServe } from './ports.js'
import { endpointOf } from './state.js'
import type { Service, ServiceSpec, VirtualAddress } from './state.js'

/** Both afterwards: what the one has more, the other has less. */
export interface ServiceAllocation {
  readonly swarm: Swarm
  readonly service: Service
}

/** The swarm with that service in its place. */
export const withService = ({ swarm, service }: ServiceAllocation): Swarm => ({
  ...swarm,
  services: {
    ...swarm.services,
    services: swarm.services.services.map((s) => (s.id === service.id ? service : s)),
  },
})

/**
 * The service with addresses and ports for its spec: what it has and still needs it keeps, what it needs no more is free
 * again. Unchanged where what it has serves the spec, and where something is used up: it waits then, and its tasks with it.
 */
export function allocateService(env: Env, start: Swarm, service: Service): ServiceAllocation {
  const { spec, id } = service
  if (isAllocated(start, service))
    return {
      swarm: start,
      service: hostPortsChanged(service.ports, spec.ports) ? withHostPorts(service) : service,
    }
  const others = start.services.services.filter((s) => s.id !== id)
  // ports before addresses (network.go allocateService)
  const given = allocatePorts(spec.ports, service.ports, others, start.nextPorts)
  if (!given) return { swarm: start, service }
  const served = allocateAddresses(env, { ...start, nextPorts: given.next }, service)
  if (!served) return { swarm: start, service }
  const { swarm, addresses } = served
  return { swarm, service: { ...service, ports: given.ports, addresses, endpoint: endpointOf(spec) } }
}

/**
 * Nothing is to be given or taken (IsServiceAllocated). A service that never needed anything never had anything given, and
 * its answer shows no endpoint.
 */
export function isAllocated(swarm: Swarm, { spec, ports, addresses }: Service): boolean {
  if ((spec.ports.length > 0 || ports.length > 0) && !portsServe(ports, spec.ports)) return false
  const wanted = wantedNetworks(swarm, spec)
  const has = new Set(addresses.map(({ network }) => network))
  return (
    addresses.every(({ network }) => wanted.includes(network)) &&
    // the ingress network's address comes with the ports
    wanted.every((network) => has.has(network) || isIngress(swarm, network))
  )
}

const isIngress = ({ networks }: Swarm, id: string): boolean => networks.some((n) => n.id === id && n.ingress)

/** updatePortsInHostPublishMode. */
const withHostPorts = (service: Service): Service => ({
  ...service,
  ports: [
    ...service.ports.filter(({ publishMode }) => publishMode !== 'host'),
    ...service.spec.ports.filter(({ publishMode }) => publishMode === 'host'),
  ],
  endpoint: endpointOf(service.spec),
})

/** null: a network has no address left. */
function allocateAddresses(
  env: Env,
  start: Swarm,
  { spec, addresses }: Service,
): { readonly swarm: Swarm; readonly addresses: readonly VirtualAddress[] } | null {
  const left = [...wantedNetworks(start, spec)]
  const kept: VirtualAddress[] = []
  let swarm = start
  for (const address of addresses) {
    const at = left.indexOf(address.network)
    if (at < 0) swarm = freeAddress(env, swarm, address.network, address.address)
    else {
      left.splice(at, 1)
      kept.push(address)
    }
  }
  const given: VirtualAddress[] = []
  // on networks whose addresses hosts give themselves there is nothing to give; noted all the same, as from a real
  // manager
  const addressed = new Set(swarm.networks.filter((n) => n.allocated?.pools !== null).map(({ id }) => id))
  for (const network of left) {
    if (!addressed.has(network)) {
      given.push({ network, address: null })
      continue
    }
    const granted = allocateAddress(env, swarm, network, null)
    if (!granted) return null
    swarm = granted.swarm
    given.push({ network, address: granted.address })
  }
  return { swarm, addresses: [...kept, ...given] }
}

/** Everything is free again: addresses at once, and ports with the service itself. */
export const freeService = (env: Env, swarm: Swarm, { addresses }: Service): Swarm =>
  addresses.reduce((next, { network, address }) => freeAddress(env, next, network, address), swarm)

/**
 * Where it needs an address: the ingress network first; a network that is named twice gives two, as from a real manager. A
 * service in mode dnsrr has no address of its own: its name is its tasks' addresses.
 */
function wantedNetworks({ networks }: Swarm, { endpointMode, ports, task }: ServiceSpec): readonly string[] {
  if (endpointMode === 'dnsrr') return []
  const meshed = ports.some(({ publishMode }) => publishMode === 'ingress')
  return [
    ...(meshed ? networks.filter((n) => n.ingress).map(({ id }) => id) : []),
    ...task.networks.map(({ target }) => target),
  ]
}

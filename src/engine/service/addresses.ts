/** What a service has of the cluster: a virtual address on each network, and ports (swarmkit manager/allocator/network.go). */
import type { Env } from '../../cnm/env.js'
import { allocateAddress, freeAddress } from '../swarm/allocate.js'
import type { Swarm } from '../swarm/swarm.js'
import { allocatePorts } from './ports.js'
import type { Service, ServiceSpec, VirtualAddress } from './state.js'

/** Both afterwards: what the one has more, the other has less. */
export interface ServiceAllocation {
  readonly swarm: Swarm
  readonly service: Service
}

/**
 * The service with addresses and ports for its spec: what it has and still needs it keeps, what it needs no more is free
 * again. A network that has no address left gives none.
 */
export function allocateService(env: Env, start: Swarm, service: Service): ServiceAllocation {
  const { spec, id } = service
  const others = start.services.services.filter((s) => s.id !== id)
  // ports before addresses (allocator/network.go allocateService); a used-up range gives none at all
  const ports = allocatePorts(spec.ports, service.ports, others) ?? []
  // a service in mode dnsrr has no address of its own: its name is its tasks' addresses
  const wanted = spec.endpointMode === 'vip' ? networksOf(start, spec) : []
  const left = [...wanted]
  const kept: VirtualAddress[] = []
  let swarm = start
  for (const address of service.addresses) {
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
    if (!granted) continue
    swarm = granted.swarm
    given.push({ network, address: granted.address })
  }
  return { swarm, service: { ...service, ports, addresses: [...kept, ...given] } }
}

/** Everything is free again: addresses at once, and ports with the service itself. */
export const freeService = (env: Env, swarm: Swarm, { addresses }: Service): Swarm =>
  addresses.reduce((next, { network, address }) => freeAddress(env, next, network, address), swarm)

/** The ingress network first; a network that is named twice gets two addresses, as from a real manager. */
function networksOf({ networks }: Swarm, { ports, task }: ServiceSpec): readonly string[] {
  const meshed = ports.some(({ publishMode }) => publishMode === 'ingress')
  return [
    ...(meshed ? networks.filter((n) => n.ingress).map(({ id }) => id) : []),
    ...task.networks.map(({ target }) => target),
  ]
}

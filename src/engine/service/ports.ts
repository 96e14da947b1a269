/**
 * Published ports of services: conflicts between them, and the numbers that the swarm chooses (swarmkit
 * manager/controlapi/service.go checkPortConflicts, manager/allocator/portallocator.go).
 */
import type { Service, ServicePort } from './state.js'

/** The swarm's own range, from which ports are given in turn. */
const DYNAMIC = { first: 30_000, last: 32_767 }

/** Two services may share a number with different protocols. */
const key = ({ protocol, publishedPort }: ServicePort): string => `${publishedPort}/${protocol}`

/** Which port, of which service, and how that one publishes it: the text tells all three. */
export interface PortConflict {
  readonly port: number
  readonly service: Service
  readonly mode: ServicePort['publishMode']
}

/**
 * The first conflict with another service. Ports of mode host collide only with the routing mesh: two services with the same
 * one are for the scheduler to keep apart.
 */
export function portConflict(
  ports: readonly ServicePort[],
  others: readonly Service[],
): PortConflict | undefined {
  const given = ports.filter(({ publishedPort }) => publishedPort !== 0)
  // checkPortConflicts: against a port of the mesh all of ours count, against one of mode host only those of the
  // mesh
  const ingress = new Set(given.filter((p) => p.publishMode === 'ingress').map(key))
  const any = new Set(given.map(key))
  return others
    .flatMap((service) =>
      [...service.spec.ports, ...service.ports].map((port) => ({
        port: port.publishedPort,
        service,
        mode: port.publishMode,
        wanted: (port.publishMode === 'ingress' ? any : ingress).has(key(port)),
      })),
    )
    .find(({ port, wanted }) => port !== 0 && wanted)
}

/** Two ports of one service with the same number and protocol, whatever their modes; 0 is no number yet. */
export const hasDuplicates = (ports: readonly ServicePort[]): boolean => {
  const given = ports.filter(({ publishedPort }) => publishedPort !== 0).map(key)
  return new Set(given).size !== given.length
}

/**
 * The ports of a spec with numbers for those of the routing mesh that have none: what the service had before, else the lowest
 * that is free. null: the range is used up.
 */
export function allocatePorts(
  spec: readonly ServicePort[],
  before: readonly ServicePort[],
  others: readonly Service[],
): readonly ServicePort[] | null {
  // ports that the spec itself names are not for the choice, either
  const taken = new Set([...others.flatMap(({ ports }) => ports), ...spec].map(key))
  const kept = [...before]
  const allocated: ServicePort[] = []
  for (const port of spec) {
    if (port.publishedPort !== 0 || port.publishMode === 'host') {
      allocated.push(port)
      continue
    }
    const known = kept.findIndex(
      (p) =>
        p.protocol === port.protocol &&
        p.targetPort === port.targetPort &&
        p.publishMode === port.publishMode &&
        !taken.has(key(p)),
    )
    const chosen = known >= 0 ? kept.splice(known, 1)[0] : lowestFree(port, taken)
    if (!chosen) return null
    taken.add(key(chosen))
    allocated.push(chosen)
  }
  return allocated
}

/** undefined: the range is used up. A real manager goes round its range (portallocator.go portSpace). */
function lowestFree(port: ServicePort, taken: ReadonlySet<string>): ServicePort | undefined {
  for (let publishedPort = DYNAMIC.first; publishedPort <= DYNAMIC.last; publishedPort++) {
    const chosen = { ...port, publishedPort }
    if (!taken.has(key(chosen))) return chosen
  }
  return undefined
}

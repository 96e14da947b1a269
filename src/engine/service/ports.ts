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

/** The same port of a program, however it is published (portallocator.go getPortConfigKey). */
const sameTarget = (a: ServicePort, b: ServicePort): boolean =>
  a.protocol === b.protocol && a.targetPort === b.targetPort
const isDynamic = ({ publishMode, publishedPort }: ServicePort): boolean =>
  publishMode === 'ingress' && publishedPort === 0

/**
 * Takes what was given for a port of the spec from the list, and returns it: its own number, or any for one that has none
 * (allocatedPorts.delState).
 */
function taken(given: ServicePort[], wanted: ServicePort): ServicePort | undefined {
  const at = given.findIndex(
    (port) => sameTarget(port, wanted) && (isDynamic(wanted) || port.publishedPort === wanted.publishedPort),
  )
  return at < 0 ? undefined : given.splice(at, 1)[0]
}

const ingressOf = (ports: readonly ServicePort[]): ServicePort[] =>
  ports.filter(({ publishMode }) => publishMode === 'ingress')

/** Does what was given still serve the spec (isPortsAllocatedOnInit)? Ports of mode host count by their targets only. */
export function portsServe(given: readonly ServicePort[], spec: readonly ServicePort[]): boolean {
  if (given.length !== spec.length) return false
  const left = ingressOf(given)
  const hosted = given.filter(({ publishMode }) => publishMode === 'host')
  const ordered = [...spec].sort((a, b) => Number(isDynamic(a)) - Number(isDynamic(b)))
  return ordered.every((port) =>
    port.publishMode === 'host'
      ? hosted.some(({ targetPort }) => targetPort === port.targetPort)
      : taken(left, port) !== undefined,
  )
}

/** A port of mode host that the spec names and that is not among those given (hostPublishPortsNeedUpdate). */
export function hostPortsChanged(given: readonly ServicePort[], spec: readonly ServicePort[]): boolean {
  const left = given.filter(({ publishMode }) => publishMode === 'host')
  return spec.some(
    (port) => port.publishMode === 'host' && port.publishedPort !== 0 && taken(left, port) === undefined,
  )
}

/** Which number of the range comes next, by protocol: a manager gives them in turn, and old ones again only after a round. */
export type NextPorts = Readonly<Record<ServicePort['protocol'], number>>
export const FIRST_PORTS: NextPorts = { tcp: DYNAMIC.first, udp: DYNAMIC.first, sctp: DYNAMIC.first }

/**
 * The ports of a spec with numbers for those of the routing mesh that have none: what the service had before if the spec has
 * as many ports as then, else new ones. null: the range is used up, or a port is taken that the spec names. As on a real
 * manager one that was just given by chance, to the same service even, can be in the way.
 */
export function allocatePorts(
  spec: readonly ServicePort[],
  before: readonly ServicePort[],
  others: readonly Service[],
  next: NextPorts,
): { readonly ports: readonly ServicePort[]; readonly next: NextPorts } | null {
  const used = new Set(others.flatMap(({ ports }) => ingressOf(ports)).map(key))
  const turn = { ...next }
  const ports: ServicePort[] = []
  for (const port of reconciled(spec, before)) {
    const given = isDynamic(port) ? nextFree(port, used, turn[port.protocol]) : port
    if (given === null || (given.publishMode === 'ingress' && used.has(key(given)))) return null
    if (isDynamic(port)) turn[port.protocol] = given.publishedPort + 1
    if (given.publishMode === 'ingress') used.add(key(given))
    ports.push(given)
  }
  return { ports, next: turn }
}

/** reconcilePortConfigs: with as many ports as before, those without a number keep what they had, and come last. */
function reconciled(spec: readonly ServicePort[], before: readonly ServicePort[]): readonly ServicePort[] {
  if (spec.length !== before.length) return spec
  const left = ingressOf(before)
  const settled = spec.filter((port) => !isDynamic(port))
  for (const port of settled) taken(left, port)
  return [...settled, ...spec.filter(isDynamic).map((port) => taken(left, port) ?? port)]
}

/** From `from` on to the end of the range, then from its beginning (swarmkit internal/idm GetID). null: all are used. */
function nextFree(port: ServicePort, used: ReadonlySet<string>, from: number): ServicePort | null {
  for (const start of [from, DYNAMIC.first])
    for (let publishedPort = start; publishedPort <= DYNAMIC.last; publishedPort++) {
      const chosen = { ...port, publishedPort }
      if (!used.has(key(chosen))) return chosen
    }
  return null
}

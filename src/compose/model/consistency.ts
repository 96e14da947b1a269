/**
 * Whether the parts of a project fit together (compose-go v2.9.1 loader/validate.go checkConsistency; types/project.go
 * CheckContainerNameUnicity; graph/cycle.go). Compose stops at the first problem of a Go map's random order; here all
 * are given, in the order of the files. Not modelled: builds, volumes, secrets, configs and their like.
 */
import type { ComposeError } from '../errors.js'
import { get, type MapNode } from '../yaml/node.js'
import type { Place } from '../place.js'
import type { ProjectNetwork, Service } from './project.js'

/** What has to fit: the tree is there for the places only. */
export interface Parts {
  readonly tree: MapNode
  readonly enabled: ReadonlyMap<string, Service>
  readonly disabled: ReadonlyMap<string, Service>
  /** All that are declared, and `default`. */
  readonly networks: ReadonlyMap<string, ProjectNetwork>
}

/**
 * Of enabled services only: what no profile enables is not looked at, as in Compose. Circles are looked for last, as a
 * missing service cannot be part of one. O(services + dependencies).
 */
export const inconsistencies = (parts: Parts): readonly ComposeError[] => {
  const found = [
    ...[...parts.enabled.values()].flatMap((service) => ofService(service, parts)),
    ...namesTwice(parts),
  ]
  return found.length > 0 ? found : cycles(parts.enabled)
}

/** One service, in checkConsistency's order: what it runs, its networks, what it depends on, how many there are. */
function ofService(service: Service, { tree, enabled, disabled, networks }: Parts): readonly ComposeError[] {
  const { name, place } = service
  const node = get(get(tree, 'services'), name)
  const at = (key: string) => get(node, key)?.place ?? place
  const found: ComposeError[] = []
  if (service.image === null && !service.build && !service.provided)
    found.push({ code: 'no-image', place, service: name })
  if (service.networkMode !== '' && service.networks.size > 0)
    found.push({ code: 'mode-and-networks', place: at('network_mode'), service: name })
  for (const [network, attach] of service.networks)
    if (!networks.has(network))
      found.push({
        code: 'unknown-network',
        place: attach.place,
        service: name,
        network,
        known: [...networks.keys()].filter((key) => key !== 'default'),
      })
  for (const [target, dependency] of service.dependsOn) {
    const isOff = disabled.has(target)
    if (enabled.has(target) || (isOff && !dependency.required)) continue
    // a dependency may be implied, so the message names the key that implies it
    const key = dependencyKey(service, target)
    found.push({
      code: 'unknown-service',
      place: dependency.place,
      service: name,
      key,
      target,
      disabled: isOff,
    })
  }
  // two ways of saying how many, which may stand together if they say the same
  const deploy = get(node, 'deploy')
  const [scale, replicas] = [get(node, 'scale'), get(deploy, 'replicas')]
  if (
    scale?.kind === 'scalar' &&
    replicas?.kind === 'scalar' &&
    Number(scale.value) !== Number(replicas.value)
  )
    found.push({ code: 'scale-twice', place: scale.place, service: name })
  if (service.replicas < 0)
    found.push({ code: 'negative-scale', place: (scale ?? replicas)?.place ?? place, service: name })
  if (service.replicas > 1 && service.containerName !== null)
    found.push({ code: 'container-name-scaled', place: at('container_name'), service: name })
  return found
}

/** Which key makes the one depend on the other, for a message that points at what is written. */
const dependencyKey = ({ networkMode, links }: Service, target: string): string =>
  networkMode === `service:${target}`
    ? 'network_mode'
    : links.some((link) => link.split(':')[0] === target)
      ? 'links'
      : 'depends_on'

/** Names that the file gives must be unique (compose-go types/project.go CheckContainerNameUnicity). */
function namesTwice({ tree, enabled }: Parts): readonly ComposeError[] {
  const seen = new Map<string, Place>()
  return [...enabled.values()].flatMap((service): readonly ComposeError[] => {
    const { containerName: name } = service
    if (name === null) return []
    const place = get(get(get(tree, 'services'), service.name), 'container_name')?.place ?? service.place
    const before = seen.get(name)
    if (before) return [{ code: 'container-name-twice', place, text: name, before }]
    seen.set(name, place)
    return []
  })
}

/** The first circle that a walk along the dependencies closes; every service is walked once. */
function cycles(services: ReadonlyMap<string, Service>): readonly ComposeError[] {
  const done = new Set<string>()
  const visit = (name: string, chain: readonly string[]): ComposeError | null => {
    const service = services.get(name)
    if (done.has(name) || service === undefined) return null
    if (chain.includes(name))
      return {
        code: 'dependency-cycle',
        place: service.place,
        chain: [...chain.slice(chain.indexOf(name)), name],
      }
    for (const target of service.dependsOn.keys()) {
      const found = visit(target, [...chain, name])
      if (found) return found
    }
    done.add(name)
    return null
  }
  for (const name of services.keys()) {
    const found = visit(name, [])
    if (found) return [found]
  }
  return []
}

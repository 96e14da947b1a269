/** Where in the compose files a container, a network or a port of a world is written. */
import type { Network } from '../cnm/world.js'
import type { Project, Service } from './model/project.js'
import { placeOf } from './placeOf.js'
import { LABEL, labelOf } from './up/labels.js'
import type { Container, PortBindingSpec } from '../engine/state.js'
import type { Written } from './place.js'

/** Which lines of which file made a container. */
export interface Origin {
  readonly project: Project
  readonly service: Service
}

/**
 * The service that a container is of, by the labels that compose gives it; undefined for one that no compose file
 * made, or whose project is not among these. O(projects).
 */
export function originOf(projects: readonly Project[], { config }: Container): Origin | undefined {
  const project = projects.find(({ name }) => name === labelOf(config.labels, LABEL.project))
  const service = project?.services.get(labelOf(config.labels, LABEL.service) ?? '')
  return project && service ? { project, service } : undefined
}

/**
 * Every project's own declaration of a network; of `key`, such as `ipam`, where one is given and written. Several:
 * a network that one project makes is external to the others.
 */
export const networkWritten = (
  projects: readonly Project[],
  { name }: Network,
  key?: string,
): readonly Written[] =>
  projects.flatMap((project) =>
    [...project.networks.values()]
      .filter((network) => network.name === name)
      .map((network) => ({
        place: placeOf(project, ['networks', network.key, ...(key === undefined ? [] : [key])]),
        says: `network ${network.key} of project ${project.name}`,
      })),
  )

/**
 * Where a service joins a network: the line in its `networks`, or the service's own where it does not say so itself
 * (the default network). None for a container of no project.
 */
export function joinWritten(
  projects: readonly Project[],
  container: Container,
  { name }: Network,
): readonly Written[] {
  const origin = originOf(projects, container)
  if (!origin) return []
  const { project, service } = origin
  const network = [...project.networks.values()].find((each) => each.name === name)
  const attach = network && service.networks.get(network.key)
  return network && attach
    ? [{ place: attach.place, says: `${service.name} joins network ${network.key}` }]
    : [{ place: service.place, says: `service ${service.name}` }]
}

/**
 * Where a service publishes a port; the first of its ports without a binding. At most one: a range in `ports` is
 * several bindings of one line.
 */
export function portWritten(
  projects: readonly Project[],
  container: Container,
  binding?: PortBindingSpec,
): readonly Written[] {
  const service = originOf(projects, container)?.service
  return (service?.ports ?? [])
    .filter(({ target }) => binding === undefined || target === binding.port)
    .slice(0, 1)
    .map(({ place, target, protocol }) => ({
      place,
      says: `${service?.name ?? ''} publishes port ${target}/${protocol}`,
    }))
}

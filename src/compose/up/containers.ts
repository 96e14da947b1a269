/**
 * Brings a service's containers to what the file says (docker/compose v2.40.3 pkg/compose/convergence.go:
 * ensureService, mustRecreate, createContainer, recreateContainer, stopDependentContainers, getLinks). What Compose
 * does at the same time is done one after the other here.
 */
import { hostOf } from '../../cnm/lookup.js'
import { containerCreate } from '../../engine/containerCreate.js'
import { containerRemove } from '../../engine/containerRemove.js'
import { containerRename } from '../../engine/containerRename.js'
import { containerStop } from '../../engine/containerStop.js'
import { isUp } from '../../engine/isUp.js'
import type { Container } from '../../engine/state.js'
import type { ComposeError, ComposeErrorCode } from '../errors.js'
import type { Project, Service } from '../model/project.js'
import { containerName, containerSpec, serviceHash } from './containerSpec.js'
import { LABEL, labelOf } from './labels.js'
import { numberOf, type Steps } from './steps.js'

/**
 * When a container that is there is made anew: if the file says something else now, in any case (--force-recreate), or
 * never (--no-recreate).
 */
export type Recreate = 'changed' | 'always' | 'never'

/** Those that are too many go, those that do not fit are made anew, and those that are missing are made. */
export function ensureContainers(
  steps: Steps,
  project: Project,
  asked: Service,
  recreate: Recreate,
): boolean {
  const networkMode = sharedMode(steps, project, asked)
  if (networkMode === null) return false
  const service = { ...asked, networkMode }
  const hash = serviceHash(project, service)
  const stale = (c: Container): boolean =>
    recreate === 'always' ||
    (recreate === 'changed' && (labelOf(c.config.labels, LABEL.hash) !== hash || misses(project, service, c)))
  // up to date and low numbers first: what is behind the number of replicas goes
  const there = steps
    .containers(project.name, service.name)
    .toSorted((a, b) => Number(stale(a)) - Number(stale(b)) || numberOf(a) - numberOf(b))
  for (const [i, container] of there.entries()) {
    if (i >= service.replicas) {
      if (!discard(steps, container, service)) return false
    } else if (stale(container) && !renew(steps, project, service, container)) return false
  }
  const next = Math.max(0, ...there.map(numberOf)) + 1
  // all at the same time: one that is refused keeps none of the others back
  return Array.from({ length: Math.max(0, service.replicas - there.length) }, (_, i) => next + i)
    .map((number) => create(steps, project, service, containerName(project, service, number), number, null))
    .every(Boolean)
}

/**
 * A running container is not on a network that it should be on: somebody has disconnected it (checkExpectedNetworks).
 */
const misses = (project: Project, service: Service, container: Container): boolean =>
  isUp(container) &&
  [...service.networks.keys()].some((key) => {
    const name = project.networks.get(key)?.name
    return !container.attachments.some((a) => a.network === name)
  })

/** Stop, then remove. Its name and addresses are free after that. */
export function discard(steps: Steps, container: Container, { place }: Pick<Service, 'place'>): boolean {
  const { env, host } = steps
  const what = `Container ${container.name}`
  return (
    (!isUp(container) ||
      steps.take(containerStop(env, steps.state, host, container.id), what, 'Stopped', place)) &&
    steps.take(containerRemove(env, steps.state, host, container.id, { force: true }), what, 'Removed', place)
  )
}

/** One container, which does not run yet. What only Compose or its client would refuse is refused here. */
function create(
  steps: Steps,
  project: Project,
  service: Service,
  name: string,
  number: number,
  replaces: string | null,
): boolean {
  const { env, host } = steps
  const wrong = wrongWith(project, service, 'bad-host-address') ?? wrongWith(project, service, 'mac-conflict')
  if (wrong) return steps.fail(wrong)
  const links = linksOf(steps, project, service, number)
  const spec = containerSpec(project, service, {
    name,
    number,
    links,
    host: hostOf(steps.state.cnm, host),
    replaces,
  })
  return steps.take(
    containerCreate(env, steps.state, host, spec),
    `Container ${name}`,
    'Created',
    service.place,
  )
}

/** A mistake that the engine's types leave no room for, or that Compose finds itself, as late as this. */
export const wrongWith = (
  { mistakes }: Project,
  { name }: Service,
  code: ComposeErrorCode,
): ComposeError | undefined =>
  mistakes.find((m) => m.code === code && 'path' in m && m.path.startsWith(`services.${name}.`))

/**
 * Under another name first; then the old one goes, and the new one gets its name (recreateContainer). So for a moment
 * both are there, and a fixed address or host port is only taken when the new one starts.
 */
function renew(steps: Steps, project: Project, service: Service, old: Container): boolean {
  const { env, host } = steps
  const number = numberOf(old)
  const name = containerName(project, service, number)
  const temporary = `${old.id.slice(0, 12)}_${name}`
  return (
    stopDependents(steps, project, service) &&
    create(
      steps,
      project,
      service,
      temporary,
      number,
      service.containerName ?? `${service.name}-${number}`,
    ) &&
    discard(steps, old, service) &&
    steps.take(
      containerRename(env, steps.state, host, temporary, name),
      `Container ${name}`,
      'Recreated',
      service.place,
    )
  )
}

/**
 * Whoever depends on the service with `restart: true`, or by a link or a shared namespace, stops now, and starts again with
 * all others (stopDependentContainers).
 */
function stopDependents(steps: Steps, project: Project, service: Service): boolean {
  const { env, host } = steps
  const dependents = [...project.services.values()].filter((s) => s.dependsOn.get(service.name)?.restart)
  return dependents.every(({ name, place }) =>
    steps
      .containers(project.name, name)
      .every(
        (c) =>
          !isUp(c) ||
          steps.take(containerStop(env, steps.state, host, c.id), `Container ${c.name}`, 'Stopped', place),
      ),
  )
}

/**
 * `service:NAME` as the container that it means, or null and a problem (resolveSharedNamespaces). The first container
 * of the service is taken, whatever its state.
 */
function sharedMode(steps: Steps, project: Project, { networkMode, name, place }: Service): string | null {
  if (!networkMode.startsWith('service:')) return networkMode
  const target = networkMode.slice('service:'.length)
  const [first] = steps.containers(project.name, target).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  if (first) return `container:${first.id}`
  steps.fail({
    code: 'engine',
    place,
    doing: `Service ${name}`,
    text: `cannot share network namespace with service ${target}: container missing`,
  })
  return null
}

/**
 * Three names for every container of a linked service, and one for an external link (getLinks): the alias, `SERVICE-N`
 * and `PROJECT-SERVICE-N`, where N is the number of the container that links. They are its own names for them: nobody
 * else on the network can use them.
 */
function linksOf(steps: Steps, project: Project, service: Service, number: number): readonly string[] {
  const own = service.links.flatMap((link) => {
    const [target = '', alias, ...more] = link.split(':')
    const name = alias === undefined || more.length > 0 ? target : alias
    return steps
      .containers(project.name, target)
      .toReversed()
      .flatMap((c) => [
        `${c.name}:${name}`,
        `${c.name}:${target}-${number}`,
        `${c.name}:${project.name}-${target}-${number}`,
      ])
  })
  const external = service.externalLinks.map((link) => {
    const [target = '', alias, ...more] = link.split(':')
    return `${target}:${alias === undefined || more.length > 0 ? target : alias}`
  })
  return [...own, ...external]
}

/**
 * The containers that `docker ps` shows, newest first (moby v28.5.2 daemon/list.go Containers, includeContainerInList). Not
 * modelled: sizes, mounts, health.
 */
import { ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { hostOf } from '../cnm/lookup.js'
import type { HostId } from '../cnm/world.js'
import { readContainerFilter } from './containerFilter.js'
import type { ContainerFilter } from './containerFilter.js'
import { containerPorts } from './containerPorts.js'
import type { EngineError } from './errors.js'
import { filterValues, matchesExactly, matchesLabels, matchesPattern } from './filters.js'
import type { Filters } from './filters.js'
import { containersOn } from './findContainer.js'
import { imageId, imageName } from './imageId.js'
import { inSpan } from './portFilter.js'
import type { Container, ContainerId, DockerWorld } from './state.js'
import { isUp } from './isUp.js'

export interface ListOptions {
  /** `-a`: also those that do not run. A filter on the status means it, too. */
  readonly all: boolean
  readonly filters: Filters
  /** `-n`, `-l`: so many of the newest, in whatever state. */
  readonly last?: number
}

/**
 * Newest first, as the daemon lists them. Errors: those of the filters (containerFilter.ts). `before` and `since`
 * are places in the list, so they go by the age of containers of any status. O(containers of the host).
 */
export function listContainers(
  state: DockerWorld,
  host: HostId,
  { all, filters, last = 0 }: ListOptions,
): Result<readonly Container[], EngineError> {
  const read = readContainerFilter(state, host, filters)
  if (!read.ok) return read
  const filter = read.value
  // a filter on the status stands for -a (list.go foldFilter sets config.All)
  const everyState = all || last > 0 || filterValues(filters, 'status').length > 0
  const candidates = withIds(containersOn(state, host), filterValues(filters, 'id')).toReversed()
  const shown: Container[] = []
  // includeContainerInList, test by test: its order decides which container ends the list
  let waiting = filter.before !== null
  for (const container of candidates) {
    if (waiting) {
      if (container.id === filter.before) waiting = false
      continue
    }
    if (container.id === filter.since) break
    if ((!everyState && !isUp(container)) || !isNamed(state, filter, container)) continue
    if (last > 0 && shown.length === last) break
    if (matches(state, filter, container)) shown.push(container)
  }
  return ok(shown)
}

/** Those whose id one of the values begins, if it begins the id of no other (filterByNameIDMatches). */
function withIds(all: readonly Container[], values: readonly string[]): readonly Container[] {
  if (values.length === 0) return all
  const found = values.flatMap((value) => {
    const started = value === '' ? [] : all.filter((c) => c.id.startsWith(value))
    return started.length === 1 ? started : []
  })
  return all.filter((c) => found.includes(c))
}

/** The tests that come before the limit on how many: one that fails them does not end the list. */
const isNamed = (
  state: DockerWorld,
  { filters, isTask }: ContainerFilter,
  { name, id, config }: Container,
): boolean =>
  (matchesPattern(filters, 'name', `/${name}`) || matchesPattern(filters, 'name', name)) &&
  matchesPattern(filters, 'id', id) &&
  (isTask === null || isTask === isManaged(state, id)) &&
  matchesLabels(config.labels, filters)

/** A container that swarm made for a task of a service; one that was only attached to its network is none. */
const isManaged = ({ swarms }: DockerWorld, id: ContainerId): boolean =>
  swarms.some(({ services }) => services.tasks.some(({ container }) => container?.id === id))

/** The tests behind the limit: containers that fail them have not been counted. */
function matches(state: DockerWorld, filter: ContainerFilter, container: Container): boolean {
  const { filters, exited } = filter
  return (
    (exited.length === 0 || hasExited(container, exited)) &&
    matchesPattern(filters, 'status', container.status) &&
    matchesExactly(filters, 'health', 'none') &&
    filterValues(filters, 'volume').length === 0 &&
    isDescendant(state, container, filterValues(filters, 'ancestor')) &&
    isOnNetwork(container, filterValues(filters, 'network')) &&
    hasPort(state, filter, container)
  )
}

/** Not one that runs, and not one that never ran, whose code 0 means nothing. */
const hasExited = (container: Container, codes: readonly number[]): boolean =>
  !isUp(container) && container.startedAt !== null && codes.includes(container.exitCode)

/** Made from one of the images, by name or by the beginning of an id. Images made from images are not modelled. */
const isDescendant = (
  state: DockerWorld,
  { host, config: { image } }: Container,
  ancestors: readonly string[],
): boolean =>
  ancestors.length === 0 ||
  ancestors.some((ancestor) => {
    const hex = ancestor.replace(/^sha256:/, '')
    return (
      imageName(ancestor) === imageName(image) ||
      (hex !== '' && imageId(image, hostOf(state.cnm, host)).startsWith(hex))
    )
  })

/** On one of the networks, by name or by the beginning of an id; a container keeps the ids of networks it was on. */
function isOnNetwork({ attachments }: Container, terms: readonly string[]): boolean {
  return (
    terms.length === 0 ||
    terms.some((term) =>
      attachments.some((a) => a.network === term || (a.lastNetwork ?? '').startsWith(term)),
    )
  )
}

/** One of the published or of the exposed ports asked for. */
function hasPort(state: DockerWorld, { publish, expose }: ContainerFilter, container: Container): boolean {
  if (publish.length === 0 && expose.length === 0) return true
  return containerPorts(state, container).some(
    ({ port: { port, protocol }, bindings }) =>
      inSpan(expose, port, protocol) ||
      // an exposed port that is not published counts as published on port 0
      (bindings ?? [{ hostPort: '' }]).some((b) => inSpan(publish, Number(b.hostPort), protocol)),
  )
}

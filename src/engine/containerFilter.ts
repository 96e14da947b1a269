/**
 * The filters of `docker ps`, read and checked (moby v28.5.2 daemon/list.go foldFilter). Not modelled: mounts, so `volume` finds
 * nothing; health checks, so all are `none`.
 */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { HostId } from '../cnm/world.js'
import type { EngineError } from './errors.js'
import { CONTAINER_STATES, HEALTH_STATES } from './filterError.js'
import type { PortFilter } from './filterError.js'
import { filterValues, unknownFilter } from './filters.js'
import type { Filters } from './filters.js'
import { findExactly } from './findContainer.js'
import { parsePortFilter } from './portFilter.js'
import type { PortSpan } from './portFilter.js'
import type { ContainerId, DockerWorld } from './state.js'

/** The filters as they will be asked, container by container (daemon/list.go listContext). */
export interface ContainerFilter {
  /** All of them, for those that are matched as they are: name, id, label, network and others. */
  readonly filters: Filters
  /** Exit codes, of which one has to be the container's; empty: not asked. */
  readonly exited: readonly number[]
  /** null: not asked. */
  readonly isTask: boolean | null
  /** List what is older than this one; null: not asked. */
  readonly before: ContainerId | null
  /** List what is newer than this one; null: not asked. */
  readonly since: ContainerId | null
  /** Host ports and container ports; a container passes with one port of either. */
  readonly publish: readonly PortSpan[]
  readonly expose: readonly PortSpan[]
}

// Any other key is refused; `isolation` is taken and means nothing on Linux (daemon/list.go acceptedPsFilterTags).
const ACCEPTED = new Set([
  ...[
    'ancestor',
    'before',
    'exited',
    'expose',
    'health',
    'id',
    'is-task',
    'isolation',
    'label',
    'name',
    'network',
  ],
  ...['publish', 'since', 'status', 'volume'],
])

/**
 * Checks in the daemon's order, so that of two bad filters the same one is told. Errors: a key that there is not, a
 * value that is not one, and `No such container` for `before` and `since`. O(containers of the host) for the
 * latter.
 */
export function readContainerFilter(
  state: DockerWorld,
  host: HostId,
  filters: Filters,
): Result<ContainerFilter, EngineError> {
  const unknown = unknownFilter(filters, ACCEPTED)
  if (unknown !== undefined) return err({ code: 'invalid-filter', filter: unknown })
  const refused = refuseExited(filters) ?? refuseStatus(filters)
  if (refused) return err(refused)
  const task = readTask(filterValues(filters, 'is-task'))
  if (!task.ok) return task
  const health = filterValues(filters, 'health').find((v) => !HEALTH_STATES.some((h) => h === v))
  if (health !== undefined) return err({ code: 'filter', cause: { code: 'health-filter', value: health } })
  const before = readReference(state, host, filterValues(filters, 'before'))
  if (!before.ok) return before
  const since = readReference(state, host, filterValues(filters, 'since'))
  if (!since.ok) return since
  const publish = readPorts(filters, 'publish')
  if (!publish.ok) return publish
  const expose = readPorts(filters, 'expose')
  if (!expose.ok) return expose
  return ok({
    filters,
    exited: filterValues(filters, 'exited').map(Number),
    isTask: task.value,
    before: before.value,
    since: since.value,
    publish: publish.value,
    expose: expose.value,
  })
}

/** Exit codes are Go's int (strconv.Atoi): 64 bits, signed, and any number is one. */
function refuseExited(filters: Filters): EngineError | null {
  for (const value of filterValues(filters, 'exited')) {
    const number = /^[+-]?\d+$/.test(value)
    if (number && Math.abs(Number(value)) < 2 ** 63) continue
    const problem = number ? 'value out of range' : 'invalid syntax'
    return { code: 'filter', cause: { code: 'exited-filter', value, problem } }
  }
  return null
}

/** ContainerState of api/types/container: the seven words, also those that no container here ever has. */
function refuseStatus(filters: Filters): EngineError | null {
  const value = filterValues(filters, 'status').find((v) => !CONTAINER_STATES.some((s) => s === v))
  return value === undefined ? null : { code: 'filter', cause: { code: 'status-filter', value } }
}

/** Go's filters.Args.GetBoolOrDefault: exactly one of true and false. */
function readTask(values: readonly string[]): Result<boolean | null, EngineError> {
  if (values.length === 0) return ok(null)
  const yes = values.includes('1') || values.includes('true')
  const no = values.includes('0') || values.includes('false')
  return yes === no ? err({ code: 'filter', cause: { code: 'task-filter', values } }) : ok(yes)
}

/** A container by its full id or its name, not by a part of its id (idOrNameFilter); of several the last one counts. */
function readReference(
  state: DockerWorld,
  host: HostId,
  values: readonly string[],
): Result<ContainerId | null, EngineError> {
  let found: ContainerId | null = null
  for (const value of values) {
    const container = findExactly(state, host, value)
    if (!container) return err({ code: 'no-such-container', term: value })
    found = container.id
  }
  return ok(found)
}

/** Every value of one of the two port filters; the first that cannot be read is told. */
function readPorts(filters: Filters, key: PortFilter): Result<readonly PortSpan[], EngineError> {
  const spans: PortSpan[] = []
  for (const value of filterValues(filters, key)) {
    const span = parsePortFilter(key, value)
    if (!span.ok) return err({ code: 'filter', cause: span.error })
    spans.push(span.value)
  }
  return ok(spans)
}

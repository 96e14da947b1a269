/** `docker service create`, `update`, `rollback`, `scale`, `rm`, `logs` (docker/cli service/*.go). Not modelled: what tasks write. */
import { findService } from '../../engine/service/findService.js'
import { settle } from '../../engine/service/life.js'
import { serviceCreate } from '../../engine/service/serviceCreate.js'
import { serviceRemove } from '../../engine/service/serviceRemove.js'
import { serviceUpdate } from '../../engine/service/serviceUpdate.js'
import type { Service, ServiceMode } from '../../engine/service/state.js'
import type { EngineError } from '../../engine/errors.js'
import { managed } from '../../engine/swarm/membership.js'
import { err, ok, type Result } from '../../addr/result.js'
import type {
  ServiceCreateRequest,
  ServiceLogsRequest,
  ServiceRemoveRequest,
  ServiceRollbackRequest,
  ServiceScaleRequest,
  ServiceUpdateRequest,
} from '../args/requests/service.js'
import type { OtherFlag } from '../args/requests/common.js'
import { goIntegerText } from '../args/go/number.js'
import { failures, lines, succeeded, takeTurns } from './eachOf.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'
import { waitOnService } from './serviceProgress.js'
import { createdSpec, updatedSpec, type SpecResult } from './serviceSpec.js'

/** Prints the id; without -d the client then waits until the service has converged, which takes time. */
export function dockerServiceCreate(engine: Engine, request: ServiceCreateRequest): Outcome {
  const { env, state, host } = engine
  const spec = createdSpec(engine, request)
  if (!spec.ok) return refused(state, specError(spec))
  const made = serviceCreate(env, state, host, spec.value)
  if (!made.ok) return refused(state, daemonError(made.error.error))
  const { id } = made.value
  const done: Outcome = {
    ...printed(settle(env, made.value.state), `${id}\n`),
    stderr: registryWarning(spec.value.task.image, request.otherFlags),
  }
  return request.detach ? done : waited(engine, done, id, request.quiet)
}

/** The daemon's words get their usual front, the client's own stand alone. */
const specError = ({ error }: Extract<SpecResult, { readonly ok: false }>): string =>
  'daemon' in error ? daemonError(error.daemon) : error.client

/** No registry can be reached here, so an image without digest stays without one (moby daemon/cluster/services.go digestWarning). */
const registryWarning = (image: string, flags: readonly OtherFlag[]): string =>
  image.includes('@') || flags.some(({ flag }) => flag === 'no-resolve-image')
    ? ''
    : `image ${image} could not be accessed on a registry to record\nits digest. Each node will access ${image} independently,\npossibly leading to different nodes running different\nversions of the image.\n\n`

/** The client goes on to wait. */
function waited(engine: Engine, done: Outcome, term: string, quiet: boolean): Outcome {
  const { state, exit, stdout, stderr } = waitOnService({ ...engine, state: done.state }, term, quiet)
  return { state, exit, stdout: done.stdout + stdout, stderr: done.stderr + stderr }
}

/**
 * The client fetches the service, changes its spec and sends the whole (service/update.go runUpdate). Prints the
 * service as it was named. A rollback may not change anything else.
 */
export function dockerServiceUpdate(engine: Engine, request: ServiceUpdateRequest): Outcome {
  const { env, state, host } = engine
  const { service: term, rollback } = request
  const found = lookUp(engine, term)
  if (!found.ok) return refused(state, daemonError(found.error))
  if (rollback && changes(request)) return refused(state, 'other flags may not be combined with --rollback')
  const spec = updatedSpec(engine, request, found.value.spec)
  if (!spec.ok) return refused(state, specError(spec))
  const changed = serviceUpdate(env, state, host, found.value.id, rollback ? null : spec.value)
  if (!changed.ok) return refused(state, daemonError(changed.error.error))
  const done: Outcome = {
    ...printed(settle(env, changed.value.state), `${term}\n`),
    stderr: request.image === undefined ? '' : registryWarning(spec.value.task.image, request.otherFlags),
  }
  return request.detach ? done : waited(engine, done, term, request.quiet)
}

/** As an update back to the previous spec, with less that can be said. */
export const dockerServiceRollback = (engine: Engine, request: ServiceRollbackRequest): Outcome =>
  dockerServiceUpdate(engine, {
    ...request,
    command: 'service update',
    force: false,
    rollback: true,
    addNetworks: [],
    removeNetworks: [],
    addPorts: [],
    removePorts: [],
    otherFlags: [],
  })

const changes = ({ image, replicas, endpointMode, force, ...rest }: ServiceUpdateRequest): boolean =>
  image !== undefined ||
  replicas !== undefined ||
  endpointMode !== undefined ||
  force ||
  [rest.addNetworks, rest.removeNetworks, rest.addPorts, rest.removePorts, rest.otherFlags].some(
    (list) => list.length > 0,
  )

function lookUp({ state, host }: Engine, term: string): Result<Service, EngineError> {
  const member = managed(state, host)
  if (!member.ok) return member
  const found = findService(member.value.swarm.services, term)
  return found.ok ? found : err({ code: 'service', cause: found.error })
}

/** One service after the other; then the client waits for those that it has scaled, in that order. */
export function dockerServiceScale(engine: Engine, { targets, detach }: ServiceScaleRequest): Outcome {
  let { state } = engine
  const scaled: string[] = []
  let stdout = ''
  const errors: string[] = []
  for (const { service, replicas } of targets) {
    const done = scaleOne({ ...engine, state }, service, replicas)
    if (!done.ok) {
      errors.push(`${service}: ${done.error}`)
      continue
    }
    state = done.value.state
    stdout += `${service} scaled to ${done.value.replicas}\n`
    scaled.push(service)
  }
  state = settle(engine.env, state)
  if (!detach)
    for (const service of scaled) {
      const waitedFor = waitOnService({ ...engine, state }, service, false)
      state = waitedFor.state
      stdout += waitedFor.stdout
      const told = waitedFor.stderr.trimEnd()
      // the client puts the service in front; giving up is this client's own, and has it in its text
      if (told !== '') errors.push(told.startsWith('cnm-sim:') ? told : `${service}: ${told}`)
    }
  return { state, exit: errors.length > 0 ? 1 : 0, stdout, stderr: lines(errors) }
}

/**
 * The client checks the number and the mode; errors are its lines, without the service in front (service/scale.go).
 */
function scaleOne(engine: Engine, term: string, text: string) {
  const { env, state, host } = engine
  const number = goIntegerText(text, { signed: false, bits: 64, base: 10 })
  if (!number.ok) return err(`invalid replicas value ${text}: ${number.error}`)
  const replicas = Number(number.value)
  const found = lookUp(engine, term)
  if (!found.ok) return err(daemonError(found.error))
  const mode = scaled(found.value.spec.mode, replicas)
  if (mode === null) return err('scale can only be used with replicated or replicated-job mode')
  const changed = serviceUpdate(env, state, host, found.value.id, { ...found.value.spec, mode })
  return changed.ok ? ok({ state: changed.value.state, replicas }) : err(daemonError(changed.error.error))
}

function scaled(mode: ServiceMode, replicas: number): ServiceMode | null {
  if (mode.kind === 'replicated') return { ...mode, replicas }
  return mode.kind === 'replicated-job' ? { ...mode, total: replicas } : null
}

/**
 * The others go on when one is not there; exit 1 at the end then. Tasks stop later, so the names of containers are
 * still seen.
 */
export function dockerServiceRm(engine: Engine, { services }: ServiceRemoveRequest): Outcome {
  const turns = takeTurns(engine, services, (state, term) =>
    serviceRemove(engine.env, state, engine.host, term),
  )
  const failed = failures(turns)
  return {
    state: settle(engine.env, turns.state),
    exit: failed.length > 0 ? 1 : 0,
    stdout: lines(succeeded(turns)),
    stderr: lines(failed.map(({ text }) => text)),
  }
}

/** Nothing is logged here; a service or task that is not there is refused (service/logs.go). */
export function dockerServiceLogs(engine: Engine, { service: term }: ServiceLogsRequest): Outcome {
  const { state, host } = engine
  const member = managed(state, host)
  if (!member.ok) return refused(state, daemonError(member.error))
  const { services } = member.value.swarm
  return findService(services, term).ok || services.tasks.some(({ id }) => id === term)
    ? printed(state, '')
    : refused(state, `no such task or service: ${term}`)
}

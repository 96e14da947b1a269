/** The body of the API's service create and update, from a request (docker/cli service/opts.go ToService, update.go updateService). */
import { parseIp } from '../../addr/ip.js'
import { err, ok, type Result } from '../../addr/result.js'
import type { EngineError } from '../../engine/errors.js'
import type { ServiceMode, ServiceNetwork, ServicePort, ServiceSpec } from '../../engine/service/state.js'
import { sameJson } from '../../engine/service/sameJson.js'
import { serviceNetworkId } from '../../engine/service/serviceNetworkId.js'
import type { EndpointRequest } from '../args/requests/common.js'
import type { ServiceCreateRequest, ServiceUpdateRequest } from '../args/requests/service.js'
import type { Engine } from './outcome.js'
import { noPolicies, withPolicies } from './servicePolicyFlags.js'
import { allOf, lastOf, spreadOf, updatedTask } from './serviceTaskFlags.js'

// whose words the error has decides what stands in front of them
type Refused = { readonly daemon: EngineError } | { readonly client: string }
/** A spec as the engine gets it; or who refused it, and how. */
export type SpecResult = Result<ServiceSpec, Refused>

const daemon = (error: EngineError): Result<never, Refused> => err({ daemon: error })
const client = (error: string): Result<never, Refused> => err({ client: error })

/**
 * The client looks up networks, the engine the mode; whatever else is wrong the swarm finds. Errors in this order.
 * A mode that Docker has and the simulator has not (jobs) is refused as ours.
 */
export function createdSpec(engine: Engine, request: ServiceCreateRequest): SpecResult {
  const networks = resolved(engine, request.networks)
  if (!networks.ok) return daemon(networks.error)
  const { endpointMode } = request
  if (endpointMode !== 'vip' && endpointMode !== 'dnsrr')
    return daemon({ code: 'service', cause: { code: 'resolution-mode', mode: endpointMode } })
  const policies = withPolicies(noPolicies, request.otherFlags)
  if (!policies.ok) return daemon({ code: 'service', cause: policies.error })
  return ok({
    name: request.name,
    labels: request.labels,
    mode: modeOf(request),
    endpointMode,
    ports: request.ports,
    task: {
      image: tagged(request.image),
      args: request.args,
      hostname: request.hostname,
      dir: lastOf(request.otherFlags, 'workdir') ?? '',
      user: lastOf(request.otherFlags, 'user') ?? '',
      env: request.env,
      labels: request.containerLabels,
      dns: request.dns.flatMap((server) => parseIp(server) ?? []),
      dnsSearch: request.dnsSearch,
      dnsOptions: request.dnsOptions,
      hosts: request.hosts,
      constraints: request.constraints,
      spread: allOf(request.otherFlags, 'placement-pref').map(spreadOf),
      maxReplicas: Number(lastOf(request.otherFlags, 'replicas-max-per-node') ?? 0),
      networks: networks.value,
      forced: 0,
      restart: policies.value.restart,
      stopGrace: policies.value.stopGrace,
    },
    update: policies.value.update,
    rollback: policies.value.rollback,
  })
}

/** A job runs all its tasks at a time unless it is told otherwise. */
function modeOf({ mode, replicas = 1, otherFlags }: ServiceCreateRequest): ServiceMode {
  const concurrent = lastOf(otherFlags, 'max-concurrent')
  switch (mode) {
    case 'replicated':
      return { kind: mode, replicas }
    case 'replicated-job':
      return {
        kind: mode,
        total: replicas,
        concurrent: concurrent === undefined ? replicas : Number(concurrent),
      }
    case 'global':
    case 'global-job':
      return { kind: mode }
  }
}

/**
 * `before`: the service's spec now. The client sends the whole spec back, changed where flags say so, since the API
 * knows no partial update. A task template that comes out as it was is the same value, so that nothing is rolled
 * out. Errors: the client's of the mode, then networks, then what the engine finds.
 */
export function updatedSpec(engine: Engine, request: ServiceUpdateRequest, before: ServiceSpec): SpecResult {
  const { replicas, endpointMode } = request
  if (replicas !== undefined && before.mode.kind !== 'replicated')
    return client('replicas can only be used with replicated mode')
  if (endpointMode !== undefined && endpointMode !== 'vip' && endpointMode !== 'dnsrr')
    return daemon({ code: 'service', cause: { code: 'resolution-mode', mode: endpointMode } })
  const networks = updatedNetworks(engine, request, before.task.networks)
  if (!networks.ok) return networks
  const said = { ...before.task, update: before.update, rollback: before.rollback }
  const policies = withPolicies(said, request.otherFlags)
  if (!policies.ok) return daemon({ code: 'service', cause: policies.error })
  const { restart, stopGrace, update, rollback } = policies.value
  const { task, labels } = updatedTask(before, request.otherFlags)
  const next = {
    ...task,
    image: request.image === undefined ? task.image : tagged(request.image),
    networks: networks.value,
    forced: task.forced + (request.force ? 1 : 0),
    restart,
    stopGrace,
  }
  return ok({
    ...before,
    labels,
    mode: replicas === undefined ? before.mode : { kind: 'replicated', replicas },
    endpointMode: endpointMode ?? before.endpointMode,
    ports: updatedPorts(request, before.ports),
    task: sameJson(next, before.task) ? before.task : next,
    update,
    rollback,
  })
}

/** What the client sends where no tag is given (reference.TagNameOnly). */
const tagged = (image: string): string => (/[:@][^/]*$/.test(image) ? image : `${image}:latest`)

/** Networks by their ids, since names could come to mean others later (service/opts.go resolveNetworkID). */
function resolved(
  { state, host }: Engine,
  networks: readonly EndpointRequest[],
): Result<readonly ServiceNetwork[], EngineError> {
  const found: ServiceNetwork[] = []
  for (const { network, aliases, driverOpts } of networks) {
    const target = serviceNetworkId(state, host, network)
    if (!target.ok) return target
    found.push({ target: target.value, aliases, driverOpts })
  }
  return ok(found)
}

/** Sorted by id when anything is asked of them, so that an update without effect is none. */
function updatedNetworks(
  engine: Engine,
  { addNetworks, removeNetworks }: ServiceUpdateRequest,
  before: readonly ServiceNetwork[],
): Result<readonly ServiceNetwork[], Refused> {
  if (addNetworks.length === 0 && removeNetworks.length === 0) return ok(before)
  const removed = new Set<string>()
  for (const name of removeNetworks) {
    const id = serviceNetworkId(engine.state, engine.host, name)
    if (!id.ok) return daemon(id.error)
    removed.add(id.value)
  }
  const next = before.filter(({ target }) => !removed.has(target))
  const added = resolved(engine, addNetworks)
  if (!added.ok) return daemon(added.error)
  for (const [i, network] of added.value.entries()) {
    if (next.some(({ target }) => target === network.target))
      return client(`service is already attached to network ${addNetworks[i]?.network ?? ''}`)
    next.push(network)
  }
  return ok(next.toSorted((a, b) => (a.target < b.target ? -1 : 1)))
}

/**
 * A port to remove is named by what it leads to; one to add that was there before is no change, even when the same
 * command removes it: it is gone then (service/update.go updatePorts). `--publish-rm 80 --publish-add 8080:80`
 * moves one.
 */
function updatedPorts(
  { addPorts, removePorts }: ServiceUpdateRequest,
  before: readonly ServicePort[],
): readonly ServicePort[] {
  if (addPorts.length === 0 && removePorts.length === 0) return before
  const kept = before.filter(
    (port) =>
      !removePorts.some(
        (gone) =>
          gone.protocol === port.protocol &&
          gone.targetPort === port.targetPort &&
          gone.publishMode === port.publishMode,
      ),
  )
  const known = new Set(before.map(portText))
  return [...kept, ...addPorts.filter((port) => !known.has(portText(port)))].toSorted((a, b) =>
    portText(a) < portText(b) ? -1 : 1,
  )
}

/**
 * Equal texts: equal ports. They are sorted as texts, as the client does (service/update.go portConfigToString).
 */
const portText = ({ publishedPort, targetPort, protocol, publishMode }: ServicePort): string =>
  `${publishedPort}:${targetPort}/${protocol}/${publishMode}`

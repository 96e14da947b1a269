/**
 * A service as the engine's API answers, field for field (moby v28.5.2 api/types/swarm/service.go, daemon/cluster/convert).
 * `docker service inspect` asks for defaults where the user said nothing; the previous spec is shown without them.
 */
import { DEFAULT_UPDATE, type UpdateConfig } from '../../engine/service/policy.js'
import type { Service, ServiceMode, ServicePort, ServiceSpec } from '../../engine/service/state.js'
import { timestampOf } from '../../engine/time.js'
import { NIL_LIST, type GoStruct, type TemplateValue } from '../template/value.js'
import { duration } from './duration.js'
import { pairs, struct, type Field } from './goStruct.js'
import { taskSpecDocument } from './taskSpecDocument.js'

/**
 * Version counts changes of this service by its last one's time, and not raft's index: only whether it grew can be
 * compared.
 */
export const serviceDocument = (service: Service): GoStruct =>
  struct(
    'swarm.Service',
    ['ID', service.id],
    ['Version', struct('swarm.Version', ['Index', service.updatedAt])],
    ['CreatedAt', timestampOf(service.createdAt)],
    ['UpdatedAt', timestampOf(service.updatedAt)],
    ['Spec', specDocument(service.spec, true)],
    ['PreviousSpec', service.previousSpec && specDocument(service.previousSpec, false), 'omitEmpty'],
    ['Endpoint', endpointDocument(service)],
    ['UpdateStatus', updateDocument(service), 'omitEmpty'],
    ['ServiceStatus', null, 'omitEmpty'],
    ['JobStatus', jobDocument(service), 'omitEmpty'],
  )

/** `defaults`: with what the API fills in for an answer. */
function specDocument(spec: ServiceSpec, defaults: boolean): GoStruct {
  const { mode, endpointMode, ports } = spec
  const config = (said: UpdateConfig | null): TemplateValue =>
    said || defaults ? updateConfig(said ?? DEFAULT_UPDATE) : null
  return struct(
    'swarm.ServiceSpec',
    ['Name', spec.name],
    ['Labels', pairs(spec.labels)],
    ['TaskTemplate', taskSpecDocument(spec.task, defaults, 'container')],
    ['Mode', modeDocument(mode)],
    ['UpdateConfig', config(spec.update), 'omitEmpty'],
    ['RollbackConfig', config(spec.rollback), 'omitEmpty'],
    ['EndpointSpec', endpointSpec(endpointMode, ports)],
  )
}

/** One of its members is there. */
function modeDocument(mode: ServiceMode): GoStruct {
  const of = (kind: ServiceMode['kind'], name: string, ...fields: readonly Field[]): TemplateValue =>
    mode.kind === kind ? struct(`swarm.${name}`, ...fields) : null
  const [replicas, total, concurrent] =
    mode.kind === 'replicated'
      ? [mode.replicas, 0, 0]
      : mode.kind === 'replicated-job'
        ? [0, mode.total, mode.concurrent]
        : [0, 0, 0]
  return struct(
    'swarm.ServiceMode',
    ['Replicated', of('replicated', 'ReplicatedService', ['Replicas', replicas]), 'omitEmpty'],
    ['Global', of('global', 'GlobalService'), 'omitEmpty'],
    [
      'ReplicatedJob',
      of('replicated-job', 'ReplicatedJob', ['MaxConcurrent', concurrent], ['TotalCompletions', total]),
      'omitEmpty',
    ],
    ['GlobalJob', of('global-job', 'GlobalJob'), 'omitEmpty'],
  )
}

const updateConfig = (config: UpdateConfig): GoStruct =>
  struct(
    'swarm.UpdateConfig',
    ['Parallelism', config.parallelism],
    ['Delay', duration(config.delay), 'omitEmpty'],
    ['FailureAction', config.failureAction],
    ['Monitor', duration(config.monitor)],
    ['MaxFailureRatio', config.maxFailureRatio],
    ['Order', config.order],
  )

const endpointSpec = (mode: ServiceSpec['endpointMode'], ports: readonly ServicePort[]): GoStruct =>
  struct('swarm.EndpointSpec', ['Mode', mode, 'omitEmpty'], ['Ports', portList(ports), 'omitEmpty'])

/** An absent list is left out of JSON, but templates see an empty one, as Go's nil. */
export const portList = (ports: readonly ServicePort[]): TemplateValue =>
  ports.length === 0
    ? NIL_LIST
    : ports.map(({ protocol, targetPort, publishedPort, publishMode }) =>
        struct(
          'swarm.PortConfig',
          ['Protocol', protocol, 'omitEmpty'],
          ['TargetPort', targetPort, 'omitEmpty'],
          ['PublishedPort', publishedPort, 'omitEmpty'],
          ['PublishMode', publishMode, 'omitEmpty'],
        ),
      )

/** What was allocated; a service that never needed ports or virtual addresses has no endpoint (allocator/network.go). */
function endpointDocument({ endpoint, ports, addresses }: Service): GoStruct {
  return struct(
    'swarm.Endpoint',
    ['Spec', endpoint ? endpointSpec(endpoint.mode, endpoint.ports) : struct('swarm.EndpointSpec')],
    ['Ports', portList(ports), 'omitEmpty'],
    [
      'VirtualIPs',
      addresses.length === 0
        ? NIL_LIST
        : addresses.map(({ network, address }) =>
            struct('swarm.EndpointVirtualIP', ['NetworkID', network], ['Addr', address ?? '', 'omitEmpty']),
          ),
      'omitEmpty',
    ],
  )
}

/** Nothing before the first update. A paused one has no end. */
function updateDocument({ update }: Service): GoStruct | null {
  if (update === null) return null
  return struct(
    'swarm.UpdateStatus',
    ['State', update.state],
    ['StartedAt', timestampOf(update.startedAt)],
    ['CompletedAt', update.completedAt === null ? null : timestampOf(update.completedAt), 'omitEmpty'],
    ['Message', update.message],
  )
}

/** Of jobs only: which round it is, and when it began. */
const jobDocument = ({ iteration, updatedAt }: Service): GoStruct | null =>
  iteration === null
    ? null
    : struct(
        'swarm.JobStatus',
        ['JobIteration', struct('swarm.Version', ['Index', iteration])],
        ['LastExecution', timestampOf(updatedAt)],
      )

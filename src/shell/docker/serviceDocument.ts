/**
 * A service as the engine's API answers, field for field (moby v28.5.2 api/types/swarm/service.go, daemon/cluster/convert).
 * `docker service inspect` asks for defaults where the user said nothing; the previous spec is shown without them.
 */
import {
  DEFAULT_GRACE,
  DEFAULT_RESTART,
  DEFAULT_UPDATE,
  type RestartPolicy,
  type UpdateConfig,
} from '../../engine/service/policy.js'
import type { Service, ServiceMode, ServicePort, ServiceSpec, TaskSpec } from '../../engine/service/state.js'
import { timestampOf } from '../../engine/time.js'
import { GoMap, GoStruct, NIL_LIST, NIL_MAP, type TemplateValue } from '../template/value.js'

// Go structs, whose fields keep the order of their declaration; `omitEmpty` leaves a field out of JSON, not out of
// templates
type Field = readonly [name: string, value: TemplateValue, omit?: 'omitEmpty']

const struct = (type: string, ...fields: readonly Field[]): GoStruct =>
  new GoStruct(
    type,
    fields.map(([name, value, omit]) => ({ name, value, ...(omit && { omitEmpty: true }) })),
  )
const texts = (list: readonly string[]): TemplateValue => (list.length === 0 ? NIL_LIST : list)
const pairs = (options: readonly (readonly [string, string])[]): TemplateValue => new GoMap(options, '')
const optionalPairs = (options: readonly (readonly [string, string])[]): TemplateValue =>
  options.length === 0 ? NIL_MAP : pairs(options)

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
    ['TaskTemplate', taskDocument(spec.task, defaults)],
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
    ['Delay', config.delay, 'omitEmpty'],
    ['FailureAction', config.failureAction],
    ['Monitor', config.monitor],
    ['MaxFailureRatio', config.maxFailureRatio],
    ['Order', config.order],
  )

const restartPolicy = ({ condition, delay, maxAttempts, window }: RestartPolicy): GoStruct =>
  struct(
    'swarm.RestartPolicy',
    ['Condition', condition],
    ['Delay', delay],
    ['MaxAttempts', maxAttempts],
    ['Window', window, 'omitEmpty'],
  )

function taskDocument(task: TaskSpec, defaults: boolean): GoStruct {
  return struct(
    'swarm.TaskSpec',
    ['ContainerSpec', containerDocument(task, defaults)],
    [
      'Resources',
      struct(
        'swarm.ResourceRequirements',
        ['Limits', struct('swarm.Limit')],
        ['Reservations', struct('swarm.Resources')],
      ),
    ],
    [
      'RestartPolicy',
      task.restart || defaults ? restartPolicy(task.restart ?? DEFAULT_RESTART) : null,
      'omitEmpty',
    ],
    ['Placement', struct('swarm.Placement', ['Constraints', texts(task.constraints), 'omitEmpty'])],
    [
      'Networks',
      task.networks.length === 0
        ? NIL_LIST
        : task.networks.map(({ target, aliases, driverOpts }) =>
            struct(
              'swarm.NetworkAttachmentConfig',
              ['Target', target],
              ['Aliases', texts(aliases), 'omitEmpty'],
              ['DriverOpts', optionalPairs(driverOpts), 'omitEmpty'],
            ),
          ),
      'omitEmpty',
    ],
    ['ForceUpdate', task.forced],
    ['Runtime', 'container'],
  )
}

const containerDocument = (task: TaskSpec, defaults: boolean): GoStruct =>
  struct(
    'swarm.ContainerSpec',
    ['Image', task.image],
    ['Labels', optionalPairs(task.labels), 'omitEmpty'],
    ['Args', texts(task.args), 'omitEmpty'],
    ['Hostname', task.hostname, 'omitEmpty'],
    ['Env', texts(task.env), 'omitEmpty'],
    ['Init', false],
    ['StopGracePeriod', task.stopGrace ?? (defaults ? DEFAULT_GRACE : null), 'omitEmpty'],
    ['Hosts', texts(task.hosts.map(hostLine)), 'omitEmpty'],
    [
      'DNSConfig',
      struct(
        'swarm.DNSConfig',
        ['Nameservers', texts(task.dns), 'omitEmpty'],
        ['Search', texts(task.dnsSearch), 'omitEmpty'],
        ['Options', texts(task.dnsOptions), 'omitEmpty'],
      ),
    ],
    ['Isolation', 'default'],
  )

/** `name:address` as a line of /etc/hosts, which is how services have it. */
function hostLine(entry: string): string {
  const at = entry.indexOf(':')
  return `${entry.slice(at + 1)} ${entry.slice(0, at)}`
}

const endpointSpec = (mode: ServiceSpec['endpointMode'], ports: readonly ServicePort[]): GoStruct =>
  struct('swarm.EndpointSpec', ['Mode', mode, 'omitEmpty'], ['Ports', portList(ports), 'omitEmpty'])

/** An absent list is left out of JSON, but templates see an empty one, as Go's nil. */
const portList = (ports: readonly ServicePort[]): TemplateValue =>
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

/** What was allocated; a service with neither ports nor virtual addresses has no endpoint (allocator/network.go). */
function endpointDocument({ spec, ports, addresses }: Service): GoStruct {
  const given = ports.length > 0 || addresses.length > 0
  return struct(
    'swarm.Endpoint',
    ['Spec', given ? endpointSpec(spec.endpointMode, spec.ports) : struct('swarm.EndpointSpec')],
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

/**
 * A service as the engine's API answers, field for field (moby v28.5.2 api/types/swarm/service.go, daemon/cluster/convert).
 * `docker service inspect` asks for defaults where the user said nothing; the previous spec is shown without them.
 */
import type { Service, ServicePort, ServiceSpec, TaskSpec } from '../../engine/service/state.js'
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

/** Nanoseconds, as Go's durations are. */
const SECOND = 1_000_000_000

/** The answer of `GET /services/{id}?insertDefaults=true`. O(its size). */
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
  )

/** `defaults`: with what the API fills in for an answer. */
function specDocument(spec: ServiceSpec, defaults: boolean): GoStruct {
  const { mode, endpointMode, ports } = spec
  const update = defaults ? updateConfig() : null
  return struct(
    'swarm.ServiceSpec',
    ['Name', spec.name],
    ['Labels', pairs(spec.labels)],
    ['TaskTemplate', taskDocument(spec.task, defaults)],
    [
      'Mode',
      mode.kind === 'replicated'
        ? struct(
            'swarm.ServiceMode',
            ['Replicated', struct('swarm.ReplicatedService', ['Replicas', mode.replicas])],
            ['Global', null, 'omitEmpty'],
          )
        : struct(
            'swarm.ServiceMode',
            ['Replicated', null, 'omitEmpty'],
            ['Global', struct('swarm.GlobalService')],
          ),
    ],
    ['UpdateConfig', update, 'omitEmpty'],
    ['RollbackConfig', update, 'omitEmpty'],
    ['EndpointSpec', endpointSpec(endpointMode, ports)],
  )
}

/** swarmkit api/defaults/service.go. */
const updateConfig = (): GoStruct =>
  struct(
    'swarm.UpdateConfig',
    ['Parallelism', 1],
    ['Delay', 0, 'omitEmpty'],
    ['FailureAction', 'pause'],
    ['Monitor', 5 * SECOND],
    ['MaxFailureRatio', 0],
    ['Order', 'stop-first'],
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
      defaults
        ? struct('swarm.RestartPolicy', ['Condition', 'any'], ['Delay', 5 * SECOND], ['MaxAttempts', 0])
        : null,
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
    ['StopGracePeriod', defaults ? 10 * SECOND : null, 'omitEmpty'],
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

const MESSAGES = {
  updating: 'update in progress',
  completed: 'update completed',
  rollback_started: 'manually requested rollback',
  rollback_completed: 'rollback completed',
} as const

function updateDocument({ update }: Service): GoStruct | null {
  if (update === null) return null
  return struct(
    'swarm.UpdateStatus',
    ['State', update.state],
    ['StartedAt', timestampOf(update.startedAt)],
    ['CompletedAt', update.completedAt === null ? null : timestampOf(update.completedAt), 'omitEmpty'],
    ['Message', MESSAGES[update.state]],
  )
}

/** What managers say of an update's state, as UpdateStatus has it. */
export const updateMessage = (state: keyof typeof MESSAGES): string => MESSAGES[state]

/** `docker service inspect` (docker/cli service/inspect.go): as JSON, by a template, or in a form for people. */
import { err, ok, type Result } from '../../addr/result.js'
import { findService } from '../../engine/service/findService.js'
import { DEFAULT_UPDATE, type UpdateConfig } from '../../engine/service/policy.js'
import type { Service } from '../../engine/service/state.js'
import { durationSince } from '../../engine/time.js'
import { managed } from '../../engine/swarm/membership.js'
import type { Swarm } from '../../engine/swarm/swarm.js'
import type { DockerWorld } from '../../engine/state.js'
import { goDurationText } from '../args/go/duration.js'
import type { ServiceInspectRequest } from '../args/requests/service.js'
import { printInspected } from './inspect.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'
import { serviceDocument } from './serviceDocument.js'

/**
 * `--pretty` is `--format pretty`; whatever follows that word is refused. Only managers can tell, and each term is
 * an id, a name or the beginning of an id.
 */
export function dockerServiceInspect(engine: Engine, request: ServiceInspectRequest): Outcome {
  const { services, pretty } = request
  if (pretty && request.format !== '')
    return refused(engine.state, '--format is incompatible with human friendly format')
  const format = pretty ? 'pretty' : request.format
  if (format.startsWith('pretty'))
    return format === 'pretty'
      ? inWords(engine, services)
      : refused(engine.state, 'Cannot supply extra formatting options to the pretty template')
  return printInspected(engine, services, format, 'typed', (at, term) => {
    const found = look(at, term)
    return found.ok ? ok(serviceDocument(found.value.service)) : found
  })
}

/** The client's whole error. */
function look(
  { state, host }: Engine,
  term: string,
): Result<{ readonly service: Service; readonly swarm: Swarm }, string> {
  const member = managed(state, host)
  if (!member.ok) return err(daemonError(member.error))
  const { swarm } = member.value
  const found = findService(swarm.services, term)
  if (found.ok) return ok({ service: found.value, swarm })
  const { error } = found
  return err(
    error.code === 'service-not-found'
      ? `Error: no such service: ${term}`
      : daemonError({ code: 'service', cause: error }),
  )
}

/** The first one that is not there ends it; those before it are shown. */
function inWords(engine: Engine, terms: readonly string[]): Outcome {
  let stdout = ''
  for (const term of terms) {
    const found = look(engine, term)
    if (!found.ok) return { state: engine.state, exit: 1, stdout, stderr: `${found.error}\n` }
    stdout += `${prettyText(engine.state, found.value.service, found.value.swarm)}\n`
  }
  return printed(engine.state, stdout)
}

/** Delay and monitor are left out when they are 0 (HasUpdateDelay, HasUpdateMonitor in formatter.go). */
const configLines = (said: UpdateConfig | null, order: string): readonly string[] => {
  const { parallelism, delay, failureAction, monitor, maxFailureRatio, order: which } = said ?? DEFAULT_UPDATE
  return [
    ` Parallelism:\t${parallelism}`,
    ...(delay === 0 ? [] : [` Delay:\t\t${goDurationText(delay)}`]),
    ` On failure:\t${failureAction}`,
    ...(monitor === 0 ? [] : [` Monitoring Period: ${goDurationText(monitor)}`]),
    ` Max failure ratio: ${maxFailureRatio}`,
    ` ${order} ${which}`,
  ]
}

/**
 * serviceInspectPrettyTemplate, of which only what a service here can have is written. A job has no mode in it: the
 * real template knows replicated and global only.
 */
function prettyText(state: DockerWorld, service: Service, { networks }: Swarm): string {
  const { id, spec, ports } = service
  const { task, mode } = spec
  const nameOf = (target: string): string => networks.find((n) => n.id === target)?.name ?? target
  return [
    '',
    `ID:\t\t${id}`,
    `Name:\t\t${spec.name}`,
    ...(spec.labels.length === 0 ? [] : ['Labels:', ...spec.labels.map(([k, v]) => ` ${k}${v && `=${v}`}`)]),
    `Service Mode:${mode.kind === 'global' ? '\tGlobal' : mode.kind === 'replicated' ? '\tReplicated' : ''}`,
    ...(mode.kind === 'replicated' ? [` Replicas:\t${mode.replicas}`] : []),
    ...updateLines(state, service),
    'Placement:',
    ...(task.constraints.length === 0 ? [] : [` Constraints:\t[${task.constraints.join(' ')}]`]),
    ...(task.spread.length === 0
      ? []
      : [` Preferences:   [${task.spread.map((label) => `spread=${label}`).join(' ')}]`]),
    ...(task.maxReplicas === 0 ? [] : [` Max Replicas Per Node:   ${task.maxReplicas}`]),
    'UpdateConfig:',
    ...configLines(spec.update, 'Update order:     '),
    'RollbackConfig:',
    ...configLines(spec.rollback, 'Rollback order:   '),
    'ContainerSpec:',
    ` Image:\t\t${task.image}`,
    ...(task.args.length === 0 ? [] : [` Args:\t\t${task.args.map((arg) => `${arg} `).join('')}`]),
    ...(task.env.length === 0 ? [] : [` Env:\t\t${task.env.map((each) => `${each} `).join('')}`]),
    ...(task.dir === '' ? [] : [` Dir:\t\t${task.dir}`]),
    ' Init:\t\tfalse',
    ...(task.user === '' ? [] : [` User: ${task.user}`]),
    'Resources:',
    ...(task.networks.length === 0
      ? []
      : [`Networks:${task.networks.map(({ target }) => ` ${nameOf(target)}`).join('')} `]),
    `Endpoint Mode:\t${spec.endpointMode}`,
    ...(ports.length === 0 ? [] : ['Ports:', ...ports.flatMap(portLines)]),
  ]
    .join('\n')
    .concat(ports.length === 0 ? '\n' : ' \n')
}

const portLines = (port: Service['ports'][number]): readonly string[] => [
  ` PublishedPort = ${port.publishedPort}`,
  `  Protocol = ${port.protocol}`,
  `  TargetPort = ${port.targetPort}`,
  `  PublishMode = ${port.publishMode}`,
]

/** The end is shown of an update that was completed, not of a rollback (formatter.go UpdateIsCompleted). */
function updateLines(state: DockerWorld, { update }: Service): readonly string[] {
  if (update === null) return []
  return [
    'UpdateStatus:',
    ` State:\t\t${update.state}`,
    ` Started:\t${durationSince(state, update.startedAt)} ago`,
    ...(update.state === 'completed' && update.completedAt !== null
      ? [` Completed:\t${durationSince(state, update.completedAt)} ago`]
      : []),
    ` Message:\t${update.message}`,
  ]
}

/**
 * `docker inspect`, `docker container inspect`, `docker network inspect` (docker/cli system/inspect.go, inspect/inspector.go).
 * Modelled are containers, networks, services, tasks and nodes; of the other types there are none in this world.
 */
import { err, ok, type Result } from '../../addr/result.js'
import { engineErrorClass, type EngineError } from '../../engine/errors.js'
import { findContainer } from '../../engine/findContainer.js'
import { inspectContainer } from '../../engine/inspectContainer.js'
import { inspectNetwork } from '../../engine/inspectNetwork.js'
import { findTask } from '../../engine/service/listTasks.js'
import { findService } from '../../engine/service/findService.js'
import { managed } from '../../engine/swarm/membership.js'
import { findNode } from '../../engine/swarm/nodes.js'
import { inspectSwarmNetwork } from '../../engine/swarm/inspectSwarmNetwork.js'
import { findVisible } from '../../engine/swarm/visibleNetworks.js'
import type { ContainerInspectRequest, InspectRequest } from '../args/requests/container.js'
import type { NetworkInspectRequest } from '../args/requests/network.js'
import { goJson, INSPECT_INDENT } from '../goJson.js'
import { inspectFormat, type Documents } from '../template/inspectFormat.js'
import type { TemplateValue } from '../template/value.js'
import { lines } from './eachOf.js'
import { daemonError, refused, type Engine, type Outcome } from './outcome.js'
import { containerType, networkType } from './goTypes.js'
import { nodeDocument } from './nodeDocument.js'
import { serviceDocument } from './serviceDocument.js'
import { taskDocument } from './taskDocument.js'
import { typed } from './typed.js'

/** A document with its Go types, or the client's whole error. */
type Found = Result<TemplateValue, string>
type Look = (engine: Engine, name: string) => Result<TemplateValue, EngineError>

// GET /containers/ID/json; what looking changes is done by runDocker
const container: Look = ({ env, state, host }, name) => {
  const found = findContainer(state, host, name)
  return found.ok ? ok(typed(inspectContainer(env, state, found.value), containerType)) : found
}
// on a manager, a network that the host does not have is answered from what the cluster knows of it
const lookAtNetwork = ({ env, state, host }: Engine, name: string, verbose: boolean): ReturnType<Look> => {
  const found = findVisible(state, host, name)
  if (!found.ok) return found
  const { kind, network: record } = found.value
  return ok(
    kind === 'host'
      ? typed(inspectNetwork(env, state, record, verbose), networkType)
      : typed(inspectSwarmNetwork(record), networkType),
  )
}
const network: Look = (engine, name) => lookAtNetwork(engine, name, false)

const service: Look = ({ state, host }, name) => {
  const member = managed(state, host)
  if (!member.ok) return member
  const found = findService(member.value.swarm.services, name)
  return found.ok ? ok(serviceDocument(found.value)) : err({ code: 'service', cause: found.error })
}
const node: Look = ({ env, state, host }, name) => {
  const member = managed(state, host)
  if (!member.ok) return member
  const found = findNode(member.value.swarm, name, member.value.node)
  return found.ok ? ok(nodeDocument(found.value, [...env.drivers.keys()], state.passed)) : found
}
const task: Look = ({ state, host }, name) => {
  const member = managed(state, host)
  if (!member.ok) return member
  const { swarm } = member.value
  const found = findTask(swarm.services, name)
  if (!found.ok) return err({ code: 'service', cause: found.error })
  const of = swarm.services.services.find(({ id }) => id === found.value.service)
  return ok(taskDocument(state, swarm, of, found.value))
}

/** In the order in which a name without a type is looked for. */
const LOOKS: ReadonlyMap<string, Look> = new Map([
  ['container', container],
  ['network', network],
  ['service', service],
  ['task', task],
  ['node', node],
])

const fromDaemon =
  (look: Look) =>
  (engine: Engine, name: string): Found => {
    const found = look(engine, name)
    return found.ok ? found : err(daemonError(found.error))
  }

/** Of one type only: a name that another type has is not found. */
export const dockerNetworkInspect = (
  engine: Engine,
  { names, format, verbose }: NetworkInspectRequest,
): Outcome =>
  printInspected(
    engine,
    names,
    format,
    'raw',
    fromDaemon((of, name) => lookAtNetwork(of, name, verbose)),
  )

export const dockerContainerInspect = (engine: Engine, { names, format }: ContainerInspectRequest): Outcome =>
  printInspected(engine, names, format, 'raw', fromDaemon(container))

/**
 * `--type` picks the type; types that are not modelled have no objects. Without it, containers go before networks.
 */
export function dockerInspect(engine: Engine, { names, type, format }: InspectRequest): Outcome {
  const look = LOOKS.get(type)
  if (look) return printInspected(engine, names, format, 'raw', fromDaemon(look))
  return printInspected(
    engine,
    names,
    format,
    'raw',
    type === '' ? whateverIsFound : (_, name) => err(absent(engine, type, name)),
  )
}

/**
 * Type after type, passing over "not found" (system/inspect.go inspectAll). Any other error ends it: an id of two
 * containers.
 */
function whateverIsFound(engine: Engine, name: string): Found {
  const manages = managed(engine.state, engine.host).ok
  for (const [type, look] of LOOKS) {
    // an engine that manages no swarm is not asked for what only managers know
    if (!manages && OF_MANAGERS.has(type)) continue
    const found = look(engine, name)
    if (found.ok) return found
    if (engineErrorClass(found.error) !== 'notFound' || name.trim() === '')
      return err(daemonError(found.error))
  }
  return err(`Error: No such object: ${name}`)
}

/** Types that only the manager of a cluster knows, and those of them that are not modelled. */
const OF_MANAGERS: ReadonlySet<string> = new Set(['service', 'task', 'node'])
const OF_SWARM: ReadonlySet<string> = new Set(['secret', 'config'])

/** The daemon's word for what it does not have, by type. */
function absent({ state, host }: Engine, type: string, name: string): string {
  if (type === 'image')
    return `Error response from daemon: No such image: ${/[:@]/.test(name) ? name : `${name}:latest`}`
  if (type === 'volume') return `Error response from daemon: get ${name}: no such volume`
  const member = OF_SWARM.has(type) ? managed(state, host) : undefined
  return member?.ok === false
    ? daemonError(member.error)
    : `Error response from daemon: ${type} ${name} not found`
}

/**
 * Print what `look` finds for each name, by the rules of all inspect commands (inspect/inspector.go Inspect): what
 * was found is printed first, however many errors there are. A template is tried on the Go type, then on the raw
 * document.
 */
export function printInspected(
  { state, ...engine }: Engine,
  names: readonly string[],
  format: string,
  documents: Documents,
  look: (engine: Engine, name: string) => Found,
): Outcome {
  const found = names.map((name) => look({ ...engine, state }, name))
  const objects = found.flatMap((each) => (each.ok ? [each.value] : []))
  if (format === '' || format === 'json') {
    const options = format === '' ? { ...INSPECT_INDENT, escapeHtml: false } : { escapeHtml: false }
    return outcome(state, `${goJson(objects, options)}\n`, found)
  }
  const texts = inspectFormat(format, objects, documents)
  if (!texts.ok)
    return refused(
      state,
      `template parsing error: ${texts.error.message}`,
      // commands of the swarm hide the code of the error (service/inspect.go runInspect)
      documents === 'typed' ? 1 : 64,
    )
  const turns = [...texts.value]
  const printed = found.map((each) => {
    if (!each.ok) return each
    const text = turns.shift()
    return text?.ok === true
      ? ok(text.value)
      : err(`template parsing error: ${text?.ok === false ? text.error.message : ''}`)
  })
  const written = printed.flatMap((each) => (each.ok ? [each.value] : []))
  // the client's flush writes a newline even where nothing was found
  return outcome(state, written.length === 0 ? '\n' : lines(written), printed)
}

/** What was found is printed whatever was not; errors in the order of the names. */
function outcome(
  state: Outcome['state'],
  stdout: string,
  found: readonly Result<unknown, string>[],
): Outcome {
  const errors = found.flatMap((each) => (each.ok ? [] : [each.error]))
  return { state, exit: errors.length > 0 ? 1 : 0, stdout, stderr: lines(errors) }
}

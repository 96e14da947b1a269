/** A docker command line on a host: parsed as the client does, done by the engine, and answered as the client prints. */
import type { DockerRequest } from '../args/requests.js'
import { findHost } from '../../cnm/lookup.js'
import { noteInspection } from '../../engine/noteInspection.js'
import { parseDocker } from '../args/parseDocker.js'
import { dockerEvents } from './events.js'
import { dockerAttach, dockerExec } from './exec.js'
import { dockerContainerInspect, dockerInspect, dockerNetworkInspect } from './inspect.js'
import { dockerLogs } from './logs.js'
import {
  dockerContainerPrune,
  dockerRename,
  dockerRm,
  dockerSignal,
  dockerStart,
  dockerWait,
} from './lifecycle.js'
import {
  dockerNetworkConnect,
  dockerNetworkCreate,
  dockerNetworkDisconnect,
  dockerNetworkPrune,
  dockerNetworkRm,
} from './network.js'
import { dockerNetworkLs } from './networkLs.js'
import { notModelled } from './notModelled.js'
import { refused, type Engine, type Outcome } from './outcome.js'
import { dockerInfo } from './info.js'
import { dockerNodeLs, dockerNodeRm, dockerNodeRole, dockerNodeUpdate } from './node.js'
import { dockerNodeInspect } from './nodeInspect.js'
import {
  dockerSwarmCa,
  dockerSwarmInit,
  dockerSwarmJoin,
  dockerSwarmJoinToken,
  dockerSwarmLeave,
} from './swarm.js'
import { dockerSwarmUnlock, dockerSwarmUnlockKey, dockerSwarmUpdate } from './swarmSettings.js'
import { dockerPort } from './port.js'
import {
  dockerServiceCreate,
  dockerServiceLogs,
  dockerServiceRm,
  dockerServiceRollback,
  dockerServiceScale,
  dockerServiceUpdate,
} from './service.js'
import { dockerServiceInspect } from './serviceInspect.js'
import { dockerServiceLs } from './serviceLs.js'
import { dockerNodePs, dockerServicePs } from './taskLists.js'
import { settle } from '../../engine/service/life.js'
import { dockerPs } from './ps.js'
import { dockerCreate, dockerRun } from './run.js'

/**
 * `words`: what follows the word docker, split as a shell splits them. A refused command may still leave something
 * behind, as on a real engine. What cannot be parsed changes nothing. This is where time comes in: whatever
 * services have due is done.
 */
export function runDocker(engine: Engine, words: readonly string[]): Outcome {
  const host = findHost(engine.state.cnm, engine.host)
  if (host?.hasEngine !== true)
    return refused(engine.state, `cnm-sim: no Docker engine runs on '${engine.host}'`)
  const parsed = parseDocker(words)
  if (!parsed.ok) {
    const { exit, stdout, stderr } = parsed
    return { state: engine.state, exit, stdout, stderr }
  }
  const performed = perform(engine, parsed.request)
  // whatever was done, the swarm's managers and agents do their part
  const outcome = { ...performed, state: settle(engine.env, performed.state) }
  // after the answer: what the first look changes shows in the next one
  const state = lookedAt(parsed.request).reduce(
    (next, term) => noteInspection(next, engine.host, term),
    outcome.state,
  )
  return { ...outcome, state, stdout: parsed.stdout + outcome.stdout }
}

/** The containers that the client inspects for a command. */
function lookedAt(request: DockerRequest): readonly string[] {
  const { command } = request
  if (command === 'inspect' || command === 'container inspect') return request.names
  return command === 'exec' || command === 'attach' || command === 'port' ? [request.container] : []
}

function perform(engine: Engine, request: DockerRequest): Outcome {
  switch (request.command) {
    case 'run':
      return dockerRun(engine, request)
    case 'create':
      return dockerCreate(engine, request)
    case 'start':
      return dockerStart(engine, request)
    case 'stop':
    case 'restart':
    case 'kill':
    case 'pause':
    case 'unpause':
      return dockerSignal(engine, request)
    case 'rm':
      return dockerRm(engine, request)
    case 'wait':
      return dockerWait(engine, request)
    case 'container prune':
      return dockerContainerPrune(engine, request)
    case 'rename':
      return dockerRename(engine, request)
    case 'ps':
      return dockerPs(engine, request)
    case 'port':
      return dockerPort(engine, request)
    case 'inspect':
      return dockerInspect(engine, request)
    case 'container inspect':
      return dockerContainerInspect(engine, request)
    case 'exec':
      return dockerExec(engine, request)
    case 'attach':
      return dockerAttach(engine, request)
    case 'logs':
      return dockerLogs(engine, request)
    case 'network create':
      return dockerNetworkCreate(engine, request)
    case 'network ls':
      return dockerNetworkLs(engine, request)
    case 'network inspect':
      return dockerNetworkInspect(engine, request)
    case 'network connect':
      return dockerNetworkConnect(engine, request)
    case 'network disconnect':
      return dockerNetworkDisconnect(engine, request)
    case 'network rm':
      return dockerNetworkRm(engine, request)
    case 'network prune':
      return dockerNetworkPrune(engine, request)
    case 'events':
      return dockerEvents(engine, request)
    case 'compose':
      return engine.compose?.(engine, request.args) ?? refused(engine.state, NO_COMPOSE)
    case 'swarm init':
      return dockerSwarmInit(engine, request)
    case 'swarm join':
      return dockerSwarmJoin(engine, request)
    case 'swarm join-token':
      return dockerSwarmJoinToken(engine, request)
    case 'swarm leave':
      return dockerSwarmLeave(engine, request)
    case 'swarm update':
      return dockerSwarmUpdate(engine, request)
    case 'swarm ca':
      return dockerSwarmCa(engine, request)
    case 'swarm unlock':
      return dockerSwarmUnlock(engine)
    case 'swarm unlock-key':
      return dockerSwarmUnlockKey(engine, request)
    case 'node ls':
      return dockerNodeLs(engine, request)
    case 'node inspect':
      return dockerNodeInspect(engine, request)
    case 'node rm':
      return dockerNodeRm(engine, request)
    case 'node update':
      return dockerNodeUpdate(engine, request)
    case 'node promote':
    case 'node demote':
      return dockerNodeRole(engine, request)
    case 'node ps':
      return dockerNodePs(engine, request)
    case 'info':
      return dockerInfo(engine, request)
    case 'not modelled':
      return notModelled(engine, request.path)
    case 'service create':
      return dockerServiceCreate(engine, request)
    case 'service rollback':
      return dockerServiceRollback(engine, request)
    case 'service update':
      return dockerServiceUpdate(engine, request)
    case 'service ls':
      return dockerServiceLs(engine, request)
    case 'service ps':
      return dockerServicePs(engine, request)
    case 'service inspect':
      return dockerServiceInspect(engine, request)
    case 'service scale':
      return dockerServiceScale(engine, request)
    case 'service rm':
      return dockerServiceRm(engine, request)
    case 'service logs':
      return dockerServiceLogs(engine, request)
    case 'version':
      return notModelled(engine, `docker ${request.command}`)
  }
}

/** Compose is a plugin here, too: the laboratory is given one. */
const NO_COMPOSE =
  "cnm-sim: 'docker compose' is a plugin: import { composePlugin } from 'cnm-sim/compose', and createLab({ compose: composePlugin({ read }) })"

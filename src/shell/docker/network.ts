/** `docker network create`, `connect`, `disconnect`, `rm`, `prune` (docker/cli network/*.go). */
import { networkConnect } from '../../engine/networkConnect.js'
import { networkCreate } from '../../engine/networkCreate.js'
import { networkDisconnect } from '../../engine/networkDisconnect.js'
import { networkPrune } from '../../engine/networkPrune.js'
import { networkRemove } from '../../engine/networkRemove.js'
import { findVisible } from '../../engine/swarm/visibleNetworks.js'
import type {
  NetworkConnectRequest,
  NetworkCreateRequest,
  NetworkDisconnectRequest,
  NetworkPruneRequest,
  NetworkRemoveRequest,
} from '../args/requests/network.js'
import { failures, lines, succeeded, takeTurns } from './eachOf.js'
import { connectSettings } from './endpointSettings.js'
import { networkSpec } from './networkSpec.js'
import { settle, type Engine, type Outcome } from './outcome.js'

/** Prints the whole id, even of a network of the cluster. */
export const dockerNetworkCreate = ({ env, state, host }: Engine, request: NetworkCreateRequest): Outcome =>
  settle(state, networkCreate(env, state, host, networkSpec(request)), ({ id }) => `${id}\n`)

/** Silent when it works, as is disconnect. */
export const dockerNetworkConnect = (
  { env, state, host }: Engine,
  { endpoint, container }: NetworkConnectRequest,
): Outcome =>
  settle(
    state,
    networkConnect(env, state, host, endpoint.network, container, connectSettings(endpoint)),
    () => '',
  )

export const dockerNetworkDisconnect = (
  { env, state, host }: Engine,
  { network, container, force }: NetworkDisconnectRequest,
): Outcome => settle(state, networkDisconnect(env, state, host, network, container, force), () => '')

/**
 * Each error is printed as it comes; at the end the client says only how it exits. With -f a missing one is no error; of the
 * ingress network the client asks, -f or not, and the end of its input is a no (network/remove.go runRemove).
 */
export function dockerNetworkRm(engine: Engine, { names, force }: NetworkRemoveRequest): Outcome {
  const given = names.filter((name) => name !== '')
  const asked = given.filter((name) => isIngress(engine, name))
  const turns = takeTurns(
    engine,
    given.filter((name) => !asked.includes(name)),
    (state, name) => networkRemove(engine.env, state, engine.host, name),
  )
  const wrong = [
    ...names.filter((name) => name === '').map(() => 'invalid network name or ID: value is empty'),
    ...failures(turns)
      .filter(({ notFound }) => !(force && notFound))
      .map(({ text }) => text),
  ]
  return {
    state: turns.state,
    exit: wrong.length > 0 ? 1 : 0,
    stdout: asked.map(() => INGRESS_QUESTION).join('') + lines(succeeded(turns)),
    stderr: wrong.length > 0 ? lines([...wrong, 'exit status 1']) : '',
  }
}

const isIngress = ({ state, host }: Engine, name: string): boolean => {
  const found = findVisible(state, host, name)
  return found.ok && found.value.network.ingress
}

const INGRESS_QUESTION =
  'WARNING! Before removing the routing-mesh network, make sure all the nodes in your swarm run the same docker engine version. Otherwise, removal may not be effective and functionality of newly create ingress networks will be impaired.\nAre you sure you want to continue? [y/N] '

const QUESTION =
  'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue? [y/N] '

/**
 * Without -f the client asks, and the end of its input is a no: nothing is done, and the exit code is 0. A blank
 * line ends the list of what went.
 */
export function dockerNetworkPrune({ env, state, host }: Engine, request: NetworkPruneRequest): Outcome {
  if (!request.force) return { state, exit: 0, stdout: QUESTION, stderr: '' }
  return settle(state, networkPrune(env, state, host, request.filters), ({ deleted }) =>
    deleted.length === 0 ? '' : `Deleted Networks:\n${lines(deleted)}\n`,
  )
}

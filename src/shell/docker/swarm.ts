/** `docker swarm init`, `join`, `join-token`, `leave`, `ca` (docker/cli cli/command/swarm/*.go). Not modelled: the authority. */
import { parseCidr } from '../../addr/cidr.js'
import { managed, membership } from '../../engine/swarm/membership.js'
import { swarmInit } from '../../engine/swarm/swarmInit.js'
import { swarmJoin } from '../../engine/swarm/swarmJoin.js'
import { swarmJoinToken } from '../../engine/swarm/joinToken.js'
import { swarmLeave } from '../../engine/swarm/swarmLeave.js'
import type {
  SwarmCaRequest,
  SwarmInitRequest,
  SwarmJoinRequest,
  SwarmJoinTokenRequest,
  SwarmLeaveRequest,
} from '../args/requests/swarm.js'
import { notModelled } from './notModelled.js'
import { daemonError, printed, refused, settle, type Engine, type Outcome } from './outcome.js'
import { settingsOf, unlockText } from './swarmSettings.js'

/**
 * Prints how to join, for workers with the token itself; managers' tokens have to be asked for. With --autolock the
 * key follows, which is the one time that it comes unasked (docker/cli swarm/init.go runInit).
 */
export function dockerSwarmInit({ env, state, host }: Engine, request: SwarmInitRequest): Outcome {
  const { advertiseAddr, listenAddr, dataPathAddr, dataPathPort, autolock, forceNewCluster, otherFlags } =
    request
  const made = swarmInit(env, state, host, {
    advertiseAddr,
    listenAddr,
    dataPathAddr,
    dataPathPort,
    pools: request.defaultAddrPools.flatMap((pool) => parseCidr(pool) ?? []),
    subnetSize: request.defaultAddrPoolMaskLength,
    availability: request.availability ?? 'active',
    settings: { ...settingsOf(otherFlags), autolock },
    forceNewCluster,
  })
  if (!made.ok) return refused(made.error.after ?? state, daemonError(made.error.error))
  const words = swarmJoinToken(made.value.state, host, 'worker', false)
  const key = membership(made.value.state, host)?.swarm.unlockKey ?? null
  const how = words.ok ? joinCommand('worker', words.value.token, words.value.address) : ''
  return printed(
    made.value.state,
    `Swarm initialized: current node (${made.value.node}) is now a manager.\n\n${how}\n` +
      "To add a manager to this swarm, run 'docker swarm join-token manager' and follow the instructions.\n" +
      (key === null ? '' : unlockText(key)),
  )
}

const joinCommand = (role: string, token: string, address: string): string =>
  `To add a ${role} to this swarm, run the following command:\n\n    docker swarm join --token ${token} ${address}\n`

/** Prints the role that the token gave. */
export const dockerSwarmJoin = ({ env, state, host }: Engine, request: SwarmJoinRequest): Outcome =>
  settle(
    state,
    swarmJoin(env, state, host, { ...request, availability: request.availability ?? 'active' }),
    ({ role }) => `This node joined a swarm as a ${role}.\n`,
  )

/** `-q`: the token alone, for scripts; else the whole command line. */
export function dockerSwarmJoinToken(
  { state, host }: Engine,
  { role, rotate, quiet }: SwarmJoinTokenRequest,
): Outcome {
  const words = swarmJoinToken(state, host, role, rotate)
  if (!words.ok) return refused(state, daemonError(words.error))
  const { token, address, state: next } = words.value
  if (quiet) return printed(next, `${token}\n`)
  const rotated = rotate ? `Successfully rotated ${role} join token.\n\n` : ''
  return printed(next, `${rotated}${joinCommand(role, token, address)}\n`)
}

/** Whether a manager may leave without --force, the engine says. */
export const dockerSwarmLeave = ({ env, state, host }: Engine, { force }: SwarmLeaveRequest): Outcome =>
  settle(state, swarmLeave(env, state, host, force), () => 'Node left the swarm.\n')

/** The certificate authority is not modelled; who may not ask for it is told so. */
export function dockerSwarmCa(engine: Engine, { rotate, detach }: SwarmCaRequest): Outcome {
  const member = managed(engine.state, engine.host)
  if (member.ok && rotate && detach) return printed(engine.state, '')
  return member.ok ? notModelled(engine, 'docker swarm ca') : refused(engine.state, daemonError(member.error))
}

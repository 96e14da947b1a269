/** `docker swarm join-token`: what a new node has to say, made anew with --rotate (docker/cli swarm/join_token.go). */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { hostOf } from '../../cnm/lookup.js'
import type { HostId } from '../../cnm/world.js'
import { ticked } from '../change.js'
import type { EngineError } from '../errors.js'
import type { DockerWorld } from '../state.js'
import { joinToken, makeSwarmId } from './identity.js'
import { managed, withSwarm } from './membership.js'
import type { NodeRole } from './swarm.js'

/** What the client prints as a command line to be run on the new node. */
export interface JoinWords {
  readonly state: DockerWorld
  readonly token: string
  /** Of the manager that was asked, with its port. */
  readonly address: string
}

/**
 * With `rotate` the role's secret is another one from now on: the old token is good for nothing. Only managers know
 * tokens.
 */
export function swarmJoinToken(
  state: DockerWorld,
  host: HostId,
  role: NodeRole,
  rotate: boolean,
): Result<JoinWords, EngineError> {
  const member = managed(state, host)
  if (!member.ok) return err(member.error)
  const { swarm, node } = member.value
  const secret = makeSwarmId('token', hostOf(state.cnm, host).index, state.cnm.clock)
  const next = rotate ? { ...swarm, secrets: { ...swarm.secrets, [role]: secret } } : swarm
  const at = node.address.includes(':') ? `[${node.address}]` : node.address
  return ok({
    state: rotate ? withSwarm(ticked(state), next) : state,
    token: joinToken(next, role),
    address: `${at}:${node.port}`,
  })
}

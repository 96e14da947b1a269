/** Join an endpoint to a sandbox, which may then need the gateway network, or need it no longer (libnetwork/endpoint.go sbJoin). */
import { ok } from '../addr/result.js'
import type { Change, Env } from './env.js'
import { enter } from './enter.js'
import { settleGateway } from './gatewayNetwork.js'
import { gossip } from './gossip.js'
import { isShared } from './lookup.js'
import type { EndpointId, SandboxId, World } from './world.js'

/** A refusal undoes the join. */
export function join(env: Env, world: World, endpoint: EndpointId, sandbox: SandboxId): Change {
  const entered = enter(env, world, endpoint, sandbox)
  const settled = entered.ok ? settleGateway(env, entered.value.world, sandbox) : entered
  return settled.ok && isShared(settled.value.world, endpoint)
    ? ok({ world: gossip(env, settled.value.world) })
    : settled
}

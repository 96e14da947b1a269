/** Take an endpoint out of its sandbox, which may then need the gateway network, or need it no longer (libnetwork/endpoint.go sbLeave). */
import { ok } from '../addr/result.js'
import type { Change, Env } from './env.js'
import { exit } from './exit.js'
import { settleGateway } from './gatewayNetwork.js'
import { gossip } from './gossip.js'
import { isShared } from './lookup.js'
import type { EndpointId, SandboxId, World } from './world.js'

export function leave(env: Env, world: World, endpoint: EndpointId, sandbox: SandboxId): Change {
  const left = exit(env, world, endpoint, sandbox)
  const settled = left.ok ? settleGateway(env, left.value.world, sandbox) : left
  return settled.ok && isShared(settled.value.world, endpoint)
    ? ok({ world: gossip(env, settled.value.world) })
    : settled
}

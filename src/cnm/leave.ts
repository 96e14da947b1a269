/**
 * Take an endpoint out of its sandbox (moby v28.5.2 libnetwork/endpoint.go Leave, sbLeave): the reverse of `join`, and
 * as there the sandbox may then need docker_gwbridge, or need it no longer. The endpoint stays on its network with its
 * addresses, and may join another sandbox.
 */
import { ok } from '../addr/result.js'
import type { Change, Env } from './env.js'
import { exit } from './exit.js'
import { settleGateway } from './gatewayNetwork.js'
import { gossip } from './gossip.js'
import { isShared } from './lookup.js'
import type { EndpointId, SandboxId, World } from './world.js'

/**
 * What goes wrong at the driver is only logged by libnetwork, so refusals are about the request itself:
 * `endpoint-not-found`, `endpoint-not-joined`, `wrong-sandbox`; and `gateway-network`, where the sandbox has lost its
 * way out and cannot get another.
 */
export function leave(env: Env, world: World, endpoint: EndpointId, sandbox: SandboxId): Change {
  const left = exit(env, world, endpoint, sandbox)
  const settled = left.ok ? settleGateway(env, left.value.world, left.value.sandbox) : left
  return settled.ok && isShared(settled.value.world, endpoint)
    ? ok({ world: gossip(env, settled.value.world) })
    : settled
}

/**
 * Join an endpoint to a sandbox: the verb that gives a container its interface (moby v28.5.2 libnetwork/endpoint.go
 * Join, sbJoin). Two things in one: the endpoint goes in (`enter.ts`), and the sandbox may then need docker_gwbridge,
 * or need it no longer (`gatewayNetwork.ts`); libnetwork does the second with the first still on its stack.
 *
 * What sbJoin does, in its order: refuse an endpoint that is taken; the driver's Join; names into the network's
 * resolvers (updateSvcRecord; createEndpoint has done so already) and addresses into /etc/hosts; the endpoint into the
 * sandbox's sorted list; the interface, its addresses and routes into the namespace (populateNetworkResources); the
 * cluster is told; docker_gwbridge is set up and the rest left to its own join, or the published ports move to the
 * endpoint if it has become the gateway. Names and files are derived here from the endpoint that is in the sandbox, so
 * no step writes them.
 */
import { ok } from '../addr/result.js'
import type { Change, Env } from './env.js'
import { enter } from './enter.js'
import { settleGateway } from './gatewayNetwork.js'
import { gossip } from './gossip.js'
import type { EndpointId, SandboxId, World } from './world.js'

/**
 * A refusal undoes the join, as libnetwork's deferred calls do: the world stays the very same. Errors: see `enter`, and
 * `gateway-network` where docker_gwbridge cannot be made or joined. In a cluster the other hosts hear of it at once.
 */
export function join(env: Env, world: World, endpoint: EndpointId, sandbox: SandboxId): Change {
  const entered = enter(env, world, endpoint, sandbox)
  if (!entered.ok) return entered
  const settled = settleGateway(env, entered.value.world, entered.value.sandbox)
  return settled.ok && entered.value.network.cluster
    ? ok({ world: gossip(env, settled.value.world) })
    : settled
}

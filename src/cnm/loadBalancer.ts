/**
 * The sandbox in which a host balances the load of one network of the cluster: an endpoint with an address of its own
 * (moby v28.5.2 libnetwork/network.go createLoadBalancerSandbox). Not modelled here: what it balances.
 */
import type { Ip } from '../addr/ip.js'
import { ok } from '../addr/result.js'
import { createEndpoint } from './createEndpoint.js'
import { deleteSandbox } from './deleteSandbox.js'
import type { Change, Env } from './env.js'
import { join } from './join.js'
import { loadBalancerOf } from './loadBalancerOf.js'
import { networkOf } from './lookup.js'
import { newSandbox } from './newSandbox.js'
import type { Network, NetworkId, World } from './world.js'

/** As `network inspect` names it (libnetwork/network.go lbSandboxName). */
const sandboxName = ({ name, ingress }: Network): string => (ingress ? 'ingress-sbox' : `lb-${name}`)

/**
 * Put it on the network, with that address: every host of an overlay gets one from the manager for each network. Errors
 * are those of the verbs underneath.
 */
export function addLoadBalancer(env: Env, world: World, id: NetworkId, address: Ip): Change {
  const network = networkOf(world, id)
  const containerId = sandboxName(network)
  const made = newSandbox(world, network.host, {
    containerId,
    label: `${network.host}/${containerId}`,
    purpose: network.ingress ? 'ingress' : 'load-balancer',
  })
  if (!made.ok) return made
  const created = createEndpoint(env, made.value.world, id, {
    name: `${network.name}-endpoint`,
    address4: address,
    resolution: false,
  })
  return created.ok ? join(env, created.value.world, created.value.endpoint, made.value.sandbox) : created
}

/** Delete it, where the network has one; the very same world where it has none. */
export function removeLoadBalancer(env: Env, world: World, id: NetworkId): Change {
  const sandbox = loadBalancerOf(world, id)
  return sandbox ? deleteSandbox(env, world, sandbox.id) : ok({ world })
}

/**
 * docker_gwbridge: the bridge by which a sandbox reaches outside when none of its own networks leads there, as with
 * overlays. It is made when it is first needed, and stays; the endpoint on it comes and goes by itself (moby v28.5.2
 * libnetwork/default_gateway.go: needDefaultGW, setupDefaultGW, clearDefaultGW, createGWNetwork). Users see it in
 * `docker network inspect docker_gwbridge`, and as a second interface in their containers.
 */
import { err, ok } from '../addr/result.js'
import { createEndpoint } from './createEndpoint.js'
import { deleteEndpoint } from './deleteEndpoint.js'
import { enter } from './enter.js'
import type { Change, Env } from './env.js'
import { exit } from './exit.js'
import { GATEWAY_ENDPOINT, GATEWAY_NETWORK, isGatewayEndpoint, leadsOut } from './gateway.js'
import { joinedBy, networkNamed, networkOf } from './lookup.js'
import { newNetwork } from './newNetwork.js'
import type { Endpoint, HostId, NetworkId, Sandbox, World } from './world.js'

/**
 * Hex digits of the sandbox's id in the endpoint's name, and the longest container id that is used instead (gwEPlen).
 */
const ID_LENGTH = 12

/**
 * After an endpoint came or went: connect the sandbox to the gateway network, or take it off. A refusal is about the
 * former (`gateway-network`). The very same world where nothing is to be done. O(endpoints of the sandbox).
 */
export function settleGateway(env: Env, world: World, sandbox: Sandbox): Change {
  const joined = joinedBy(world, sandbox)
  const own = joined.find((e) => isGatewayEndpoint(world, e))
  // a load balancer answers where it was asked, and never needs a way out (sbJoin, "Load balancing endpoints")
  const needed = sandbox.purpose !== 'load-balancer' && needsGateway(world, joined)
  if (needed) return own ? ok({ world }) : connect(env, world, sandbox)
  if (!own) return ok({ world })
  const left = exit(env, world, own.id, sandbox.id)
  return left.ok ? deleteEndpoint(env, left.value.world, own.id) : left
}

/**
 * It has an endpoint that could use a way out, and none that has one (needDefaultGW). Internal networks do not count on
 * either side: who is on those only stays inside.
 */
function needsGateway(world: World, joined: readonly Endpoint[]): boolean {
  let candidates = 0
  for (const endpoint of joined) {
    const { driver, internal } = networkOf(world, endpoint.network)
    if (driver === 'null' || driver === 'host' || internal || endpoint.joinInfo?.disableGatewayService)
      continue
    // it leads out itself, but would vanish if it counted as a reason for not needing it
    if (isGatewayEndpoint(world, endpoint)) continue
    if (leadsOut(endpoint, 4) || leadsOut(endpoint, 6)) return false
    candidates++
  }
  return candidates > 0
}

/**
 * setupDefaultGW: an endpoint of its own, joined like any other. It has no names, so nobody finds the sandbox by it,
 * and icc is off on that network, so nobody reaches it there but by published ports.
 */
function connect(env: Env, world: World, sandbox: Sandbox): Change {
  const { containerId } = sandbox
  const network = gatewayNetwork(env, world, sandbox.host)
  if (!network.ok) return network
  const created = createEndpoint(env, network.value.world, network.value.network, {
    name: `${GATEWAY_ENDPOINT}${containerId.length <= ID_LENGTH ? containerId : sandbox.id.slice(0, ID_LENGTH)}`,
    // the ports themselves are the sandbox's, and go to whichever endpoint is the gateway; this one is, for lack of
    // others
    exposed: sandbox.exposed,
  })
  if (!created.ok)
    return err({ code: 'gateway-network', container: containerId, step: 'create', cause: created.error })
  const joined = enter(env, created.value.world, created.value.endpoint, sandbox.id)
  return joined.ok
    ? ok({ world: joined.value.world })
    : err({ code: 'gateway-network', container: containerId, step: 'join', cause: joined.error })
}

/** The one that is there, perhaps made by the user with other options; else a new one (createGWNetwork's options). */
function gatewayNetwork(env: Env, world: World, host: HostId): Change<{ readonly network: NetworkId }> {
  const known = networkNamed(world, host, GATEWAY_NETWORK)
  if (known) return ok({ world, network: known.id })
  const made = newNetwork(env, world, host, {
    driver: 'bridge',
    name: GATEWAY_NETWORK,
    // where docker's client sends an empty map, the engine itself has none
    ipamOptions: null,
    options: [
      ['com.docker.network.bridge.name', GATEWAY_NETWORK],
      ['com.docker.network.bridge.enable_icc', 'false'],
      ['com.docker.network.bridge.enable_ip_masquerade', 'true'],
    ],
  })
  return made.ok ? made : err({ code: 'gateway-network-creation', cause: made.error })
}

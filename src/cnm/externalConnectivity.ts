/**
 * Published ports belong to the endpoint that is its sandbox's gateway, and move with it (moby v28.5.2
 * libnetwork/endpoint.go: sbJoin, sbLeave, programExternalConnectivity, revokeExternalConnectivity). So `docker network
 * connect` can take a container's ports to another network, and where the host port was left to the engine, a new
 * number is given.
 */
import { err, ok } from '../addr/result.js'
import { frozen } from '../store/frozen.js'
import { copyOfEndpoint, copyOfHost } from './copies.js'
import type { Change, Env } from './env.js'
import { gatewaysOf } from './gateway.js'
import type { Gateways } from './gateway.js'
import { endpointOf, hostOf, joinedBy, networkOf, sandboxOf } from './lookup.js'
import { changed, stepped, withEndpoint, withHost } from './update.js'
import { endpointInfo, hostInfo } from './views.js'
import type { Endpoint, EndpointId, Sandbox, World } from './world.js'
import { NONE } from './world.js'

/**
 * Another endpoint than the IPv4 gateway is the IPv6 gateway, so host ports on IPv6 are none of the former's business
 * (netlabel NoProxy6To4).
 */
const apart = ({ ipv4, ipv6 }: Gateways): boolean => ipv4 !== null && ipv6 !== null && ipv4.id !== ipv6.id

/**
 * After a join: take the ports from the gateways of before, give them to the new one. A refusal undoes the join
 * (`external-connectivity`: "driver failed programming external connectivity on endpoint ..."). `before`: the endpoints
 * as they were, sorted; `sandbox`: as it is now.
 */
export function moveConnectivity(
  env: Env,
  world: World,
  before: readonly Endpoint[],
  joined: EndpointId,
  sandbox: Sandbox,
): Change {
  if (sandbox.publish.length === 0) return ok({ world })
  const was = gatewaysOf(world, before)
  const now = gatewaysOf(world, joinedBy(world, sandbox))
  const is4 = now.ipv4?.id === joined
  const is6 = now.ipv6?.id === joined
  if (!is4 && !is6) return ok({ world })
  // a new IPv6 gateway takes IPv6 away from docker-proxy of the IPv4 gateway, which has to publish anew without it
  const restart = !is4 && apart(was) !== apart(now)
  let next = world
  // first revoked, then given anew: the new gateway may want the very ports that the old one has
  if (was.ipv4 && (is4 || restart)) next = revoke(next, was.ipv4.id)
  if (is6 && was.ipv6 && was.ipv6.id !== was.ipv4?.id) next = revoke(next, was.ipv6.id)
  if (restart && was.ipv4) next = programOrLog(env, next, was.ipv4.id, !apart(now))
  return program(env, next, joined, !apart(now))
}

/**
 * After a leave: the next gateway gets the ports. What it refuses is only logged by the engine, so it is none here, and
 * the container then runs with fewer published ports than it asked for. `sandbox`: as it is now.
 */
export function restoreConnectivity(
  env: Env,
  world: World,
  before: readonly Endpoint[],
  left: EndpointId,
  sandbox: Sandbox,
): World {
  if (sandbox.publish.length === 0) return world
  const was = gatewaysOf(world, before)
  const [was4, was6] = [was.ipv4?.id === left, was.ipv6?.id === left]
  if (!was4 && !was6) return world
  const now = gatewaysOf(world, joinedBy(world, sandbox))
  let next = world
  if (now.ipv4) {
    const restart = was.ipv4?.id === now.ipv4.id && (was.ipv6 === null) !== (now.ipv6 === null)
    if (restart) next = revoke(next, now.ipv4.id)
    if (restart || was4) next = programOrLog(env, next, now.ipv4.id, !apart(now))
  }
  if (now.ipv6 && was6 && now.ipv6.id !== now.ipv4?.id) next = programOrLog(env, next, now.ipv6.id, true)
  return next
}

/** The ports are free from now on, and the rules gone, as both are derived from the bindings. */
function revoke(world: World, id: EndpointId): World {
  const endpoint = endpointOf(world, id)
  if (endpoint.bindings.length === 0) return world
  const revoked = copyOfEndpoint(endpoint)
  revoked.bindings = NONE
  return changed(world, { endpoints: withEndpoint(world, Object.freeze(revoked), endpoint) })
}

const programOrLog = (env: Env, world: World, id: EndpointId, proxy6to4: boolean): World => {
  const programmed = program(env, world, id, proxy6to4)
  return programmed.ok ? programmed.value.world : world
}

/**
 * Ask the endpoint's driver to publish what its sandbox wants (driverapi.ProgramExternalConnectivity). The very same
 * world where there is nothing to publish, the network is internal, or the driver publishes nothing (macvlan).
 */
function program(env: Env, world: World, id: EndpointId, proxy6to4: boolean): Change {
  const endpoint = endpointOf(world, id)
  const network = networkOf(world, endpoint.network)
  const driver = env.drivers.get(network.driver)
  if (network.internal || !driver?.publish) return ok({ world })
  if (endpoint.sandbox === null || sandboxOf(world, endpoint.sandbox).publish.length === 0)
    return ok({ world })
  const shown = endpointInfo(world, endpoint)
  const host = hostOf(world, network.host)
  const view = hostInfo(world, host, driver.type, { without: id })
  const published = driver.publish(network, shown, proxy6to4, view)
  if (!published.ok)
    return err({ code: 'external-connectivity', endpoint: endpoint.name, id, cause: published.error })
  const open = copyOfEndpoint(endpoint)
  open.bindings = frozen(published.value.bindings)
  open.publishedAt = world.clock
  const used = copyOfHost(host)
  used.portCursors = frozen(published.value.cursors)
  return ok({
    world: stepped(world, {
      endpoints: withEndpoint(world, Object.freeze(open), endpoint),
      hosts: withHost(world, Object.freeze(used)),
    }),
  })
}

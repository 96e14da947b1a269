/**
 * Take an endpoint out of its sandbox; another one may become the gateway (moby v28.5.2 libnetwork/endpoint.go sbLeave:
 * revoke the ports of the gateway that leaves, the driver's Leave, names and interface away, then the ports to the next
 * gateway).
 */
import { err, ok } from '../addr/result.js'
import { copyOfEndpoint, copyOfSandbox } from './copies.js'
import type { Change, Env } from './env.js'
import { restoreConnectivity } from './externalConnectivity.js'
import { findEndpoint, joinedBy, sandboxOf } from './lookup.js'
import { stepped, withEndpoint, withSandbox } from './update.js'
import type { EndpointId, Sandbox, SandboxId, World } from './world.js'
import { NONE } from './world.js'

/**
 * Errors: `endpoint-not-found`, `endpoint-not-joined` ("cannot leave endpoint with no attached sandbox"),
 * `wrong-sandbox`. With the sandbox as it is now. O(endpoints of the sandbox).
 */
export function exit(
  env: Env,
  world: World,
  endpointId: EndpointId,
  sandboxId: SandboxId,
): Change<{ readonly sandbox: Sandbox }> {
  const endpoint = findEndpoint(world, endpointId)
  if (!endpoint) return err({ code: 'endpoint-not-found', term: endpointId })
  if (endpoint.sandbox === null) return err({ code: 'endpoint-not-joined' })
  if (endpoint.sandbox !== sandboxId)
    return err({ code: 'wrong-sandbox', expected: endpoint.sandbox, got: sandboxId })
  const sandbox = sandboxOf(world, sandboxId)
  const before = joinedBy(world, sandbox)
  const left = copyOfEndpoint(endpoint)
  left.sandbox = null
  left.joinInfo = null
  left.interface = ''
  // whether it was the gateway or not: an endpoint outside of a sandbox publishes nothing
  left.bindings = NONE
  const member = copyOfSandbox(sandbox)
  member.endpoints = Object.freeze(sandbox.endpoints.filter((id) => id !== endpointId))
  const next = stepped(world, {
    endpoints: withEndpoint(world, Object.freeze(left), endpoint),
    sandboxes: withSandbox(world, Object.freeze(member), sandbox),
  })
  return ok({ world: restoreConnectivity(env, next, before, endpointId, member), sandbox: member })
}

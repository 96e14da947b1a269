/** Take an endpoint out of its sandbox; another one may become the gateway (moby v28.5.2 libnetwork/endpoint.go sbLeave). */
import { err, ok } from '../addr/result.js'
import type { Change, Env } from './env.js'
import { restoreConnectivity } from './externalConnectivity.js'
import { findEndpoint, joinedBy, sandboxOf } from './lookup.js'
import { stepped, withEndpoint, withSandbox } from './update.js'
import type { Endpoint, EndpointId, SandboxId, World } from './world.js'

export function exit(env: Env, world: World, endpointId: EndpointId, sandboxId: SandboxId): Change {
  const endpoint = findEndpoint(world, endpointId)
  if (!endpoint) return err({ code: 'endpoint-not-found', term: endpointId })
  if (endpoint.sandbox === null) return err({ code: 'endpoint-not-joined' })
  if (endpoint.sandbox !== sandboxId)
    return err({ code: 'wrong-sandbox', expected: endpoint.sandbox, got: sandboxId })
  const sandbox = sandboxOf(world, sandboxId)
  const before = joinedBy(world, sandbox)
  const left: Endpoint = { ...endpoint, sandbox: null, joinInfo: null, interface: '', bindings: [] }
  const next = stepped(world, {
    endpoints: withEndpoint(world, left),
    sandboxes: withSandbox(world, {
      ...sandbox,
      endpoints: sandbox.endpoints.filter((id) => id !== endpointId),
    }),
  })
  return ok({ world: restoreConnectivity(env, next, before, endpointId, sandboxId) })
}

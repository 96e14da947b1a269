/** Change what the model does not derive: names after a rename, listeners after a process started or froze. */
import { err, ok } from '../addr/result.js'
import { copyOfSandbox } from './copies.js'
import type { Change } from './env.js'
import { endpointNamed, findEndpoint, findSandbox, networkOf } from './lookup.js'
import { stepped, withEndpoint, withNetwork, withSandbox } from './update.js'
import type { Endpoint, EndpointId, EndpointName, Sandbox, SandboxId, World } from './world.js'

/**
 * Rename an endpoint, or give it other names in the resolvers of its network (libnetwork/endpoint.go rename,
 * UpdateDNSNames): what `docker rename` does to a container's endpoints. Errors: `endpoint-not-found`,
 * `endpoint-exists`.
 */
export function amendEndpoint(
  world: World,
  id: EndpointId,
  change: Partial<Pick<Endpoint, 'name' | 'names' | 'untold' | 'service'>>,
): Change {
  const endpoint = findEndpoint(world, id)
  if (!endpoint) return err({ code: 'endpoint-not-found', term: id })
  const { name = endpoint.name } = change
  const namesake = endpointNamed(world, endpoint.network, name)
  if (namesake && namesake.id !== id)
    return err({ code: 'endpoint-exists', name, network: networkOf(world, endpoint.network).name })
  return ok({
    world: stepped(world, { endpoints: withEndpoint(world, { ...endpoint, ...change }) }),
  })
}

/** Names that nobody takes out of a network's resolvers any more (libnetwork/network.go svcRecords). They go with the network. */
export function leakNames(world: World, id: EndpointId, names: readonly EndpointName[]): Change {
  const endpoint = findEndpoint(world, id)
  if (!endpoint) return err({ code: 'endpoint-not-found', term: id })
  const network = networkOf(world, endpoint.network)
  const { name, address4, address6 } = endpoint
  const leaked = [
    ...(network.leaked ?? []),
    ...names.map((each) => ({ name: each, endpoint: { id, name, address4, address6 } })),
  ]
  return ok({ world: stepped(world, { networks: withNetwork(world, { ...network, leaked }) }) })
}

/** What listens in a sandbox, what it is called, and the names in its hosts file. The error is `sandbox-not-found`. */
export function amendSandbox(
  world: World,
  id: SandboxId,
  change: Partial<Pick<Sandbox, 'label' | 'listeners' | 'extraHosts'>>,
): Change {
  const sandbox = findSandbox(world, id)
  if (!sandbox) return err({ code: 'sandbox-not-found', term: id })
  const amended = Object.assign(copyOfSandbox(sandbox), change)
  return ok({ world: stepped(world, { sandboxes: withSandbox(world, amended, sandbox) }) })
}

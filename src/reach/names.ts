/**
 * What the embedded resolver of a sandbox goes by: the networks that it has joined, what others know, and where it may
 * ask further (moby v28.5.2 libnetwork/sandbox.go ResolveName, sandbox_dns_unix.go startResolver).
 */
import { hasExternalAccess } from '../cnm/gateway.js'
import { joinedBy, networkOf, networksOn } from '../cnm/lookup.js'
import type { Sandbox, World } from '../cnm/world.js'
import type { ForwardingView } from '../dns/forwarding.js'
import { nameKey } from '../dns/names.js'
import type { ResolverView } from '../dns/resolver.js'
import type { Elsewhere } from '../dns/step.js'
import { sandboxResolvConf } from './files.js'
import { networkIndex } from './networkIndex.js'

/** Cheap: the indexes are shared by all sandboxes of a network. */
export function resolverView(world: World, sandbox: Sandbox): ResolverView {
  const joined = joinedBy(world, sandbox)
  return {
    networks: joined.map((endpoint) => {
      const network = networkOf(world, endpoint.network)
      return { network: network.name, ...networkIndex(world, network), linkAliases: endpoint.links }
    }),
    forwarding: forwardingView(world, sandbox),
    elsewhere: (name) => elsewhere(world, sandbox, name),
  }
}

/** Whom the resolver asks about names that none of its networks knows. */
export function forwardingView(world: World, sandbox: Sandbox): ForwardingView {
  const { upstreams, ndotsSet } = sandboxResolvConf(world, sandbox)
  return { upstreams, ndotsSet, proxyDns: hasExternalAccess(world, sandbox) }
}

/** Who has the name on the host's other networks: one map access for each of them. */
function elsewhere(world: World, sandbox: Sandbox, name: string): readonly Elsewhere[] {
  const own = new Set(joinedBy(world, sandbox).map((e) => e.network))
  return networksOn(world, sandbox.host)
    .filter((network) => !own.has(network.id))
    .flatMap((network) =>
      (networkIndex(world, network).records.get(nameKey(name)) ?? []).map((record) => ({
        network: network.name,
        record,
      })),
    )
}

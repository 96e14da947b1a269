/**
 * What the embedded resolver of a sandbox goes by: the networks that it has joined, what others know, and where it may
 * ask further (moby v28.5.2 libnetwork/sandbox.go ResolveName, sandbox_dns_unix.go startResolver).
 */
import { hasExternalAccess } from '../cnm/gateway.js'
import { hostOf, joinedBy, networkOf, networksOn } from '../cnm/lookup.js'
import type { Endpoint, Network, Sandbox, World } from '../cnm/world.js'
import type { ForwardingView } from '../dns/forwarding.js'
import { nameKey } from '../dns/names.js'
import type { ResolverView } from '../dns/resolver.js'
import type { Elsewhere } from '../dns/step.js'
import { sandboxResolvConf } from './files.js'
import { networkIndex } from './networkIndex.js'

/** Cheap: the indexes are shared by all sandboxes of a network. */
export function resolverView(world: World, sandbox: Sandbox): ResolverView {
  const joined = inClusterOrder(
    world,
    sandbox,
    joinedBy(world, sandbox).map((endpoint) => ({ endpoint, network: networkOf(world, endpoint.network) })),
  )
  return {
    networks: joined.map(({ endpoint, network }) => {
      return { network: network.name, ...networkIndex(world, network), linkAliases: endpoint.links }
    }),
    get forwarding() {
      return forwardingView(world, sandbox)
    },
    elsewhere: (name) => elsewhere(world, sandbox, name),
  }
}

/** A place in the order in which networks are asked. */
interface Joined {
  readonly endpoint: Endpoint
  readonly network: Network
}

/** A member of a cluster asks the cluster's networks before the host's own (libnetwork/endpoint.go ByNetworkType). */
function inClusterOrder(world: World, { host }: Sandbox, joined: readonly Joined[]): readonly Joined[] {
  const rank = ({ network: { cluster, ingress } }: Joined): number => (cluster === null ? 2 : ingress ? 1 : 0)
  return hostOf(world, host).agent === null ? joined : joined.toSorted((a, b) => rank(a) - rank(b))
}

/** Whom the resolver asks about names that none of its networks knows. */
export function forwardingView(world: World, sandbox: Sandbox): ForwardingView {
  const { upstreams, ndotsSet } = sandboxResolvConf(world, sandbox)
  return { upstreams, ndotsSet, proxyDns: hasExternalAccess(world, sandbox) }
}

/** Who has the name on the host's other networks: one map access for each of them. */
function elsewhere(world: World, sandbox: Sandbox, name: string): readonly Elsewhere[] {
  // what is known next door explains best why a name is not found
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

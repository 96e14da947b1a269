/**
 * What of a world decides whether the way between two sandboxes is like that between any two of their kinds: an ordinary way goes
 * over a bridge, or from bridge to bridge through one host, and depends on what the networks are like. All others are odd,
 * and are walked pair by pair. Not modelled: drivers that decide by the name or the id of a network.
 */
import { addressOf, type Cidr } from '../../addr/cidr.js'
import { parseIp, type Ip } from '../../addr/ip.js'
import { allHosts, allNetworks } from '../../cnm/lookup.js'
import { remembered } from '../../dataplane/remember.js'
import type { Host, HostId, Network, NetworkId, World } from '../../cnm/world.js'
import { singlingOut, type SinglingOut } from './singlingOut.js'

export interface Surroundings {
  readonly out: SinglingOut
  /** Sandboxes on them are asked one by one. */
  readonly oddNetworks: ReadonlySet<NetworkId>
  /** Members of clusters, whose ways lead over tunnels and load balancers. */
  readonly oddHosts: ReadonlySet<HostId>
  /** Hosts that others send packets to for addresses that they do not know: none in most worlds. */
  readonly gates: ReadonlySet<HostId>
}

/** O(networks + hosts + routes); O(1) when the same world is asked again. */
export const surroundings = remembered((world: World): Surroundings => {
  const out = singlingOut(world)
  const hosts = allHosts(world)
  const networks = allNetworks(world)
  // two networks of one host with one subnet: which of them a packet takes, the order of routes decides
  const seen = new Set<string>()
  const twice = networks.filter((network) =>
    subnetsOf(network).some((subnet) => !added(seen, `${network.host} ${subnet}`)),
  )
  const repeated = new Set(
    twice.flatMap((network) => subnetsOf(network).map((subnet) => `${network.host} ${subnet}`)),
  )
  const isOdd = (network: Network): boolean =>
    // over tunnels, to hosts that have heard of it
    network.cluster !== null ||
    out.has(network.id) ||
    network.options.some(([key, value]) => namesAnother(key, value)) ||
    subnetsOf(network).some((subnet) => repeated.has(`${network.host} ${subnet}`))
  // a router without an engine has nobody to be reached
  const vias = new Set(hosts.flatMap(({ routes }) => routes.flatMap(({ via }) => via ?? [])))
  return {
    out,
    oddNetworks: new Set(networks.filter(isOdd).map(({ id }) => id)),
    oddHosts: new Set(
      hosts.filter(({ agent, meshSince }) => agent !== null || meshSince !== null).map(({ id }) => id),
    ),
    gates: new Set(hosts.filter((host) => host.hasEngine && hasOneOf(host, vias)).map(({ id }) => id)),
  }
})

const subnetsOf = ({ pools4, pools6 }: Network): readonly Cidr[] =>
  [...pools4, ...pools6].map(({ subnet }) => subnet)

const added = (set: Set<string>, item: string): boolean => set.size < set.add(item).size

/** An option that is about one interface or address beside the network's own. */
const namesAnother = (key: string, value: string): boolean =>
  key.endsWith('trusted_host_interfaces') || parseIp(value) !== undefined

const hasOneOf = ({ interfaces }: Host, addresses: ReadonlySet<Ip>): boolean =>
  interfaces.some((each) => each.addresses.some((prefix) => addresses.has(addressOf(prefix))))

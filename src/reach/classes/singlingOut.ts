/**
 * What tells endpoints of one network apart by nothing but their addresses: a range that somebody else routes and that has only
 * a part of the network's subnet in it, others with the same address, whom rules of a host mean that the packet passes, and hosts
 * of a cluster that have not all heard of the same endpoints. Most networks have nothing of that, and are not in the answer. Not looked at: static routes of single
 * endpoints, which no driver makes but for subnets of its own network.
 */
import {
  addressOf,
  cidrOf,
  contains,
  hostCidr,
  lengthOf,
  networkOf,
  overlaps,
  type Cidr,
} from '../../addr/cidr.js'
import type { Ip } from '../../addr/ip.js'
import { allHosts, allNetworks, endpointsOn } from '../../cnm/lookup.js'
import type { Endpoint, EndpointId, Network, NetworkId, World } from '../../cnm/world.js'
import { addressesOf } from '../networkIndex.js'

/** Two endpoints of a network are told apart when their texts differ; '' for most. A network that is not here: '' for all. */
export type SinglingOut = ReadonlyMap<NetworkId, (endpoint: Endpoint) => string>

/** O(networks + hosts + routes), and what clusters have told their hosts. */
export function singlingOut(world: World): SinglingOut {
  const networks = allNetworks(world)
  const inner = innerRanges(world, networks)
  const detours = detoursIn(world)
  const watched = networks.filter((n) => n.cluster !== null || isDetoured(n, detours))
  const [heard, bearers] = [hearersOf(watched), bearersOf(world, watched)]
  const found = new Map<NetworkId, (endpoint: Endpoint) => string>()
  for (const network of new Set([...networks.filter(({ id }) => inner.has(id)), ...watched])) {
    const ranges = inner.get(network.id) ?? []
    found.set(network.id, (endpoint) => {
      const addresses = addressesOf(endpoint)
      const within = ranges.filter((range) => addresses.some((each) => contains(range, each)))
      const same = addresses.flatMap((each) => bearers.get(each) ?? [])
      // hosts that hear nothing of each other may give an address of their cluster's network twice
      const alone = network.cluster !== null && same.length > addresses.length ? [endpoint.id] : []
      return [...within, ...same, ...(heard.get(endpoint.id) ?? []), ...alone].join(' ')
    })
  }
  return found
}

/** By network: the ranges that are a part of one of its subnets, and not what the network itself has in there. */
function innerRanges(world: World, networks: readonly Network[]): ReadonlyMap<NetworkId, readonly Cidr[]> {
  const bySubnet = new Map<Cidr, Network[]>()
  const gateways = new Set<Ip>()
  for (const network of networks)
    for (const { subnet, gateway } of [...network.pools4, ...network.pools6]) {
      note(bySubnet, subnet, network)
      if (gateway !== null) gateways.add(gateway)
    }
  const lengths = [...new Set([...bySubnet.keys()].map(lengthOf))]
  const found = new Map<NetworkId, Cidr[]>()
  for (const range of rangesOf(world, [...bySubnet.keys()], gateways))
    for (const length of lengths) {
      if (length >= lengthOf(range)) continue
      for (const network of bySubnet.get(cidrOf(addressOf(range), length)) ?? []) {
        // its own gateway's address is nobody else's there
        if (isGateway(network, range)) continue
        note(found, network.id, range)
      }
    }
  return found
}

const isGateway = ({ pools4, pools6 }: Network, range: Cidr): boolean =>
  [...pools4, ...pools6].some(({ gateway }) => gateway !== null && hostCidr(gateway) === range)

/** What machines are told of where ranges are, beside everywhere. */
const detoursIn = (world: World): ReadonlySet<Cidr> =>
  new Set(
    allHosts(world).flatMap(({ interfaces, routes }) => [
      ...routes.map(({ to }) => to).filter((to) => lengthOf(to) > 0),
      ...interfaces.flatMap(({ addresses }) => addresses.map(networkOf)),
    ]),
  )

/**
 * Somebody may send what is for the network another way than by the bridge that it has for the range itself. It then passes a host
 * whose rules name single addresses, of its own endpoints.
 */
const isDetoured = ({ pools4, pools6 }: Network, detours: ReadonlySet<Cidr>): boolean =>
  [...pools4, ...pools6].some(({ subnet }) => [...detours].some((to) => overlaps(to, subnet)))

/** All that anything is routed by: subnets, routes of machines, and every address that a machine has itself. */
function rangesOf(world: World, subnets: readonly Cidr[], gateways: ReadonlySet<Ip>): ReadonlySet<Cidr> {
  const own = allHosts(world).flatMap(({ interfaces }) => interfaces.flatMap(({ addresses }) => addresses))
  const single = [...gateways, ...own.map(addressOf)].map(hostCidr)
  return new Set([...subnets, ...single, ...detoursIn(world)])
}

/** By endpoint: the hosts of its cluster that have heard of it. */
function hearersOf(networks: readonly Network[]): ReadonlyMap<EndpointId, readonly string[]> {
  const heard = new Map<EndpointId, string[]>()
  for (const { host, cluster } of networks)
    for (const { endpoints } of cluster?.peers ?? [])
      for (const { id } of endpoints) note(heard, id, JSON.stringify(host))
  return heard
}

/** By address: the networks of those that have it. */
function bearersOf(world: World, networks: readonly Network[]): ReadonlyMap<Ip, readonly NetworkId[]> {
  const bearers = new Map<Ip, NetworkId[]>()
  for (const { id } of networks)
    for (const endpoint of endpointsOn(world, id))
      for (const address of addressesOf(endpoint)) note(bearers, address, id)
  return bearers
}

function note<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key)
  if (known) known.push(value)
  else lists.set(key, [value])
}

/**
 * What tells endpoints of one network apart by nothing but their addresses: a range that somebody else routes and that has only
 * a part of the network's subnet in it, another one with the same address, and hosts of a cluster that have not all heard of
 * the same endpoints. Most networks have nothing of that, and are not in the answer. Not looked at: static routes of single
 * endpoints, which no driver makes but for subnets of its own network.
 */
import { addressOf, cidrOf, contains, hostCidr, lengthOf, type Cidr } from '../../addr/cidr.js'
import { familyOf, type Ip } from '../../addr/ip.js'
import { allHosts, allNetworks, endpointsOn } from '../../cnm/lookup.js'
import type { Endpoint, EndpointId, Network, NetworkId, World } from '../../cnm/world.js'
import { addressesOf } from '../networkIndex.js'

/** Two endpoints of a network are told apart when their texts differ; '' for most. A network that is not here: '' for all. */
export type SinglingOut = ReadonlyMap<NetworkId, (endpoint: Endpoint) => string>

/** O(networks + hosts + routes), and what clusters have told their hosts. */
export function singlingOut(world: World): SinglingOut {
  const networks = allNetworks(world)
  const inner = innerRanges(world, networks)
  const shared = networks.filter(({ cluster }) => cluster !== null)
  const [heard, twice] = [hearersOf(shared), givenTwice(world, shared)]
  const found = new Map<NetworkId, (endpoint: Endpoint) => string>()
  for (const network of networks) {
    const ranges = inner.get(network.id) ?? []
    const { cluster } = network
    if (ranges.length === 0 && cluster === null) continue
    found.set(network.id, (endpoint) => {
      const addresses = addressesOf(endpoint)
      const within = ranges.filter((range) => addresses.some((each) => holds(range, each)))
      if (cluster === null) return within.join(' ')
      const alone = addresses.some((each) => twice.has(`${network.publicId} ${each}`))
      return [...within, ...(heard.get(endpoint.id) ?? []), ...(alone ? [endpoint.id] : [])].join(' ')
    })
  }
  return found
}

const holds = (range: Cidr, address: Ip): boolean =>
  familyOf(range) === familyOf(address) && contains(range, address)

/** By network: the ranges that are a part of one of its subnets, and not what the network itself has in there. */
function innerRanges(world: World, networks: readonly Network[]): ReadonlyMap<NetworkId, readonly Cidr[]> {
  const bySubnet = new Map<Cidr, Network[]>()
  const gateways = new Set<Ip>()
  for (const network of networks)
    for (const { subnet, gateway } of [...network.pools4, ...network.pools6]) {
      const those = bySubnet.get(subnet)
      if (those) those.push(network)
      else bySubnet.set(subnet, [network])
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
        const those = found.get(network.id)
        if (those) those.push(range)
        else found.set(network.id, [range])
      }
    }
  return found
}

const isGateway = ({ pools4, pools6 }: Network, range: Cidr): boolean =>
  [...pools4, ...pools6].some(({ gateway }) => gateway !== null && hostCidr(gateway) === range)

/** All that anything is routed by: subnets, routes of machines, and every address that a machine has itself. */
function rangesOf(world: World, subnets: readonly Cidr[], gateways: ReadonlySet<Ip>): ReadonlySet<Cidr> {
  const ranges = new Set<Cidr>(subnets)
  for (const gateway of gateways) ranges.add(hostCidr(gateway))
  for (const { interfaces, routes } of allHosts(world)) {
    for (const { to } of routes) ranges.add(to)
    for (const { addresses } of interfaces)
      for (const prefix of addresses) {
        ranges.add(hostCidr(addressOf(prefix)))
        ranges.add(cidrOf(addressOf(prefix), lengthOf(prefix)))
      }
  }
  return ranges
}

/** By endpoint of a cluster: the hosts that have heard of it, and the address that they have heard. */
function hearersOf(shared: readonly Network[]): ReadonlyMap<EndpointId, readonly string[]> {
  const heard = new Map<EndpointId, string[]>()
  for (const { host, cluster } of shared)
    for (const { endpoints } of cluster?.peers ?? [])
      for (const { id } of endpoints) {
        const those = heard.get(id)
        if (those) those.push(JSON.stringify(host))
        else heard.set(id, [JSON.stringify(host)])
      }
  return heard
}

/** `network address` where two endpoints of a cluster's network have one address, as hosts that hear nothing may give it again. */
function givenTwice(world: World, shared: readonly Network[]): ReadonlySet<string> {
  const [once, twice] = [new Set<string>(), new Set<string>()]
  for (const { id, publicId } of shared)
    for (const endpoint of endpointsOn(world, id))
      for (const address of addressesOf(endpoint)) {
        const key = `${publicId} ${address}`
        if (once.has(key)) twice.add(key)
        else once.add(key)
      }
  return twice
}

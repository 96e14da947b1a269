/**
 * The bridge driver: one Linux bridge a network, on one host (moby v28.5.2 libnetwork/drivers/bridge/bridge_linux.go).
 * Its endpoints are neighbours; the host is their router, their packet filter and their address translator. Not
 * modelled: legacy links between containers (`link`), firewalld, a bridge that somebody else has made before.
 */
import type { Ip } from '../../addr/ip.js'
import { ok } from '../../addr/result.js'
import { remembered } from '../../dataplane/remember.js'
import type { Driver, JoinInfo, NetworkInfo, PoolInfo } from '../api.js'
import { acceptedOptions } from './options.js'
import { publish } from './publish.js'
import { otherGateway, readOptions, refuseNetwork } from './validate.js'
import { wire, wireHost } from './wire.js'

/**
 * The address that endpoints get as their gateway: the one that the user gave as an auxiliary address, else the
 * bridge's own (bridge/setup_ipv4_linux.go setupGatewayIPv4). null: the family has no pool, or its pool no gateway.
 */
const gatewayOf = (pool: PoolInfo | undefined, family: 4 | 6): Ip | null =>
  otherGateway(pool, family) ?? pool?.gateway ?? null

/** Nothing in it is about the endpoint, so those of a network share it. */
const joinInfo = remembered((network: NetworkInfo): JoinInfo => ({
  prefix: acceptedOptions(network).prefix,
  // an internal network has a bridge with an address, which nobody is told: no default route, so no way out (Join)
  gateway4: network.internal ? null : gatewayOf(network.pools4[0], 4),
  gateway6: network.internal ? null : gatewayOf(network.pools6[0], 6),
  routes: [],
  disableGatewayService: false,
}))

/**
 * `docker network create` makes this one where no driver is named. Its parts, in the order in which a network's life
 * asks for them: options (`options.ts`), refusals (`validate.ts`), ports (`publish.ts`), and the description
 * (`wire.ts`).
 */
export const bridge: Driver = {
  type: 'bridge',
  scope: 'local',
  // asked before IPAM gives addresses (GetSkipGwAlloc): without an address on the bridge, or without a default route to
  // use it, a gateway would only waste one. inhibit_ipv4 alone is not enough: the default route may lead to somebody
  // else's
  skipGateway: (network) => {
    const read = readOptions(network)
    if (!read.ok) return read
    const { mode4, mode6, inhibit4 } = read.value
    return ok({ ipv4: mode4 === 'isolated' || (inhibit4 && network.internal), ipv6: mode6 === 'isolated' })
  },
  createNetwork: refuseNetwork,
  // libnetwork makes the veth pair here and plugs it in: `wire` says so, and nothing is left that could be refused
  createEndpoint: () => null,
  join: (network) => ok(joinInfo(network)),
  publish,
  wireHost,
  wire,
}

/** The bridge driver: one Linux bridge a network, on one host (moby v28.5.2 libnetwork/drivers/bridge). */
import type { Ip } from '../../addr/ip.js'
import { ok } from '../../addr/result.js'
import { remembered } from '../../dataplane/remember.js'
import type { Driver, JoinInfo, NetworkInfo, PoolInfo } from '../api.js'
import { acceptedOptions, bridgeOptions } from './options.js'
import { publish } from './publish.js'
import { otherGateway, refuseNetwork } from './validate.js'
import { wire, wireHost } from './wire.js'

/** The address that endpoints get as their gateway. */
const gatewayOf = (pool: PoolInfo | undefined, family: 4 | 6): Ip | null =>
  otherGateway(pool, family) ?? pool?.gateway ?? null

/** Nothing in it is about the endpoint, so those of a network share it. */
const joinInfo = remembered((network: NetworkInfo): JoinInfo => ({
  prefix: acceptedOptions(network).prefix,
  gateway4: network.internal ? null : gatewayOf(network.pools4[0], 4),
  gateway6: network.internal ? null : gatewayOf(network.pools6[0], 6),
  routes: [],
  forceGateway4: false,
  forceGateway6: false,
  disableGatewayService: false,
}))

export const bridge: Driver = {
  type: 'bridge',
  scope: 'local',
  skipGateway: ({ options, internal }) => {
    const read = bridgeOptions(options)
    if (!read.ok) return read
    const { mode4, mode6, inhibit4 } = read.value
    return ok({ ipv4: mode4 === 'isolated' || (inhibit4 && internal), ipv6: mode6 === 'isolated' })
  },
  createNetwork: refuseNetwork,
  createEndpoint: () => null,
  join: (network) => ok(joinInfo(network)),
  publish,
  wireHost,
  wire,
}

/** The null driver, network `none`: a sandbox that joins it has a loopback device only (moby v28.5.2 libnetwork/drivers/null). */
import { ok } from '../../addr/result.js'
import type { Driver } from '../api.js'
import { nothingJoined, nothingWired, onlyOne } from '../api.js'

export const none: Driver = {
  type: 'null',
  scope: 'local',
  singleton: true,
  addressed: false,
  createNetwork: (_, { networks }) => onlyOne('null', networks),
  createEndpoint: () => null,
  join: () => ok({ ...nothingJoined, disableGatewayService: true }),
  wire: () => nothingWired,
}

/** The host driver: a sandbox that joins its network is the host's own namespace (moby v28.5.2 libnetwork/drivers/host). */
import { ok } from '../../addr/result.js'
import type { Driver } from '../api.js'
import { nothingJoined, nothingWired, onlyOne } from '../api.js'

export const host: Driver = {
  type: 'host',
  scope: 'local',
  singleton: true,
  addressed: false,
  createNetwork: (_, { networks }) => onlyOne('host', networks),
  createEndpoint: () => null,
  join: () => ok({ ...nothingJoined, disableGatewayService: true }),
  wire: () => nothingWired,
}

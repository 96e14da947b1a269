/**
 * The null driver, network `none`: a sandbox that joins it has a loopback device only (moby v28.5.2
 * libnetwork/drivers/null/null.go). A container on it can still be connected to other networks only after it has left.
 */
import { ok } from '../../addr/result.js'
import type { Driver } from '../api.js'
import { nothingJoined, nothingWired, onlyOne } from '../api.js'

/**
 * Users say `none`, `docker network ls` shows the driver as `null`. One network a host, made by the daemon, never
 * deleted.
 */
export const none: Driver = {
  type: 'null',
  scope: 'local',
  singleton: true,
  addressed: false,
  createNetwork: (_, { networks }) => onlyOne('null', networks),
  createEndpoint: () => null,
  // libnetwork passes over endpoints of this type when it asks whether a sandbox needs docker_gwbridge
  // (default_gateway.go needDefaultGW); here the driver says it of itself
  join: () => ok({ ...nothingJoined, disableGatewayService: true }),
  wire: () => nothingWired,
}

/**
 * The host driver: a sandbox that joins its network is the host's own namespace (moby v28.5.2
 * libnetwork/drivers/host/host.go). There is nothing to plug in, to address or to publish: `-p` on such a container
 * does nothing, as its ports are the host's.
 */
import { ok } from '../../addr/result.js'
import type { Driver } from '../api.js'
import { nothingJoined, nothingWired, onlyOne } from '../api.js'

/**
 * The network `host`, which the daemon makes and nobody can make again or delete (`only one instance of "host" network
 * is allowed`, HTTP 403). That its sandbox is the host's namespace is decided above, in `cnm/newSandbox.ts`.
 */
export const host: Driver = {
  type: 'host',
  scope: 'local',
  singleton: true,
  addressed: false,
  createNetwork: (_, { networks }) => onlyOne('host', networks),
  createEndpoint: () => null,
  // libnetwork passes over endpoints of this type when it asks whether a sandbox needs docker_gwbridge
  // (default_gateway.go needDefaultGW); here the driver says it of itself
  join: () => ok({ ...nothingJoined, disableGatewayService: true }),
  wire: () => nothingWired,
}

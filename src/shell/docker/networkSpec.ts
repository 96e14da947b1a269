/** The body of the API's network create, from a `network create` request. The engine checks it. */
import type { NetworkCreateSpec } from '../../engine/networkCreateSpec.js'
import type { NetworkCreateRequest } from '../args/requests/network.js'

/** What was not said is null or ''; checks, also of addresses, are the engine's. */
export const networkSpec = (request: NetworkCreateRequest): NetworkCreateSpec => ({
  name: request.name,
  driver: request.driver,
  ipv4: request.enableIpv4 ?? null,
  ipv6: request.enableIpv6 ?? null,
  internal: request.internal,
  attachable: request.attachable,
  ingress: request.ingress,
  scope: request.scope,
  configOnly: request.configOnly,
  configFrom: request.configFrom ?? '',
  options: request.driverOpts,
  labels: request.labels,
  ipam: {
    driver: request.ipam.driver,
    options: request.ipam.options,
    config: request.ipam.configs.map(({ subnet, ipRange = '', gateway = '', auxAddresses }) => ({
      subnet,
      range: ipRange,
      gateway,
      auxiliary: auxAddresses,
    })),
  },
})

/** Which endpoints and sandboxes are those of load balancers. */
import { isGatewayEndpoint } from './gateway.js'
import { endpointsOn, findSandbox } from './lookup.js'
import type { Endpoint, NetworkId, Sandbox, World } from './world.js'

/**
 * Its endpoint counts for nobody: it keeps no network from being deleted, and is no gateway for anyone. The ingress
 * sandbox's second one, on docker_gwbridge, is like any other there.
 */
export const isLoadBalancer = (world: World, endpoint: Endpoint): boolean =>
  endpoint.sandbox !== null &&
  findSandbox(world, endpoint.sandbox)?.purpose !== 'container' &&
  !isGatewayEndpoint(world, endpoint)

/** The load balancer's sandbox of a network's record, where there is one. O(endpoints of the network). */
export function loadBalancerOf(world: World, id: NetworkId): Sandbox | undefined {
  const endpoint = endpointsOn(world, id).find((e) => isLoadBalancer(world, e))
  return endpoint?.sandbox ? findSandbox(world, endpoint.sandbox) : undefined
}

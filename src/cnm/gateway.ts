/**
 * Which endpoint is a sandbox's gateway, per family (moby v28.5.2 libnetwork/sandbox.go Endpoint.Less,
 * default_gateway.go selectGatewayEndpoint, endpoint_info.go hasGatewayOrDefaultRoute). A sandbox keeps its endpoints
 * sorted, best gateway first; the first one that leads out gives the default route, gets the published ports, and is
 * asked for names first.
 */
import { lengthOf } from '../addr/cidr.js'
import { familyOf } from '../addr/ip.js'
import type { Family } from '../addr/ip.js'
import { endpointOf, networkOf } from './lookup.js'
import type { Endpoint, EndpointId, Network, Sandbox, World } from './world.js'

/** The network by which sandboxes reach outside when none of their own networks can take them there (libnGWNetwork). */
export const GATEWAY_NETWORK = 'docker_gwbridge'

/** What the name of an endpoint begins with that the engine itself has put there. */
export const GATEWAY_ENDPOINT = 'gateway_'

/**
 * The engine's own on the gateway network, which comes and goes by itself (endpointInGWNetwork). A user may connect a
 * container to that network too: such an endpoint is like any other.
 */
export const isGatewayEndpoint = (world: World, { name, network }: Endpoint): boolean =>
  name.startsWith(GATEWAY_ENDPOINT) && networkOf(world, network).name === GATEWAY_NETWORK

/** Does the endpoint bring a gateway, or a default route without one (ipvlan l3)? False before it has joined. */
export function leadsOut({ joinInfo }: Endpoint, family: Family): boolean {
  if (joinInfo === null) return false
  const gateway = family === 4 ? joinInfo.gateway4 : joinInfo.gateway6
  return gateway !== null || joinInfo.routes.some((r) => familyOf(r.to) === family && lengthOf(r.to) === 0)
}

const families = (endpoint: Endpoint): number => Number(leadsOut(endpoint, 4)) + Number(leadsOut(endpoint, 6))

/**
 * Below zero when `a` is the better candidate. In libnetwork's order: the priority that a user gave (`--network
 * name=...,gw-priority=1`); not the engine's own on docker_gwbridge; not internal; more families; and at last the name
 * of the network. So without any priority it is the alphabet that decides, which surprises people.
 */
function compare(world: World, a: Endpoint, an: Network, b: Endpoint): number {
  const bn = networkOf(world, b.network)
  return (
    b.priority - a.priority ||
    Number(isGatewayEndpoint(world, a)) - Number(isGatewayEndpoint(world, b)) ||
    Number(an.internal) - Number(bn.internal) ||
    families(b) - families(a) ||
    (an.name < bn.name ? -1 : an.name > bn.name ? 1 : 0)
  )
}

/** The sandbox's endpoints with a new one in its place: behind those that are better or as good. O(endpoints). */
export function insertSorted(world: World, sandbox: Sandbox, endpoint: Endpoint): readonly EndpointId[] {
  if (sandbox.endpoints.length === 0) return [endpoint.id]
  const network = networkOf(world, endpoint.network)
  const at = sandbox.endpoints.findIndex((id) => compare(world, endpoint, network, endpointOf(world, id)) < 0)
  const sorted = [...sandbox.endpoints] // spread: toSpliced of a frozen array takes twenty times as long
  sorted.splice(at === -1 ? sorted.length : at, 0, endpoint.id)
  return [...sorted] // without the room that splice has made
}

/** One endpoint a family, often the same; null: nothing leads out in that family. */
export interface Gateways {
  readonly ipv4: Endpoint | null
  readonly ipv6: Endpoint | null
}

/** The gateway of each family among `sorted`: the first that leads out, except that a dual-stack one takes both. */
export function gatewaysOf(world: World, sorted: readonly Endpoint[]): Gateways {
  let ipv4: Endpoint | null = null
  let ipv6: Endpoint | null = null
  for (const endpoint of sorted) {
    const { driver } = networkOf(world, endpoint.network)
    if (driver === 'null' || driver === 'host') continue
    const four = leadsOut(endpoint, 4)
    const six = leadsOut(endpoint, 6)
    // the first dual-stack endpoint takes both families, even from a better one of one family that stands before it
    if (four && six) return { ipv4: endpoint, ipv6: endpoint }
    if (four) ipv4 ??= endpoint
    if (six) ipv6 ??= endpoint
  }
  return { ipv4, ipv6 }
}

/** Can processes of the sandbox reach beyond its networks? Decides whether names are asked of the host's servers. */
export const hasExternalAccess = (world: World, sandbox: Sandbox): boolean =>
  sandbox.endpoints.some((id) => {
    const endpoint = endpointOf(world, id)
    const { internal, driver } = networkOf(world, endpoint.network)
    return (
      !internal && driver !== 'null' && driver !== 'host' && (leadsOut(endpoint, 4) || leadsOut(endpoint, 6))
    )
  })

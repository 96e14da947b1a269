/**
 * What one endpoint adds to the packet filter (moby v28.5.2 libnetwork/drivers/bridge/internal/iptabler/endpoint.go and
 * port.go): nobody from outside the bridge addresses it directly, and its published ports are translated and let
 * through. In the engine's order of execution. Not modelled: the daemon's `allow-direct-routing`,
 * DOCKER_INSECURE_NO_IPTABLES_RAW, and the masquerading by which a container reaches its own published port where there
 * is no docker-proxy (setPerPortNAT).
 */
import { addressOf, hostCidr, parseCidr } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import { familyOf, isLoopback, isUnspecified } from '../../addr/ip.js'
import type { Family } from '../../addr/ip.js'
import { accept, drop, is, isNot } from '../../dataplane/rule.js'
import type { Match, TableName, Target } from '../../dataplane/rule.js'
import type { EndpointInfo, HostInfo, NetworkInfo, PortBinding, RuleFact } from '../api.js'
import { acceptedOptions, modeOf } from './options.js'

/**
 * Why a rule is there; `explain` turns it into a sentence. Each is signed with the network and the endpoint as well.
 */
type Purpose = 'direct-access' | 'trusted-interface' | 'loopback-port' | 'publish-port' | 'published-port'

/**
 * All rules on an endpoint's account, for both families. Of an internal network there are none: its own two rules
 * already keep everybody out (filterDirectAccess and setPerPortIptables return at once). O(trusted interfaces +
 * bindings).
 */
export function endpointRules(
  network: NetworkInfo,
  endpoint: EndpointInfo,
  host: HostInfo,
): readonly RuleFact[] {
  if (network.internal) return []
  return [
    ...directAccess(network, endpoint, endpoint.address4),
    ...directAccess(network, endpoint, endpoint.address6),
    ...endpoint.bindings.flatMap((binding) => portRules(network, endpoint, binding, host)),
  ]
}

/**
 * A short hand for rules with one time. Two of them matter: the direct-access rules come when the endpoint is created
 * (AddEndpoint), those of ports when it becomes its sandbox's gateway (AddPorts), which may be much later, and again.
 */
function maker(network: NetworkInfo, endpoint: EndpointInfo, family: Family, at: number) {
  return (
    insert: boolean,
    table: TableName,
    chain: string,
    match: Match,
    target: Target,
    purpose: Purpose,
  ): RuleFact => ({
    family,
    at,
    insert,
    rule: { table, chain, match, target, cause: { purpose, network: network.name, endpoint: endpoint.name } },
  })
}

/**
 * Only from its own bridge, and from interfaces that the user trusts, may a packet name the endpoint's address. The raw
 * table sees packets before translation: who used the published port of the host still has the host's address there,
 * and passes.
 *
 * Packets that the host itself sends do not come through PREROUTING, so the host always reaches its containers.
 */
function directAccess(
  network: NetworkInfo,
  endpoint: EndpointInfo,
  address: IpPrefix | null,
): readonly RuleFact[] {
  if (address === null) return []
  const family = familyOf(address)
  const options = acceptedOptions(network)
  const mode = modeOf(options, family)
  // both modes promise that the container's own address can be used; what may be reached there, the chain DOCKER says
  if (mode === 'routed' || mode === 'nat-unprotected') return []
  const rule = maker(network, endpoint, family, endpoint.createdAt)
  const dst = is(hostCidr(addressOf(address)))
  return [
    // accepted before dropped: rules of the raw table end with the first verdict, and these are appended
    ...options.trusted.map((name) =>
      rule(false, 'raw', 'PREROUTING', { dst, in: is(name) }, accept, 'trusted-interface'),
    ),
    rule(false, 'raw', 'PREROUTING', { dst, in: isNot(options.device) }, drop, 'direct-access'),
  ]
}

/**
 * Addresses that mean nothing beyond their own link: a packet from one is not routed on, so only docker-proxy can
 * answer it.
 */
const LINK_LOCAL = parseCidr('fe80::/10')

/**
 * One published port: up to three rules (setPerPortIptables). `hostPort` 0, gateway mode routed: the port is opened
 * only.
 */
function portRules(
  network: NetworkInfo,
  endpoint: EndpointInfo,
  { protocol, containerIp, containerPort, hostIp, hostPort }: PortBinding,
  { userlandProxy }: HostInfo,
): readonly RuleFact[] {
  const family = familyOf(containerIp)
  const options = acceptedOptions(network)
  const { device } = options
  const rule = maker(network, endpoint, family, endpoint.publishedAt)
  const rules: RuleFact[] = []
  const at = { protocol, dstPort: hostPort }
  // a machine on the LAN may send to 127.0.0.1 by way of this host: a port that was published there must not answer it
  // (filterPortMappedOnLoopback). The kernel itself never routes ::1, so IPv6 needs no such rule
  if (hostPort !== 0 && isLoopback(hostIp) && familyOf(hostIp) === 4)
    rules.push(
      rule(
        false,
        'raw',
        'PREROUTING',
        { ...at, dst: is(hostCidr(hostIp)), in: isNot('lo') },
        drop,
        'loopback-port',
      ),
    )
  // a host's IPv6 address for an IPv4 endpoint: no rule can translate between families, docker-proxy alone serves it
  if (familyOf(hostIp) !== family) return rules
  if (hostPort !== 0) {
    const match: Match = {
      ...at,
      ...(family === 6 && LINK_LOCAL !== undefined && { src: isNot(LINK_LOCAL) }),
      // published on every address: no condition, as 0.0.0.0 would be taken for that very address
      ...(!isUnspecified(hostIp) && { dst: is(hostCidr(hostIp)) }),
      // a neighbour that uses the host's port goes by the proxy, so that the answer comes back the way it went
      ...(userlandProxy && { in: isNot(device) }),
    }
    rules.push(
      rule(
        false,
        'nat',
        'DOCKER',
        match,
        { kind: 'dnat', to: containerIp, port: containerPort },
        'publish-port',
      ),
    )
  }
  // after translation the packet has the container's address and port: this rule lets it out of the filter. Inserted,
  // since the network's own "drop the rest" stands at the end of the same chain; so a later port is tried before an
  // earlier one
  if (modeOf(options, family) !== 'nat-unprotected') {
    const dst = is(hostCidr(containerIp))
    const match: Match = { dst, in: isNot(device), out: is(device), protocol, dstPort: containerPort }
    rules.push(rule(true, 'filter', 'DOCKER', match, accept, 'published-port'))
  }
  return rules
}

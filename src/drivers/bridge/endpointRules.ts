/**
 * What one endpoint adds to the packet filter: nobody from outside the bridge addresses it directly, and its published
 * ports (moby v28.5.2 libnetwork/drivers/bridge/internal/iptabler/endpoint.go and port.go). In the engine's order of execution.
 */
import { addressOf, hostCidr, parseCidr } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import { familyOf, isLoopback, isUnspecified } from '../../addr/ip.js'
import type { Family } from '../../addr/ip.js'
import { accept, drop, is, isNot } from '../../dataplane/rule.js'
import type { Match, TableName, Target } from '../../dataplane/rule.js'
import type { EndpointInfo, HostInfo, NetworkInfo, PortBinding, RuleFact } from '../api.js'
import { acceptedOptions, modeOf } from './options.js'

type Purpose = 'direct-access' | 'trusted-interface' | 'loopback-port' | 'publish-port' | 'published-port'

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

/** Only from its own bridge, and from interfaces that the user trusts, may a packet name the endpoint's address. */
function directAccess(
  network: NetworkInfo,
  endpoint: EndpointInfo,
  address: IpPrefix | null,
): readonly RuleFact[] {
  if (address === null) return []
  const family = familyOf(address)
  const options = acceptedOptions(network)
  const mode = modeOf(options, family)
  if (mode === 'routed' || mode === 'nat-unprotected') return []
  const rule = maker(network, endpoint, family, endpoint.createdAt)
  const dst = is(hostCidr(addressOf(address)))
  return [
    ...options.trusted.map((name) =>
      rule(false, 'raw', 'PREROUTING', { dst, in: is(name) }, accept, 'trusted-interface'),
    ),
    rule(false, 'raw', 'PREROUTING', { dst, in: isNot(options.device) }, drop, 'direct-access'),
  ]
}

const LINK_LOCAL = parseCidr('fe80::/10')

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
  // a host's IPv6 address for an IPv4 endpoint: docker-proxy alone serves it
  if (familyOf(hostIp) !== family) return rules
  if (hostPort !== 0) {
    const match: Match = {
      ...at,
      ...(family === 6 && LINK_LOCAL !== undefined && { src: isNot(LINK_LOCAL) }),
      ...(!isUnspecified(hostIp) && { dst: is(hostCidr(hostIp)) }),
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
  if (modeOf(options, family) !== 'nat-unprotected') {
    const dst = is(hostCidr(containerIp))
    const match: Match = { dst, in: isNot(device), out: is(device), protocol, dstPort: containerPort }
    rules.push(rule(true, 'filter', 'DOCKER', match, accept, 'published-port'))
  }
  return rules
}

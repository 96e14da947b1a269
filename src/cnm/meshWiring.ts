/**
 * The routing mesh on a host: published ports of services lead into the ingress network's sandbox, whether a task runs here or
 * not (moby v28.5.2 libnetwork/service_linux.go programIngress, plumbProxy). The chains stay when the last service goes.
 */
import { addressOf } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import type { Listener } from '../dataplane/namespace.js'
import { accept, goBack, is, jump, masquerade } from '../dataplane/rule.js'
import type { Match, Target } from '../dataplane/rule.js'
import type { MeshPort, RuleFact, Wiring } from '../drivers/api.js'
import { nothingWired } from '../drivers/api.js'
import { GATEWAY_NETWORK } from './gateway.js'
import { joinedBy, networkOf, networksOn, sandboxesOn } from './lookup.js'
import { backendGroups } from './serviceBackends.js'
import type { Host, World } from './world.js'

/**
 * In nat what is translated, in filter what may pass; both return what is no published port (programIngress,
 * ingressChain).
 */
const CHAIN = 'DOCKER-INGRESS'
/** The ingress sandbox is reached over this bridge, which docker_gwbridge's network is made with. */
const BRIDGE = 'docker_gwbridge'

/** One port that the cluster publishes, by which service, and since when on the world's clock. */
interface Open {
  readonly port: MeshPort
  readonly service: string
  readonly at: number
}

/**
 * Nothing before the first published port of the cluster was known here. IPv4 only, as in the engine. Packets for a
 * port go into the ingress sandbox over docker_gwbridge, and from there to some task on some host. O(published ports of
 * the cluster).
 */
export function meshWiring(world: World, host: Host): Wiring {
  const since = host.meshSince
  const ingress = networksOn(world, host.id).find((n) => n.ingress)
  if (since === null) return nothingWired
  const open = ingress ? openPorts(world, ingress) : []
  const gateway = ingress ? gatewayAddress(world, host) : null
  const cause = { purpose: 'routing-mesh', network: 'ingress' }
  const rule = (
    table: 'nat' | 'filter',
    chain: string,
    match: Match,
    target: Target,
    at: number,
    insert: boolean,
    endpoint?: string,
  ): RuleFact => ({
    family: 4,
    rule: { table, chain, match, target, cause: { ...cause, ...(endpoint !== undefined && { endpoint }) } },
    at,
    insert,
  })
  return {
    ...nothingWired,
    chains: (['nat', 'filter'] as const).map((table) => ({ family: 4, table, name: CHAIN, policy: null })),
    rules: [
      rule('nat', CHAIN, {}, goBack, since, false),
      rule('filter', CHAIN, {}, goBack, since, false),
      rule('nat', 'OUTPUT', { dstLocal: true }, jump(CHAIN), since, true),
      rule('nat', 'PREROUTING', { dstLocal: true }, jump(CHAIN), since, true),
      // inserted above Docker's own: isolation would drop what comes from elsewhere for docker_gwbridge
      rule('filter', 'DOCKER-FORWARD', {}, jump(CHAIN), since, true),
      // the host's own processes may use the port by 127.0.0.1, and need a source that can be answered
      rule('nat', 'POSTROUTING', { srcLocal: true, out: is(BRIDGE) }, masquerade, since, true),
      ...open.flatMap(({ port: { protocol, published }, service, at }) => [
        ...(gateway === null
          ? []
          : [
              rule(
                'nat',
                CHAIN,
                { protocol, dstPort: published },
                { kind: 'dnat', to: gateway, port: published },
                at,
                true,
                service,
              ),
            ]),
        rule('filter', CHAIN, { protocol, srcPort: published, established: true }, accept, at, true, service),
        rule('filter', CHAIN, { protocol, dstPort: published }, accept, at, true, service),
      ]),
    ],
    listeners: open.map((each) => socket(each)),
  }
}

/** Each published port once, as long as a task's endpoint is on the ingress network, oldest first. */
function openPorts(world: World, ingress: Parameters<typeof backendGroups>[1]): readonly Open[] {
  const open = new Map<string, Open>()
  for (const { service, since } of backendGroups(world, ingress))
    for (const port of service.ports) {
      const key = JSON.stringify(port)
      if (!open.has(key)) open.set(key, { port, service: service.name, at: since })
    }
  return [...open.values()]
}

/** The ingress sandbox's own on docker_gwbridge. */
function gatewayAddress(world: World, host: Host): Ip | null {
  const sandbox = sandboxesOn(world, host.id).find((s) => s.purpose === 'ingress')
  const endpoint =
    sandbox && joinedBy(world, sandbox).find((e) => networkOf(world, e.network).name === GATEWAY_NETWORK)
  return endpoint?.address4 ? addressOf(endpoint.address4) : null
}

/** dockerd holds the port, so that nobody else takes it; packets for it are translated before they get there. */
const socket = ({ port: { protocol, published }, service }: Open): Listener => ({
  protocol,
  address: null,
  family: null,
  port: published,
  owner: 'dockerd',
  frozen: false,
  relay: null,
  cause: { purpose: 'mesh-socket', network: 'ingress', endpoint: service },
})

/**
 * What makes a sandbox a load balancer, and what the routing mesh puts into the sandbox of a task: firewall marks, virtual
 * services, redirections (moby v28.5.2 libnetwork/service_linux.go addLBBackend, configureFWMark, addRedirectRules). Only IPv4.
 * Not modelled: the mode dsr; that a rule lets new connections in and answers out by their state (`--ctstate NEW`).
 */
import { addressOf, mustParseCidr, networkOf as subnetOf } from '../addr/cidr.js'
import type { Cidr, IpPrefix } from '../addr/cidr.js'
import type { Ip } from '../addr/ip.js'
import type { VirtualService } from '../dataplane/balance.js'
import type { Namespace } from '../dataplane/namespace.js'
import { accept, drop, is } from '../dataplane/rule.js'
import type { Chain, Match, Rule, Ruleset, TableName, Target } from '../dataplane/rule.js'
import type { MeshPort } from '../drivers/api.js'
import { networkOf } from './lookup.js'
import { backendGroups } from './serviceBackends.js'
import type { BackendGroup } from './serviceBackends.js'
import type { Endpoint, Sandbox, World } from './world.js'

/** The parts of a namespace that a load balancer's differs in. */
type Balancing = Pick<Namespace, 'forwarding' | 'rules4'> & {
  readonly virtualServices?: readonly VirtualService[]
}

/** Firewall marks are given from here on (libnetwork/service.go fwMarkCtr). */
const FIRST_MARK = 256

/** Of the i-th service of a network, as `backendGroups` has them; one without virtual address has a mark, too. */
export const firewallMark = (i: number): number => FIRST_MARK + i

/**
 * For a sandbox with its endpoints: nothing special for a container that the routing mesh does not lead to. A load
 * balancer marks packets for a virtual address or a published port, and hands what is marked to the tasks in turn
 * (IPVS). O(tasks of services).
 */
export function balancingOf(world: World, sandbox: Sandbox, joined: readonly Endpoint[]): Balancing {
  if (sandbox.purpose === 'container') return { forwarding: false, rules4: redirections(world, joined) }
  const endpoint = joined.find((e) => networkOf(world, e.network).cluster !== null)
  if (!endpoint || endpoint.address4 === null) return { forwarding: true, rules4: null }
  const network = networkOf(world, endpoint.network)
  const marked = backendGroups(world, network)
    .map((group, i) => ({ group, mark: firewallMark(i) }))
    .filter(({ group: { service } }) => service.bound !== null)
  return {
    forwarding: true,
    rules4: marked.length === 0 ? null : balancerRules(marked, endpoint.address4),
    virtualServices: marked.map(({ group, mark }) => ({
      id: `${endpoint.id} ${group.service.id}`,
      label: group.service.name,
      mark,
      servers: group.backends
        // a task that is about to stop gets no new connections, and keeps those that it has (libnetwork/agent.go
        // disableServiceInNetworkDB)
        .map(({ address, service }) => ({ address, weight: service.disabled ? 0 : 1 }))
        .toReversed(),
      cause: { purpose: 'balance', network: network.name, endpoint: group.service.name },
    })),
  }
}

/** The tasks of a service with the firewall mark that stands for them in this namespace. */
interface Marked {
  readonly group: BackendGroup
  readonly mark: number
}

/**
 * Marks for what comes in for a service, and the balancer's own address as source of what goes on to a task: so answers
 * come back this way, and are told from anybody else's.
 */
function balancerRules(marked: readonly Marked[], own: IpPrefix): Ruleset {
  const rules = marked.flatMap(({ group: { service }, mark }): readonly Rule[] => {
    const cause = { purpose: 'balance', endpoint: service.name }
    const set: Target = { kind: 'mark', mark }
    return [
      // in the ingress network's sandbox: by published port, whatever the destination
      ...service.ports.map(({ protocol, published }): Rule => ({
        table: 'mangle',
        chain: 'PREROUTING',
        match: { protocol, dstPort: published },
        target: set,
        cause,
      })),
      ...(service.bound === null
        ? []
        : [
            {
              table: 'mangle',
              chain: 'INPUT',
              match: { dst: is(host(service.bound)) },
              target: set,
              cause,
            } as const,
          ]),
    ]
  })
  const source: Rule = {
    table: 'nat',
    chain: 'POSTROUTING',
    match: { dst: is(subnetOf(own)), balanced: true },
    target: { kind: 'snat', to: addressOf(own) },
    cause: { purpose: 'balancer-source' },
  }
  return ruleset([...rules, source])
}

/** One address as a subnet, as rules want it. */
const host = (address: Ip): Cidr => mustParseCidr(`${address}/32`)

/** In a task's sandbox: published ports lead to the program's, and nothing else comes in by the ingress network. */
function redirections(world: World, joined: readonly Endpoint[]): Ruleset | null {
  const rules = joined.flatMap((endpoint): readonly Rule[] => {
    const { service, address4 } = endpoint
    if (!service || service.ports.length === 0 || address4 === null) return []
    if (!networkOf(world, endpoint.network).ingress) return []
    const own = host(addressOf(address4))
    return [
      ...service.ports.flatMap((port) => redirection(own, port, service.name)),
      ...(['sctp', 'udp', 'tcp'] as const).flatMap((protocol) => [
        filter('INPUT', { dst: is(own), protocol }, drop, service.name),
        filter('OUTPUT', { src: is(own), protocol }, drop, service.name),
      ]),
    ]
  })
  return rules.length === 0 ? null : ruleset(rules)
}

/**
 * One published port in a task's sandbox (addRedirectRules): from the published number to the program's, which alone is
 * let in.
 */
const redirection = (own: Cidr, { protocol, published, target }: MeshPort, name: string): readonly Rule[] => [
  {
    table: 'nat',
    chain: 'PREROUTING',
    match: { dst: is(own), protocol, dstPort: published },
    target: { kind: 'redirect', port: target },
    cause: { purpose: 'mesh-port', endpoint: name },
  },
  filter('INPUT', { dst: is(own), protocol, dstPort: target }, accept, name),
  filter('OUTPUT', { src: is(own), protocol, srcPort: target, established: true }, accept, name),
]

const filter = (chain: string, match: Match, target: Target, name: string): Rule => ({
  table: 'filter',
  chain,
  match,
  target,
  cause: { purpose: target.kind === 'drop' ? 'mesh-only' : 'mesh-port', network: 'ingress', endpoint: name },
})

/** Netfilter's five, which are the chains of every table here. */
const HOOKS = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']

/** All tables with all chains, most of them empty, each accepting what no rule decides. */
function ruleset(rules: readonly Rule[]): Ruleset {
  const table = (name: TableName): readonly Chain[] =>
    HOOKS.map((chain) => ({
      name: chain,
      policy: 'accept',
      rules: rules.filter((r) => r.table === name && r.chain === chain),
    }))
  return { raw: table('raw'), mangle: table('mangle'), filter: table('filter'), nat: table('nat') }
}

/**
 * The chains that the engine makes when it starts, before there is any network, and how they hang together (moby
 * v28.5.2 libnetwork/drivers/bridge/internal/iptabler/iptabler.go: NewIptabler, setupIPChains, FilterForwardDrop).
 *
 * A forwarded packet takes this way through the table filter:
 *   FORWARD -> DOCKER-USER          the administrator's own rules, before all of Docker's
 *           -> DOCKER-FORWARD -> DOCKER-CT                  answers of known connections are accepted
 *                             -> DOCKER-ISOLATION-STAGE-1   from one bridge to another: stage 2 drops it
 *                             -> DOCKER-BRIDGE -> DOCKER    to a bridge: published ports, then drop
 *                             then what each network accepts on its way out
 *   policy of FORWARD: DROP
 * Not modelled: firewalld, nftables, WSL2's mirrored mode, a policy that was DROP or an `ip_forward` that was on
 * before.
 */
import { parseCidr } from '../../addr/cidr.js'
import type { Family } from '../../addr/ip.js'
import { isNot, jump } from '../../dataplane/rule.js'
import type { Match, TableName, Target } from '../../dataplane/rule.js'
import type { ChainFact, HostInfo, RuleFact } from '../api.js'

/**
 * The kernel's chains with their policies. The kernel makes FORWARD with ACCEPT; the engine sets DROP in the moment in
 * which it switches forwarding on itself, so that a host does not become a router for others
 * (bridge/setup_ip_forwarding.go). For IPv6 it does so with the first IPv6 network; here it is so from the start, as
 * before that nothing is forwarded anyway. The table mangle is not here: nothing of this driver is in it (see
 * `overlay/secureRules.ts`).
 */
const BUILT_IN: readonly (readonly [TableName, string, 'accept' | 'drop'])[] = [
  ['raw', 'PREROUTING', 'accept'],
  ['raw', 'OUTPUT', 'accept'],
  ['filter', 'INPUT', 'accept'],
  ['filter', 'FORWARD', 'drop'],
  ['filter', 'OUTPUT', 'accept'],
  ['nat', 'PREROUTING', 'accept'],
  ['nat', 'INPUT', 'accept'],
  ['nat', 'OUTPUT', 'accept'],
  ['nat', 'POSTROUTING', 'accept'],
]

/**
 * The engine's own chains, in both families alike. DOCKER of the table nat holds the translations of published ports,
 * DOCKER of the table filter says which translated packets may pass. DOCKER-USER stays empty: it is the users'.
 */
const DOCKER: readonly (readonly [TableName, string])[] = [
  ['filter', 'DOCKER'],
  ['filter', 'DOCKER-BRIDGE'],
  ['filter', 'DOCKER-CT'],
  ['filter', 'DOCKER-FORWARD'],
  ['filter', 'DOCKER-ISOLATION-STAGE-1'],
  ['filter', 'DOCKER-ISOLATION-STAGE-2'],
  ['filter', 'DOCKER-USER'],
  ['nat', 'DOCKER'],
]

/** All chains of one family, still empty; networks and endpoints bring the rules. */
export const baseChains = (family: Family): readonly ChainFact[] => [
  ...BUILT_IN.map(([table, name, policy]) => ({ family, table, name, policy })),
  ...DOCKER.map(([table, name]) => ({ family, table, name, policy: null })),
]

/** What the host sends to itself, by family (iptabler/network.go loopbackAddress). */
const LOOPBACK = { 4: parseCidr('127.0.0.0/8'), 6: parseCidr('::1/128') }

/** Before every network: the time of the first one is 1 or later. */
const AT_START = 0

/**
 * The jumps between those chains, for one family: the same on every host, whatever networks there are.
 *
 * The order here is the final one. The engine gets there by inserting jumps at the top of their chain in reverse order
 * (iptables.EnsureJumpRule), and re-inserts them when firewalld reloads.
 */
export function baseRules(family: Family, { userlandProxy }: HostInfo): readonly RuleFact[] {
  const rule = (table: TableName, chain: string, match: Match, target: Target): RuleFact => ({
    family,
    at: AT_START,
    insert: false,
    rule: { table, chain, match, target, cause: { purpose: 'engine-chains' } },
  })
  const loopback = LOOPBACK[family]
  // Without docker-proxy, 127.0.0.1:8080 is translated like any other address of the host (addNATJumpRules, `hairpin`);
  // with it, such packets stay as they are, and find the proxy's socket.
  const notLoopback: Match = userlandProxy && loopback !== undefined ? { dst: isNot(loopback) } : {}
  return [
    // DOCKER-USER first: nothing that Docker accepts later can go around a rule of the administrator's
    rule('filter', 'FORWARD', {}, jump('DOCKER-USER')),
    rule('filter', 'FORWARD', {}, jump('DOCKER-FORWARD')),
    // answers before isolation: the reply of a connection that was let through has to cross bridges too
    rule('filter', 'DOCKER-FORWARD', {}, jump('DOCKER-CT')),
    rule('filter', 'DOCKER-FORWARD', {}, jump('DOCKER-ISOLATION-STAGE-1')),
    rule('filter', 'DOCKER-FORWARD', {}, jump('DOCKER-BRIDGE')),
    // who comes from outside or from a container passes PREROUTING, the host's own processes OUTPUT: a published port
    // has to be translated in both, and only where the packet is for this host at all (addrtype LOCAL)
    rule('nat', 'PREROUTING', { dstLocal: true }, jump('DOCKER')),
    rule('nat', 'OUTPUT', { ...notLoopback, dstLocal: true }, jump('DOCKER')),
  ]
}
